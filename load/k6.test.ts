import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPartner, type PartnerOptions } from '../simulators/index.ts';
import { runUnderShim, type K6Run } from './k6-shim.testing.ts';

/** The script for k6, run by a shim of its API: what it asks and how it judges. k6 itself is not run here. */

const SCRIPT = new URL('k6/payments.ts', import.meta.url);
const FIRST = '41250317899';

async function run(options: PartnerOptions, env: Record<string, string>): Promise<K6Run & { ledger: string[] }> {
  const partner = await startPartner(options);
  try {
    const given = { URL: partner.url, ACCOUNT: '4957835959', FIRST, ROUND: '1', ...env };
    return { ...(await runUnderShim(SCRIPT, given)), ledger: partner.ledger().map(({ txn_id }) => txn_id) };
  } finally {
    await partner.close();
  }
}

/** The counters of the script that have counted. */
function counted({ data }: K6Run): Record<string, number> {
  const ours = Object.entries(data.metrics).filter(([name]) => /^(payments|answers|requests)_/.test(name));
  return Object.fromEntries(ours.map(([name, { values }]): [string, number] => [name, values['count']!]).filter(([, count]) => count > 0));
}

test('against the reference every check of the script holds, and each payment is made once under its own number', async () => {
  const told = await run({}, { SHAPE: 'pace', RATE: '6', DURATION: '1', CONNECTIONS: '6' });
  assert.deepEqual(
    told.data.root_group.checks.map(({ passes, fails }) => [passes, fails]),
    Array.from({ length: 6 }, () => [6, 0]),
  );
  assert.deepEqual(counted(told), { payments_credited: 6 });
  assert.deepEqual(
    told.ledger.toSorted(),
    [0, 1, 2, 3, 4, 5].map((turn) => `${FIRST}${String(turn).padStart(7, '0')}`),
  );
  assert.deepEqual(
    Object.values(told.options.scenarios).map(({ executor }) => executor),
    ['constant-arrival-rate'],
  );
  const { paycert, state } = JSON.parse(told.files['summary.json']!) as { paycert: { shape: string; perSecond: number }; state: object };
  assert.deepEqual([paycert.shape, paycert.perSecond, Object.keys(state).includes('testRunDurationMs')], ['pace', 6, true]);
});

test('a ramp begins at its rate, rises by half five times, and pays once under each number', async () => {
  const told = await run({}, { SHAPE: 'ramp', RATE: '3', DURATION: '2', CONNECTIONS: '8' });
  const { executor, stages } = told.options.scenarios['ramp']!;
  assert.equal(executor, 'ramping-arrival-rate');
  assert.deepEqual(
    stages,
    [5, 7, 11, 16, 23].map((target) => ({ target, duration: '0.4s' })),
  );
  // Between one stage's rate and the next one's in a straight line.
  const expected = Math.ceil([4, 6, 9, 13.5, 19.5].reduce((sum, rate) => sum + rate * 0.4, 0));
  assert.deepEqual(counted(told), { payments_credited: expected });
  assert.equal(new Set(told.ledger).size, expected);
  const { paycert } = JSON.parse(told.files['summary.json']!) as { paycert: { shape: string } };
  assert.equal(paycert.shape, 'ramp');
});

test('a partner whose numbers go through a double is told, and not taken for one that crosses its answers', async () => {
  const told = await run({ fault: 'txn-id-through-double' }, { SHAPE: 'closed', DURATION: '1', CONNECTIONS: '2' });
  assert.ok(told.data.root_group.checks.find(({ name }) => name === 'the txn_id of this payment')!.fails > 0);
  const counts = counted(told);
  assert.ok(counts['answers_wrong']! > 0);
  assert.equal(counts['answers_crossed'], undefined);
});

test('what an answer may look like is no mistake of it', async () => {
  for (const variation of ['comments-and-pis', 'cdata', 'character-references', 'extra-elements', 'bom'] as const) {
    const told = await run({ variation }, { SHAPE: 'pace', RATE: '10', DURATION: '0.3', CONNECTIONS: '1' });
    assert.deepEqual([variation, counted(told)['payments_credited']], [variation, told.data.metrics['http_reqs']!.values['count']]);
  }
});
