import type { CaseDefinition, Phase } from '../case.ts';
import type { Lease } from './schedule.ts';
import { runCase } from './run-case.ts';
import type { RunShared } from './shared.ts';
import type { RunState } from './state.ts';

/** The first try and two more: what passes once of three is flaky, what never passes is broken. */
const TRIES = 3;
/** Cases that can be tried by themselves: the preflight has stopped the run already, reviews and explorations talk of the whole. */
const ALONE: ReadonlySet<Phase> = new Set(['main', 'hostile', 'closing']);

/** What the ledger holds of payments that were made stays there: to read it again would only seem to prove something. */
function looksBack({ needs }: CaseDefinition): boolean {
  return needs.offers?.includes('ledger') === true && needs.pays === undefined;
}

/**
 * Tries what fails newly once and once more, each try in the record. The verdict of a case stays that
 * of its first try: a failure that comes and goes is one all the same.
 */
export async function tryAgain(
  cases: readonly CaseDefinition[],
  failedBefore: ReadonlySet<string>,
  lease: () => Lease,
  run: RunState,
  shared: RunShared,
): Promise<Error[]> {
  const failed = new Set(run.recorder.events.flatMap((event) => (event.type === 'case' && event.verdict === 'failed' ? [event.id] : [])));
  const crashes: Error[] = [];
  const again = cases.filter((one) => ALONE.has(one.phase) && !looksBack(one) && failed.has(one.id) && !failedBefore.has(one.id));
  for (const one of again) {
    for (let number = 2; number <= TRIES && !run.traffic.stopped; number++) {
      const { event, stop, crash } = await runCase(one, lease(), run, shared, number);
      if (stop) run.traffic.stop(stop);
      if (crash) crashes.push(crash);
      // Without an order or below the ceiling of money another try would tell nothing more.
      if (event.verdict === 'skipped') break;
    }
  }
  return crashes;
}
