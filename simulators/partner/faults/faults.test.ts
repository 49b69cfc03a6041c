import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartnerOptions } from '../index.ts';
import { onStage } from '../ask.testing.ts';
import { FAULTS, faultByName, type FaultName } from './index.ts';
import type { Row } from './row.testing.ts';
import { SHOWN_ANSWERS } from './shown-answers.testing.ts';
import { SHOWN_CONDUCT } from './shown-conduct.testing.ts';

const SHOWS: Record<FaultName, Row> = { ...SHOWN_ANSWERS, ...SHOWN_CONDUCT };

test('each fault shows its defect, where the reference does right', { concurrency: 8 }, async (t) => {
  const rows = Object.entries(SHOWS) as [FaultName, Row][];
  const shown = rows.map(([name, [probe, right, wrong, given]]) =>
    t.test(name, async () => {
      const { kinds, answers, options } = faultByName(name);
      const { allow, certificate } = options ?? {};
      const setting: PartnerOptions = { orders: 3, allow, certificate, kind: kinds?.[0], answers: answers?.[0], ...given };
      if (right !== undefined || wrong === 'gzip') assert.deepEqual(await onStage(setting, probe), right, 'the reference');
      assert.deepEqual(await onStage({ ...setting, fault: name }, probe), wrong, 'the fault');
    }),
  );
  await Promise.all(shown);
});

/** One defect and no more: what a fault does not break it leaves as it is. */
const TOTAL = new Set<FaultName>([
  ...(['hangs', 'resets', 'empty-body', 'no-result', 'content-length-short', 'content-length-long', 'utf-16', 'no-http-head', 'needs-post'] as const),
  ...(['first-request-refused', 'closing-refused'] as const), // each check of this test comes on a connection of its own
  ...(['tls-1-1-at-most', 'bare-line-feeds', 'status-line-misspelt'] as const), // Node's own client refuses to read these
  ...(['needs-user-agent', 'needs-accept', 'check-needs-sum'] as const), // the plain check of this test has none of these
]);

test('every fault but the total ones still serves a plain check', async (t) => {
  for (const { name, kinds, answers } of FAULTS.filter((fault) => !TOTAL.has(fault.name))) {
    await t.test(name, () =>
      onStage({ fault: name, kind: kinds?.[0], answers: answers?.[0], allow: undefined, orders: 3, delayMs: 1 }, async ({ check }) => {
        const { text } = await check({ txn_id: '5' });
        assert.match(text, /(result>|"result":"?) ?(0|OK)/);
      }),
    );
  }
});

test('faults are told apart and explained', () => {
  assert.equal(new Set(FAULTS.map(({ name }) => name)).size, FAULTS.length);
  for (const { name, effect, bugClass, cases } of FAULTS) {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(effect, /^[A-Z1-9].+[^.]\.$/, name);
    assert.ok(bugClass.length > 3, name);
    assert.equal(new Set(cases).size, cases.length, `${name}: a case twice`);
  }
});
