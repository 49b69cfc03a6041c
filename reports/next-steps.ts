import { isOfAbsentSide } from './absent.ts';
import { casesOf, groupFindings, mendings, put, type Defect } from './grouping.ts';
import type { Report, ReportCase } from './model.ts';

/**
 * - `stop`: what ended the run before its time
 * - `mend`: a violation
 * - `decide`: what keeps cases undecided
 * - `give`: what the profile lacks
 * - `improve`: a remark
 */
export type StepKind = 'stop' | 'mend' | 'decide' | 'give' | 'improve';

/** One thing to do. */
export interface Step<T = string> {
  kind: StepKind;
  what: T;
  /** How to do it, where it can be told: the likely cause, or how the clause is kept. */
  how?: T;
  /** What it is about. */
  clauses: string[];
  /** Cases that it may turn: what it unblocks. */
  cases: string[];
  /** Where the reader finds more: the case with the finding. */
  at?: string;
}

/** Reasons of a skip that ask nothing of anybody: what they lack came to nothing by itself, or is told elsewhere. */
const NOTHING_TO_GIVE: ReadonlySet<string> = new Set([
  'skip.no-answers',
  'skip.no-date-header',
  'skip.no-such-near-miss',
  'skip.no-account-over-64',
  'skip.no-account-over-100',
  'skip.no-account-with-letters',
  'skip.no-leading-zero',
  'skip.money-wrong',
  'skip.nothing-paid',
  'skip.not-in-ledger',
  'skip.date-refused',
]);

/**
 * What to do, in order: what stopped the run, then violations, undecided and skipped cases, remarks;
 * in each kind what unblocks the most cases first.
 */
export function nextSteps<T>(report: Report<T>): Step<T>[] {
  const { violations, remarks, undecided } = groupFindings(report);
  const failing = new Set(violations.flatMap(({ findings }) => findings));
  // A remark that goes away with a violation is no step of its own.
  const defects = mendings([...violations, ...remarks]).map((all) => ({ all, mend: all.some((each) => failing.has(each)) }));
  const fromDefects = (kind: 'mend' | 'improve') =>
    sorted(defects.filter(({ mend }) => mend === (kind === 'mend')).map(({ all }) => defectStep(kind, all, report)));
  const lacking = report.cases.filter(
    (each) =>
      each.whyKey !== null && (each.skip === 'not-offered' || each.skip === 'limit') && !NOTHING_TO_GIVE.has(each.whyKey) && !isOfAbsentSide(each),
  );
  return onceEach([
    ...stops(report),
    ...fromDefects('mend'),
    ...sorted(byReason('decide', undecided)),
    ...sorted(byReason('give', lacking)),
    ...fromDefects('improve'),
  ]);
}

/** What is told in the same words is one thing to do. */
function onceEach<T>(steps: readonly Step<T>[]): Step<T>[] {
  const found = new Map<string, Step<T>>();
  for (const step of steps) {
    const name = JSON.stringify([step.what, step.how]);
    const known = found.get(name);
    const both = <V>(one: readonly V[], other: readonly V[]) => [...new Set([...one, ...other])];
    found.set(name, known ? { ...known, clauses: both(known.clauses, step.clauses), cases: both(known.cases, step.cases) } : step);
  }
  return [...found.values()];
}

/** The reasons that ended the run are told by `stop.…`; the others only sum up what stands below. */
function stops<T>(report: Report<T>): Step<T>[] {
  const cases = report.cases.filter(({ skip }) => skip === 'stopped');
  return report.reasons
    .filter((_, at) => report.reasonKeys[at]?.startsWith('stop.'))
    .map((what) => ({ kind: 'stop', what, clauses: clausesOf(cases), cases: cases.map(({ id }) => id) }));
}

function defectStep<T>(kind: StepKind, defects: readonly Defect<T>[], report: Report<T>): Step<T> {
  const [{ of, finding }] = defects as [Defect<T>];
  const clauses = [...new Set(defects.flatMap((defect) => [defect, ...defect.also]).map((each) => each.finding.clause))];
  const how = finding.cause ?? defects.find(({ finding: { cause } }) => cause !== null)?.finding.cause ?? fixOf(clauses, report);
  return { kind, what: finding.message, ...(how === null ? {} : { how }), clauses, cases: casesOf(defects), at: of.id };
}

/** Where one objection breaks several clauses, the advice on one of them would lead astray. */
function fixOf<T>(clauses: readonly string[], report: Report<T>): T | null {
  return clauses.length === 1 ? (report.clauses.find(({ id }) => id === clauses[0])?.fix ?? null) : null;
}

function byReason<T>(kind: StepKind, cases: readonly ReportCase<T>[]): Step<T>[] {
  const groups = new Map<string, ReportCase<T>[]>();
  for (const each of cases) put(groups, each.whyKey ?? each.id, each);
  return [...groups.values()].map((group) => ({
    kind,
    what: group[0]!.why ?? group[0]!.title,
    clauses: clausesOf(group),
    cases: group.map(({ id }) => id),
    at: group[0]!.id,
  }));
}

function clausesOf(cases: readonly ReportCase<unknown>[]): string[] {
  return [...new Set(cases.flatMap(({ clauses }) => clauses))];
}

/** What unblocks the most comes first; the order of the protocol decides between equals. */
function sorted<T>(steps: readonly Step<T>[]): Step<T>[] {
  return steps.toSorted((a, b) => b.cases.length - a.cases.length);
}
