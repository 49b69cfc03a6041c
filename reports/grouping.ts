import { openClauses } from './absent.ts';
import type { Report, ReportCase, ReportClause, ReportFinding } from './model.ts';

/** A finding with the case that made it. */
export interface Placed<T = string> {
  of: ReportCase<T>;
  finding: ReportFinding<T>;
}

/** Findings that one mending will do away with: the same objection, by the same cause. The first stands for all. */
export interface Defect<T = string> extends Placed<T> {
  also: Placed<T>[];
}

export interface ClauseGroup<T = string> {
  clause: ReportClause<T>;
  findings: Defect<T>[];
}

/** The findings as a reader needs them, by clause: what fails, beginning with what the most cases wait for, and what is remarked. */
export interface Findings<T = string> {
  violations: ClauseGroup<T>[];
  remarks: ClauseGroup<T>[];
  /** Cases that the evidence could not decide, with what was found on the way. */
  undecided: ReportCase<T>[];
}

/** A failed case may hold remarks beside its violations; each finding stands where its own level puts it. What is waived counts as a remark. */
export function groupFindings<T>(report: Report<T>): Findings<T> {
  const placed = report.cases.filter((of) => of.verdict !== 'inconclusive').flatMap((of) => of.findings.map((finding) => ({ of, finding })));
  const isViolation = ({ of, finding }: Placed<T>) =>
    of.verdict === 'failed' && of.waived === undefined && finding.level === 'must' && finding.blame === 'partner';
  return {
    violations: mostFirst(byClause(report, placed.filter(isViolation))),
    remarks: byClause(
      report,
      placed.filter((each) => !isViolation(each)),
    ),
    undecided: report.cases.filter((of) => of.verdict === 'inconclusive'),
  };
}

function byClause<T>(report: Report<T>, placed: readonly Placed<T>[]): ClauseGroup<T>[] {
  const groups = new Map<string, Placed<T>[]>();
  const home = homeOf(placed);
  for (const each of placed) put(groups, home(each), each);
  const order = new Map(report.clauses.map((clause, at) => [clause.id, at]));
  return [...groups]
    .sort(([a], [b]) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity) || 0)
    .map(([id, findings]) => ({
      clause: report.clauses[order.get(id) ?? -1] ?? unplanned(id, findings),
      findings: defects(findings.toSorted((a, b) => Number(b.finding.clause === id) - Number(a.finding.clause === id))),
    }));
}

/** They are to be mended in their order: the clause with the defect that the most cases wait for leads, and so do its defects. */
function mostFirst<T>(groups: readonly ClauseGroup<T>[]): ClauseGroup<T>[] {
  const weights = new Map<Defect<T>, number>();
  for (const defects of mendings(groups)) for (const each of defects) weights.set(each, casesOf(defects).length);
  const countOf = (defect: Defect<T>) => weights.get(defect) ?? 0;
  const heaviest = ({ findings }: ClauseGroup<T>) => Math.max(...findings.map(countOf));
  // Of the clauses that one mending turns, the one where it shows the most is where it sits.
  const own = (group: ClauseGroup<T>) => casesOf(group.findings.filter((each) => countOf(each) === heaviest(group))).length;
  return groups
    .map(({ clause, findings }) => ({ clause, findings: findings.toSorted((a, b) => countOf(b) - countOf(a)) }))
    .sort((a, b) => heaviest(b) - heaviest(a) || own(b) - own(a));
}

/**
 * Defects that one mending does away with, whichever clauses they break: those of the same cause, and with
 * them the same objection where it shows no cause. The defect with the most cases stands first in each.
 */
export function mendings<T>(groups: readonly ClauseGroup<T>[]): Defect<T>[][] {
  const defects = groups.flatMap(({ findings }) => findings);
  const caused = gathered(
    defects.filter(({ finding }) => finding.causeKey !== null),
    ({ finding }) => finding.causeKey!,
  );
  const largest = caused.toSorted((a, b) => casesOf(b).length - casesOf(a).length);
  const alone: Defect<T>[] = [];
  for (const defect of defects.filter(({ finding }) => finding.causeKey === null)) {
    const commonest = largest.find((all) => all.some((each) => objectionOf(each) === objectionOf(defect)));
    (commonest ?? alone).push(defect);
  }
  return [...caused, ...gathered(alone, objectionOf)].map((all) => all.toSorted((a, b) => b.also.length - a.also.length));
}

