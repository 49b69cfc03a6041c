import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VARIATIONS } from '../simulators/index.ts';
import { certifySimulated, ended, inParallel, ROUNDS, seedOf } from './run.testing.ts';

/** A correct partner is certified, whatever the protocol leaves to it. A false alarm is a bug of ours. */

const PLAIN = (['balance', 'order'] as const).flatMap((kind) => (['xml', 'json'] as const).map((answers) => ({ kind, answers })));
/** Takes two minutes of waiting: in the long rounds, and in `lagging-balance.test.ts` for the chapter that it is about. */
const SLOW = new Set<string>(ROUNDS > 1 ? [] : ['balance-lags-seconds']);
const VARIED = VARIATIONS.filter(({ name }) => !SLOW.has(name)).flatMap(({ name, kinds, answers }) =>
  (kinds ?? (['balance', 'order'] as const)).flatMap((kind) =>
    (answers ?? (['xml', 'json'] as const)).map((edition) => ({ kind, answers: edition, variation: name as string })),
  ),
);
/** These only say more, or less, than they must, and that is a remark at most. */
const REMARKED = new Set(['extra-elements', 'firewall-pages']);

type Args = (typeof VARIED)[number] | (typeof PLAIN)[number];

test('the reference partner is certified in every kind, edition and allowed variation', async (t) => {
  // Those that mostly wait begin, so that the others have them for company.
  const waits = (args: Args) => 'variation' in args && (args.variation === 'slow' || args.variation === 'balance-lags');
  const every: Args[] = [...PLAIN, ...VARIED];
  const all = [...every.filter(waits), ...every.filter((args) => !waits(args))];
  const jobs = Array.from({ length: ROUNDS }, (_, round) => all.map((args) => ({ args, seed: seedOf(round) }))).flat();
  // Partner and harness share a thread here: with more of them the partner is as slow as a load may remark on.
  const runs = await inParallel(jobs, 4, async ({ args, seed }) => ({
    args,
    seed,
    run: await certifySimulated({ ...args, seed }, { loadSeconds: 0.5 }),
  }));
  for (const { args, seed, run } of runs) {
    const name = Object.values(args).join(' ');
    await t.test(`${name} (seed ${seed})`, () => {
      assert.deepEqual(run.crashes, []);
      assert.deepEqual([ended(run.events, 'failed'), ended(run.events, 'inconclusive')], [[], []]);
      const remarked = 'variation' in args && REMARKED.has(args.variation);
      assert.equal(run.end.verdict, remarked ? 'certified-with-remarks' : 'certified', JSON.stringify(ended(run.events, 'remark')));
    });
  }
});
