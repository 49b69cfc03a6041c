import { setTimeout as sleep } from 'node:timers/promises';
import { CaseFailed, Undecided, type FindingSink } from '../finding.ts';
import { isLost, type Outcome } from '../outcome.ts';
import type { PartnerSession } from '../partner/session.ts';
import type { Reach } from '../reach.ts';
import type { RunState } from './state.ts';

/** How a connection ends when nobody is there, or somebody goes away in the middle. A limit that passed is the request's own matter. */
const TORN: ReadonlySet<string> = new Set(['refused', 'reset', 'closed', 'unresolved', 'tls']);
/** Somebody was there, and dropped it. */
const DROPPED: ReadonlySet<string> = new Set(['reset', 'closed']);
/** An endpoint that was restarted is back within this; one that is not has gone down for good. */
const BACK_MS = 5_000;

/**
 * Sends a request that could bring an endpoint down, and looks whether it is well after it. One that is
 * down may be so by chance: it is given the time to come back, and the request is sent once more. Only
 * if it is down again, or does not come back at all, is that held against it.
 */
export async function hostileRequest(
  run: RunState,
  { partner, account, reach, sink }: { partner: PartnerSession; account: string; reach: Reach; sink: FindingSink },
  send: () => Promise<Outcome>,
): Promise<Outcome> {
  const first = await send();
  const well = await isWell(run, partner, account);
  if (well && !isTorn(first)) return first;
  if (!well && !(await isBack(run, partner, account, reach))) throw unwell(run, sink, first);
  const second = await send();
  const wellAgain = await isWell(run, partner, account);
  if (!well && !wellAgain) {
    await isBack(run, partner, account, reach);
    throw unwell(run, sink, second);
  }
  // Torn both times, and well both times: that is how it answers such a request.
  if (!well || !isTorn(second))
    run.recorder.record({ type: 'note', level: 'info', key: 'note.outage', values: { exchange: String(first.exchange) } });
  return second;
}

function isTorn(outcome: Outcome): boolean {
  return isLost(outcome) && TORN.has(outcome.end.how);
}

/** A single connection that is torn after it was opened says nothing yet: some partners tear one now and then. */
async function isWell(run: RunState, partner: PartnerSession, account: string): Promise<boolean> {
  const ask = () => partner.check({ account }, { once: true, connection: 'new' });
  try {
    let seen = await ask();
    for (let more = 3; more > 0 && isLost(seen) && DROPPED.has(seen.end.how); more--) seen = await ask();
    if (isLost(seen)) return false;
    return seen.result !== undefined || !seen.legible || !everHadResult(run, account);
  } catch (error) {
    // Silence right after a hostile request is what the case is about, also when the run has given up asking. A limit on the
    // rate is no silence.
    if (error instanceof Undecided && error.why.key !== 'why.rate-limited' && !run.interrupted()) return false;
    throw error;
  }
}

/** An answer without a result is no sign of being unwell where there never was one: other cases judge it. */
function everHadResult({ outcomes }: RunState, account: string): boolean {
  return outcomes.some((seen) => seen.command === 'check' && seen.account === account && seen.result !== undefined);
}

/** Looks at the port first: checks that are lost would count towards giving the endpoint up. */
async function isBack(run: RunState, partner: PartnerSession, account: string, reach: Reach): Promise<boolean> {
  const deadline = run.now() + BACK_MS;
  for (let pause = 100; ; pause *= 2) {
    await sleep(pause);
    if ((await reach.connect(reach.endpoints[0]!)).ok && (await isWell(run, partner, account))) return true;
    if (run.now() >= deadline || run.interrupted()) return false;
  }
}

function unwell(run: RunState, sink: FindingSink, seen: Outcome): CaseFailed {
  run.unwell = true;
  sink.add({ key: 'endpoint.unwell', level: 'must', expected: 'result 0…5', observed: seen.end.how, exchanges: [seen.exchange] });
  return new CaseFailed('endpoint.unwell');
}