function objectionOf({ finding: { key, blame, values } }: Defect<unknown>): string {
  return JSON.stringify([key, blame, values?.['element']]);
}

/** A number that is rounded where it is read spoils every element that hangs on it. */
const ANY_ELEMENT: ReadonlySet<string> = new Set(['cause.double']);

/** Of the same name, about the same element, to be mended by the same side. */
function gathered<T>(defects: readonly Defect<T>[], nameOf: (defect: Defect<T>) => string): Defect<T>[][] {
  const found = new Map<string, Defect<T>[]>();
  for (const each of defects) {
    const { blame, values, causeKey } = each.finding;
    const element = ANY_ELEMENT.has(causeKey ?? '') ? undefined : values?.['element'];
    put(found, JSON.stringify([nameOf(each), blame, element]), each);
  }
  return [...found.values()];
}

/** The ids of the cases that show these defects. */
export function casesOf(defects: readonly Defect<unknown>[]): string[] {
  return [...new Set(defects.flatMap((defect) => [defect, ...defect.also]).map(({ of }) => of.id))];
}

const PLAIN_PAY = 'TP-7.5.pay';

/**
 * A plain pay that credits wrongly explains every other balance that is off in the same way: it is
 * told once, where pay is demanded, and not again under each clause whose case looked at a balance.
 */
function homeOf<T>(placed: readonly Placed<T>[]): (each: Placed<T>) => string {
  const sign = ({ finding }: Placed<T>) => `${finding.key} ${finding.causeKey} ${finding.level}`;
  const isCredit = ({ finding }: Placed<T>) => finding.key.startsWith('credit.') && finding.causeKey !== null;
  const explained = new Set(placed.filter((each) => isCredit(each) && each.finding.clause === PLAIN_PAY && each.of.suite === 'pay').map(sign));
  return (each) => (isCredit(each) && explained.has(sign(each)) ? PLAIN_PAY : each.finding.clause);
}

function defects<T>(placed: readonly Placed<T>[]): Defect<T>[] {
  const found = new Map<string, Defect<T>>();
  for (const each of placed) {
    const { key, causeKey, level, blame, values } = each.finding;
    const same = JSON.stringify([key, causeKey, level, blame, values?.['element']]);
    const known = found.get(same);
    if (known) known.also.push(each);
    else found.set(same, { ...each, also: [] });
  }
  return [...found.values()];
}

/** How binding what is found is: a case that only should hold makes no must of the clause's demand. */
export function weightOf({ clause, findings }: ClauseGroup<unknown>): ReportClause['level'] {
  return clause.level === 'must' && findings.every(({ finding }) => finding.level === 'should') ? 'should' : clause.level;
}

/** How many things there are to mend. */
export function size(groups: readonly ClauseGroup<unknown>[]): number {
  return groups.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** A finding may cite a clause that no planned case names; it must be seen all the same. */
function unplanned<T>(id: string, findings: readonly Placed<T>[]): ReportClause<T> {
  return {
    id,
    level: findings[0]!.finding.level,
    state: 'violated',
    quote: '',
    translation: null,
    reading: null,
    fix: null,
    example: null,
    why: null,
    whyKey: null,
    note: null,
    cases: [],
  };
}

/** Clauses without evidence, gathered by the reason. */
export function notVerified<T>(report: Report<T>): { why: T | null; clauses: ReportClause<T>[] }[] {
  const groups = new Map<string, ReportClause<T>[]>();
  for (const clause of openClauses(report)) put(groups, JSON.stringify(clause.why), clause);
  return [...groups.values()].map((clauses) => ({ why: clauses[0]!.why, clauses }));
}

/** So many cases are told one by one, though they share their reason. */
const FEW = 3;

/** Undecided cases in which nothing was found, gathered by the reason that many of them share; every other one by itself. */
export function sharedReasons<T>(undecided: readonly ReportCase<T>[]): { why: T | null; cases: ReportCase<T>[] }[] {
  const groups = new Map<string, ReportCase<T>[]>();
  for (const each of undecided) put(groups, each.findings.length > 0 || each.why === null ? each.id : JSON.stringify(each.why), each);
  return [...groups.values()]
    .flatMap((cases) => (cases.length > FEW ? [cases] : cases.map((each) => [each])))
    .map((cases) => ({ why: cases[0]!.why, cases }));
}

/** Adds to the group of this name. */
export function put<T>(groups: Map<string, T[]>, name: string, each: T): void {
  const group = groups.get(name);
  if (group) group.push(each);
  else groups.set(name, [each]);
}
