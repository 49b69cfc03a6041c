import type { Report, ReportCase, ReportClause, ReportFinding } from './model.ts';

/** A finding with the case that made it. */
export interface Placed {
  of: ReportCase;
  finding: ReportFinding;
}

/** Findings that one mending will do away with: the same objection, by the same cause. The first stands for all. */
export interface Defect extends Placed {
  also: Placed[];
}

export interface ClauseGroup {
  clause: ReportClause;
  findings: Defect[];
}

/** The findings as a reader needs them: what fails, what is remarked, by clause in the order of the protocol. */
export interface Findings {
  violations: ClauseGroup[];
  remarks: ClauseGroup[];
  /** Cases that the evidence could not decide, with what was found on the way. */
  undecided: ReportCase[];
}

/** A failed case may hold remarks beside its violations; each finding stands where its own level puts it. What is waived counts as a remark. */
export function groupFindings(report: Report): Findings {
  const placed = report.cases.filter((of) => of.verdict !== 'inconclusive').flatMap((of) => of.findings.map((finding) => ({ of, finding })));
  const isViolation = ({ of, finding }: Placed) =>
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

function byClause(report: Report, placed: readonly Placed[]): ClauseGroup[] {
  const groups = new Map<string, Placed[]>();
  const home = homeOf(placed);
  for (const each of placed) groups.set(home(each), [...(groups.get(home(each)) ?? []), each]);
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
function homeOf(placed: readonly Placed[]): (each: Placed) => string {
  const sign = ({ finding }: Placed) => `${finding.key} ${finding.causeKey} ${finding.level}`;
  const isCredit = ({ finding }: Placed) => finding.key.startsWith('credit.') && finding.causeKey !== null;
  const explained = new Set(placed.filter((each) => isCredit(each) && each.finding.clause === PLAIN_PAY && each.of.suite === 'pay').map(sign));
  return (each) => (isCredit(each) && explained.has(sign(each)) ? PLAIN_PAY : each.finding.clause);
}

function defects(placed: readonly Placed[]): Defect[] {
  const found = new Map<string, Defect>();
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
export function size(groups: readonly ClauseGroup[]): number {
  return groups.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** A finding may cite a clause that no planned case names; it must be seen all the same. */
function unplanned(id: string, findings: readonly Placed[]): ReportClause {
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
    cases: [],
  };
}

/** Clauses without evidence, gathered by the reason. */
export function notVerified(report: Report): { why: string; clauses: ReportClause[] }[] {
  const groups = new Map<string, ReportClause[]>();
  for (const clause of report.clauses) {
    if (clause.state === 'not-verified') groups.set(clause.why ?? '', [...(groups.get(clause.why ?? '') ?? []), clause]);
  }
  return [...groups].map(([why, clauses]) => ({ why, clauses }));
}
