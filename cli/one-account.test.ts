import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certifySimulated, ended } from './run.testing.ts';

/** A partner may lock an account while it credits it, and many certify themselves with one account alone. */
test('payments to the one account that wait for one another are no remark, and no pass', async () => {
  const { events } = await certifySimulated(
    { fault: 'one-at-a-time', seed: 'one-account' },
    {
      options: { delayMs: 60 },
      profile: { accounts: { payable: ['4957835959'], unknown: ['0000000000'] } },
      filter: { suites: ['load'] },
      loadSeconds: 0.5,
    },
  );
  const told = events.find((event) => event.type === 'case' && event.id === 'load.in-parallel');
  assert.ok(told?.type === 'case');
  assert.deepEqual([told.verdict, told.why?.key], ['skipped', 'skip.load-on-one-account']);
  assert.deepEqual([ended(events, 'failed'), ended(events, 'remark')], [[], []]);
});
