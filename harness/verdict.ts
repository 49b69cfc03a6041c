import type {
  CaseEvent,
  CaseVerdict,
  ClauseState,
  EndEvent,
  FindingEvent,
  Message,
  PlannedCase,
  RecordedClause,
  RunVerdict,
  Side,
} from './record/events.ts';

/**
 * The lattice of verdicts: what the findings of a case make of it, what the cases make of a clause,
 * and what both make of the run. Pure; `verdict.test.ts` is its table.
 */

/** How a case came to its end, beside its findings. */
export type Ending = 'completed' | 'skipped' | 'undecided';

/** A failure of the partner outweighs everything; what evidence can't decide outweighs remarks. */
export function caseVerdict(findings: readonly Pick<FindingEvent, 'level' | 'blame'>[], ending: Ending): CaseVerdict {
  if (findings.some(({ level, blame }) => blame === 'partner' && level === 'must')) return 'failed';
  if (ending === 'undecided' || findings.some(({ level, blame }) => blame !== 'partner' && level === 'must')) return 'inconclusive';
  if (ending === 'skipped') return 'skipped';
  return findings.length > 0 ? 'remark' : 'passed';
}

type Ended = Pick<CaseEvent, 'verdict' | 'why' | 'skip'>;

/** Skips that leave open what could have been seen; the others are for want of an offer. */
const OPEN_SKIPS: ReadonlySet<CaseEvent['skip']> = new Set(['limit', 'filter', 'stopped']);

/**
 * A clause is violated when a binding case of it failed, verified when at least one binding case
 * passed and none was left open, and else not verified. Clauses that are only shown (`should`) are
 * judged by their remarks in the same way, so they are never violated by a must.
 */
export function clauseState(
  clause: RecordedClause,
  cases: readonly { planned: PlannedCase; ended: Ended | undefined }[],
  violated: ReadonlySet<string>,
): ClauseState {
  const of = (state: ClauseState['state'], why?: Message): ClauseState => ({ id: clause.id, level: clause.level, state, ...(why ? { why } : {}) });
  if (violated.has(clause.id)) return of('violated');
  const citing = cases.filter(({ planned }) => planned.clauses.includes(clause.id));
  if (citing.length === 0) return of('not-verified', { key: 'why.no-case' });
  const open = citing.find(
    ({ planned, ended }) => planned.level === 'must' && (!ended || ended.verdict === 'inconclusive' || OPEN_SKIPS.has(ended.skip)),
  );
  if (open) return of('not-verified', open.ended?.why ?? { key: 'why.not-run' });
  if (citing.some(({ ended }) => ended?.verdict === 'passed' || ended?.verdict === 'remark')) return of('verified');
  const failed = citing.filter(({ ended }) => ended?.verdict === 'failed').map(({ planned }) => planned.id);
  if (failed.length > 0) return of('not-verified', { key: 'why.case-failed', values: { cases: failed.join(', ') } });
  return of('not-verified', citing.find(({ ended }) => ended?.why)?.ended?.why ?? { key: 'why.not-run' });
}

/**
 * What no certificate can do without: clauses that every partner of check/pay can be judged by,
 * whatever its profile offers.
 */
export const CORE_CLAUSES: readonly string[] = [
  'TP-1.get',
  'TP-1.xml',
  'TP-2.timeout',
  'TP-6.txn_id',
  'TP-6.prv_txn',
  'TP-6.sum',
  'TP-6.result',
  'TP-6.response',
  'TP-7.5.check',
  'TP-7.5.pay',
  'TP-7.6',
  'TP-7.7',
  'TP-7.resp',
];

/** The same for an operator's Refund API. */
const CORE_OF_OPERATOR: readonly string[] = [
  'RF-auth.token',
  'RF-auth.check',
  'RF-auth.header',
  'RF-auth.single',
  'RF-req',
  'RF-req.answer',
  'RF-status',
  'RF-codes',
  'RF-errors',
];

/** The same for a partner's client of it. */
const CORE_OF_CLIENT: readonly string[] = [
  'RF-auth.token',
  'RF-auth.header',
  'RF-auth.renew',
  'RF-req',
  'RF-status',
  'RF-codes',
  'RF-errors',
  'RF-modes',
];

/** What no certificate of these sides can do without. */
export function coreClauses(sides: readonly Side[]): readonly string[] {
  return [
    ...(sides.includes('partner') ? CORE_CLAUSES : []),
    ...(sides.includes('operator') ? CORE_OF_OPERATOR : []),
    ...(sides.includes('client') ? CORE_OF_CLIENT : []),
  ];
}

