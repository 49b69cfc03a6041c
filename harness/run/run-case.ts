import { movesMoney, type CaseDefinition } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { isLost } from '../outcome.ts';
import { Again, CaseFailed, findingSink, Skipped, StopRun, Undecided } from '../finding.ts';
import { confirmLag, ruleOutLag, suspectLag } from '../partner/lag.ts';
import type { CaseEvent, Message, TryEvent } from '../record/events.ts';
import { caseVerdict, type Ending } from '../verdict.ts';
import { caseContext } from './case-context.ts';
import type { Lease } from './schedule.ts';
import type { RunState } from './state.ts';
import type { RunShared } from './shared.ts';

/** A case's end, and what it means for the run. */
export interface CaseEnd {
  event: CaseEvent | TryEvent;
  stop?: Message;
  /** The case broke by a fault of the harness. */
  crash?: Error;
}

/** Runs one case to its verdict; `number` counts its tries. Never throws: a fault of ours is an end of its own. */
export async function runCase(one: CaseDefinition, lease: Lease, run: RunState, shared: RunShared, number = 1): Promise<CaseEnd> {
  const startedAt = performance.now();
  const sink = findingSink(one, (event, about) => {
    const set = event.blame === 'partner' ? run.claimed : run.dismissed;
    if (one.phase !== 'review') for (const exchange of about) set.add(exchange);
    if (event.blame === 'partner' && event.level === 'must' && movesMoney(one)) run.moneyWrong = true;
    run.recorder.record(number === 1 ? event : { ...event, try: number });
  });
  const end = (ending: Ending, rest: Partial<Pick<CaseEvent, 'why' | 'skip'>> = {}): CaseEnd['event'] => {
    const verdict = caseVerdict(sink.findings, ending);
    const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
    const event: CaseEnd['event'] =
      number === 1
        ? { type: 'case', id: one.id, verdict, ...rest, durationMs }
        : { type: 'try', case: one.id, number, verdict, ...(rest.why ? { why: rest.why } : {}), durationMs };
    run.recorder.record(event);
    return event;
  };
  const { context, quiet } = caseContext(one, lease, run, shared, sink);
  try {
    if (run.unwell && one.phase !== 'review' && one.side === 'partner') await comeBack(run, context);
    await onceMoreIfLate(
      run,
      () => one.body(context),
      async () => {
        await quiet();
        await one.body(caseContext(one, lease, run, shared, sink, false).context);
      },
    );
    return { event: end('completed') };
  } catch (error) {
    if (movesMoney(one)) await quiet();
    if (error instanceof CaseFailed) return { event: end('completed') };
    if (error instanceof Skipped) return { event: end('skipped', { why: error.why, skip: error.kind }) };
    if (error instanceof Undecided) return { event: end('undecided', { why: error.why }) };
    if (error instanceof StopRun) return { event: end(sink.findings.length > 0 ? 'completed' : 'undecided', { why: error.why }), stop: error.why };
    const crash = error instanceof Error ? error : new Error(String(error));
    sink.add({ key: 'harness.crash', blame: 'harness', level: 'must', observed: crash.message });
    return { event: end('undecided', { why: { key: 'why.crash', values: { problem: crash.message } } }), crash };
  } finally {
    run.operator?.payments.release(one.id);
  }
}

/** An endpoint that an earlier case has left silent tells nothing about this one. */
async function comeBack(run: RunState, { partner, payable }: CaseContext): Promise<void> {
  const seen = await partner.check({ account: payable.account }).catch(() => undefined);
  if (!seen || isLost(seen)) throw new StopRun({ key: 'stop.went-away' });
  run.unwell = false;
}

/**
 * Tries a case a second time when its balance showed too much, giving balances time to settle first.
 * If that mends it, the partner's balances lag and all later ones are given that time; if not, they
 * don't, and no other case is tried twice.
 */
async function onceMoreIfLate(run: RunState, first: () => Promise<void> | void, second: () => Promise<void>): Promise<void> {
  try {
    await first();
  } catch (error) {
    if (!(error instanceof Again)) throw error;
    suspectLag(run.lag);
    try {
      await second();
      confirmLag(run.lag);
    } catch (again) {
      ruleOutLag(run.lag);
      throw again;
    }
  }
}
