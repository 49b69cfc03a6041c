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

/** The findings as a reader needs them: what fails, what is remarked, by clause in the order of the protocol. */
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
    violations: byClause(report, placed.filter(isViolation)),
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
  for (const clause of report.clauses) if (clause.state === 'not-verified') put(groups, JSON.stringify(clause.why), clause);
  return [...groups.values()].map((clauses) => ({ why: clauses[0]!.why, clauses }));
}

function put<T>(groups: Map<string, T[]>, name: string, each: T): void {
  const group = groups.get(name);
  if (group) group.push(each);
  else groups.set(name, [each]);
}
