import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES } from '../suites/index.ts';
import { certifySimulated, ended, inParallel, seedOf } from './run.testing.ts';

/**
 * `--suite` runs a chapter without what the others would have shown it: of a partner that is certified by a
 * whole run it accuses nobody for that. Lagging balances have their own test.
 */

const CHAPTERS = [...new Set(CASES.filter(({ side }) => side === 'partner').map(({ suite }) => suite))];

test('a chapter that is run alone accuses no correct partner', async (t) => {
  const jobs = CHAPTERS.flatMap((suite) =>
    (['balance', 'order'] as const).flatMap((kind) => [undefined, 'ledger-logs-steps'].map((variation) => ({ suite, kind, variation }))),
  );
  const runs = await inParallel(jobs, 4, async ({ suite, kind, variation }) => {
    const args = { kind, answers: 'xml' as const, seed: seedOf(0), ...(variation === undefined ? {} : { variation }) };
    return certifySimulated(args, { filter: { suites: [suite] }, loadSeconds: 0.5 });
  });
  for (const [at, { suite, kind, variation = 'plain' }] of jobs.entries()) {
    await t.test(`${suite}, ${kind}, ${variation}`, () => {
      const { crashes, events } = runs[at]!;
      assert.deepEqual([crashes, ended(events, 'failed'), ended(events, 'inconclusive'), ended(events, 'remark')], [[], [], [], []]);
    });
  }
});
