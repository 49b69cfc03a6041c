import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName, VariationName } from '../simulators/index.ts';
import { certifySimulated, ended, ROUNDS, seedOf } from './run.testing.ts';

/**
 * A ledger may be written and exported in many ways; what is wrong in it has to show in each. That the
 * reference is certified with them stands in `reference.test.ts`, with the other variations.
 */
const WRONG: [variation: VariationName, fault: FaultName, case_: string][] = [
  ['ledger-accounts-masked', 'ledger-rows-doubled', 'ledger.no-doubles'],
  ['ledger-accounts-folded', 'ledger-accounts-cut', 'ledger.accounts'],
  ['ledger-tells-status', 'ledger-rows-doubled', 'ledger.no-doubles'],
  ['ledger-tells-status', 'ledger-rows-missing', 'ledger.every-payment'],
  ['ledger-logs-steps', 'ledger-sums-in-tenge', 'ledger.sums'],
  ['ledger-of-last-rows', 'ledger-rows-missing', 'ledger.every-payment'],
  ['ledger-of-today', 'ledger-rows-missing', 'ledger.every-payment'],
  ['ledger-lags', 'ledger-sums-in-tenge', 'ledger.sums'],
];

test('what is wrong in a ledger is caught, however it is written and exported', { concurrency: 4 }, async (t) => {
  const jobs = Array.from({ length: ROUNDS }, (_, round) => WRONG.map((row) => [...row, seedOf(round)] as const)).flat();
  await Promise.all(
    jobs.map(([variation, fault, caught, seed]) =>
      t.test(`${variation} with ${fault} (seed ${seed})`, async () => {
        const { events, crashes } = await certifySimulated({ variation, fault, kind: 'balance', seed });
        assert.deepEqual(crashes, []);
        assert.ok(ended(events, 'failed').includes(caught), ended(events, 'failed').join(' '));
      }),
    ),
  );
});
