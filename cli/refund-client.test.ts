import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_FAULTS, type ClientFault } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { inParallel, ROUNDS, scratch, seedOf } from './run.testing.ts';
import { certifyClient } from './selftest/client-run.ts';
import { ended } from './selftest/simulated-run.ts';

/**
 * The chapter of the partner's client of the Refund API: the reference passes it, and each bad habit
 * turns the cases red that it names, and no others. A crash of ours is no catch.
 */

const AT_ONCE = 8;

test('each bad habit of a client is caught by the cases that it names, and by no others', async (t) => {
  const jobs = Array.from({ length: ROUNDS }, (_, round) => [undefined, ...CLIENT_FAULTS].map((fault) => ({ fault, seed: seedOf(round) }))).flat();
  const rows = await inParallel(jobs, AT_ONCE, async ({ fault, seed }) => {
    const first = await rowOf(fault, seed);
    // On a busy machine a timer may come late: what is red twice is red.
    return first.missing.length + first.unexpected.length === 0 ? first : rowOf(fault, seed);
  });
  for (const { name, ...row } of rows)
    await t.test(name, () => assert.deepEqual(row, { missing: [], unexpected: [], crashes: [], verdict: row.due, due: row.due }));
});

async function rowOf(fault: ClientFault | undefined, seed: string) {
  const run = await certifyClient({ fault: fault?.name, seed, folder: scratch() });
  const due = !fault ? 'certified' : fault.remark ? 'certified-with-remarks' : fault.undecided ? 'incomplete' : 'not-certified';
  const seen = ended(run.events, fault?.remark ? 'remark' : fault?.undecided ? 'inconclusive' : 'failed');
  const named = (id: string) =>
    [...(fault?.cases ?? []), ...(fault?.also ?? [])].some((name) => name === id || (name.endsWith('.*') && id.startsWith(name.slice(0, -1))));
  const wrong = fault
    ? ended(run.events, 'failed')
    : [...ended(run.events, 'failed'), ...ended(run.events, 'remark'), ...ended(run.events, 'inconclusive')];
  return {
    name: fault?.name ?? 'reference',
    missing: (fault?.cases ?? []).filter((id) => !seen.includes(id)),
    unexpected: wrong.filter((id) => !named(id) || fault?.remark === true || fault?.undecided === true),
    crashes: run.crashes.map(({ message }) => message),
    verdict: run.end.verdict,
    due,
  };
}

test('every case about a client has a bad habit that it catches', () => {
  const shown = new Set(CLIENT_FAULTS.flatMap(({ cases }) => cases));
  const ours = CASES.filter(({ side }) => side === 'client').map(({ id }) => id);
  assert.ok(ours.length > 35 && CLIENT_FAULTS.length > 40);
  assert.deepEqual(
    ours.filter((id) => !shown.has(id)),
    [],
  );
  assert.deepEqual(
    [...shown].filter((id) => !ours.includes(id)),
    [],
  );
});
