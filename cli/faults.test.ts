import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULTS, type Fault } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { certifySimulated, ended, inParallel, ROUNDS, seedOf } from './run.testing.ts';

/**
 * Fault × case: each fault turns the cases red that it names, and no others. A crash of ours is no
 * catch. Faults that take the protocol's whole time limit stand in `slow.test.ts`.
 */
const SLOW = new Set(['answers-after-16-s', 'pays-after-16-s', 'answers-after-6-s', 'body-drips', 'hangs', 'hangs-on-nul']);
const QUICK = FAULTS.filter(({ name, cases }) => cases.length > 0 && !SLOW.has(name));

/** Result 4 is given up after this, so that a fault that sticks there is not waited for. */
const PATIENCE = { processingTimeout: 2 };

test('every fault names cases that exist', () => {
  const known = new Set(CASES.map(({ id }) => id));
  for (const { name, cases } of FAULTS) for (const id of cases) assert.ok(known.has(id), `${name}: ${id}`);
});

test('each fault turns the cases red that it names, and no others', async (t) => {
  const jobs = Array.from({ length: ROUNDS }, (_, round) => QUICK.map((fault) => ({ fault, seed: seedOf(round) }))).flat();
  const runs = await inParallel(jobs, 3, async ({ fault, seed }) => ({
    fault,
    seed,
    run: await certifySimulated(
      { fault: fault.name, seed },
      { profile: { ...PATIENCE, ...(fault.chapter === 'ledger' ? {} : { ledger: undefined }) } },
    ),
  }));
  for (const { fault, seed, run } of runs) {
    await t.test(`${fault.chapter}/${fault.name} (seed ${seed})`, () => {
      assert.deepEqual(run.crashes, []);
      const failed = ended(run.events, 'failed');
      if (fault.remark) {
        assert.deepEqual(failed, []);
        assert.deepEqual(missing(fault, ended(run.events, 'remark')), []);
        assert.equal(run.end.verdict, 'certified-with-remarks');
      } else {
        assert.deepEqual(
          { missing: missing(fault, failed), unexpected: failed.filter((id) => !isNamed(fault, id)) },
          { missing: [], unexpected: [] },
        );
        assert.equal(run.end.verdict, 'not-certified');
      }
    });
  }
});

function missing({ cases }: Fault, seen: readonly string[]): string[] {
  return cases.filter((id) => !seen.includes(id));
}

function isNamed({ cases, also = [] }: Fault, id: string): boolean {
  return cases.includes(id) || also.some((name) => name === id || name === '*' || (name.endsWith('.*') && id.startsWith(name.slice(0, -1))));
}
