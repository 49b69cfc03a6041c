import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../simulators/index.ts';
import { certifySimulated, ended, ROUNDS, seedOf } from './run.testing.ts';

/**
 * Nothing says that the balance in check follows its payment at once. What is shown late must not be
 * taken for money too much, nor hide money too much. That the reference is certified with it stands
 * in `reference.test.ts`, with the other variations.
 */
const DOUBLE: [fault: FaultName, case_: string][] = [
  ['credits-double', 'pay.credits'],
  ['silent-second-credit', 'repeats.in-turn'],
];

test('a partner that credits twice is caught, though its balance lags', { concurrency: true }, async (t) => {
  const jobs = Array.from({ length: ROUNDS }, (_, round) => DOUBLE.map(([fault, caught]) => ({ fault, caught, seed: seedOf(round) }))).flat();
  await Promise.all(
    jobs.map(({ fault, caught, seed }) =>
      t.test(`${fault} (seed ${seed})`, async () => {
        const { events, crashes, end } = await certifySimulated({ fault, variation: 'balance-lags', seed });
        assert.deepEqual(crashes, []);
        assert.ok(ended(events, 'failed').includes(caught), ended(events, 'failed').join(' '));
        assert.equal(end.verdict, 'not-certified');
      }),
    ),
  );
});

test('a balance that is seconds behind accuses nobody', async () => {
  const filter = { suites: ['pay'] };
  const { events, crashes } = await certifySimulated({ variation: 'balance-lags-seconds', seed: seedOf(0) }, { filter });
  assert.deepEqual([crashes, ended(events, 'failed'), ended(events, 'inconclusive')], [[], [], []]);
  assert.ok(ended(events, 'passed').includes('pay.balances-add-up'));
});

test('a balance that is behind accuses nobody in a chapter that is run alone, and at the end of a load', async (t) => {
  for (const variation of ['balance-lags', 'balance-lags-seconds'] as const) {
    for (const suites of [['ledger'], ['load']]) {
      await t.test(`${variation}, ${suites.join()}`, async () => {
        const { events, crashes } = await certifySimulated({ variation, seed: seedOf(0) }, { filter: { suites }, loadSeconds: 0.5 });
        assert.deepEqual([crashes, ended(events, 'failed'), ended(events, 'inconclusive')], [[], [], []]);
      });
    }
  }
});