export interface RunFacts {
  cases: readonly (Ended & { id: string; level: 'must' | 'should' })[];
  clauses: readonly ClauseState[];
  /** Clauses that must be verified. Default: those of a partner. */
  core?: readonly string[];
  /** Why the run ended before its time. */
  stopped?: Message;
  interrupted?: boolean;
  /** The command line left cases out. */
  filtered?: boolean;
}

/**
 * Failures are facts whatever else was left open, so they come first; then whatever keeps the run
 * from being a whole; then remarks. A run that was narrowed never certifies.
 */
export function runVerdict({ cases, clauses, core = CORE_CLAUSES, stopped, interrupted = false, filtered = false }: RunFacts): {
  verdict: RunVerdict;
  reasons: Message[];
} {
  const failed = cases.filter(({ verdict }) => verdict === 'failed');
  const open: Message[] = [];
  if (interrupted) open.push({ key: 'reason.interrupted' });
  if (stopped) open.push(stopped);
  const inconclusive = cases.filter(({ verdict, level }) => verdict === 'inconclusive' && level === 'must');
  if (inconclusive.length > 0 && !stopped)
    open.push({ key: 'reason.inconclusive', values: { count: String(inconclusive.length), cases: list(inconclusive) } });
  const unverified = clauses.filter(({ id, state }) => state === 'not-verified' && core.includes(id));
  if (unverified.length > 0 && !stopped && !interrupted && !filtered)
    open.push({ key: 'reason.core-unverified', values: { clauses: unverified.map(({ id }) => id).join(', ') } });
  if (filtered) open.push({ key: 'reason.partial' });
  // A run in which nothing passed has shown nothing, whatever else it lacks.
  if (open.length === 0 && !cases.some(({ verdict }) => verdict === 'passed' || verdict === 'remark' || verdict === 'failed'))
    open.push({ key: 'reason.nothing-passed' });

  const remarks = cases.filter(({ verdict }) => verdict === 'remark');
  return decide({ failed, waived: [], open, remarks, passed: cases.filter(({ verdict }) => verdict === 'passed').length });
}

interface Decisive {
  failed: readonly { id: string }[];
  waived: readonly { id: string }[];
  /** What keeps the run from being a whole. */
  open: readonly Message[];
  remarks: readonly { id: string }[];
  passed: number;
}

function decide({ failed, waived, open, remarks, passed }: Decisive): Pick<EndEvent, 'verdict' | 'reasons'> {
  const counted = (key: string, of: readonly { id: string }[]): Message[] =>
    of.length === 0 ? [] : [{ key, values: { count: String(of.length), cases: list(of) } }];
  const overlooked = counted('reason.waived', waived);
  if (failed.length > 0) return { verdict: 'not-certified', reasons: [...counted('reason.failed', failed), ...overlooked, ...open] };
  if (open.length > 0) return { verdict: 'incomplete', reasons: [...open, ...overlooked] };
  if (remarks.length + waived.length > 0)
    return { verdict: 'certified-with-remarks', reasons: [...overlooked, ...counted('reason.remarks', remarks)] };
  return { verdict: 'certified', reasons: [{ key: 'reason.certified', values: { count: String(passed) } }] };
}

/** Reasons that count cases; all others name something that was left open. */
const COUNTED: ReadonlySet<string> = new Set(['reason.failed', 'reason.remarks', 'reason.certified', 'reason.waived']);

/** The end of a run when these failures are overlooked: as if they were remarks, and told as what they are. */
export function waivedVerdict(end: EndEvent, verdicts: ReadonlyMap<string, CaseVerdict>, waived: ReadonlySet<string>): EndEvent {
  if (waived.size === 0) return end;
  const of = (wanted: CaseVerdict) => [...verdicts].filter(([, verdict]) => verdict === wanted).map(([id]) => ({ id }));
  const decided = decide({
    failed: of('failed').filter(({ id }) => !waived.has(id)),
    waived: of('failed').filter(({ id }) => waived.has(id)),
    open: end.reasons.filter(({ key }) => !COUNTED.has(key)),
    remarks: of('remark'),
    passed: of('passed').length,
  });
  return { ...end, ...decided };
}

function list(cases: readonly { id: string }[]): string {
  const shown = cases
    .slice(0, 8)
    .map(({ id }) => id)
    .join(', ');
  return cases.length > 8 ? `${shown} …` : shown;
}
