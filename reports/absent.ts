import type { CaseVerdict } from '../harness/record/events.ts';
import type { Report, ReportClause, ReportSuite } from './model.ts';

/**
 * What the run is not about: the chapters of a side that its profile does not have, such as the Refund API.
 * Nothing is lacking there, so nothing is asked for; one line names them.
 */

/** Why cases of such a side were skipped. */
const NO_SIDE: ReadonlySet<string> = new Set(['skip.no-partner', 'skip.no-operator', 'skip.no-client']);

export function isOfAbsentSide({ whyKey }: { whyKey: string | null }): boolean {
  return whyKey !== null && NO_SIDE.has(whyKey);
}

export function absentSuites<T>(report: Report<T>): ReportSuite<T>[] {
  const present = new Set(report.cases.filter((each) => !isOfAbsentSide(each)).map(({ suite }) => suite));
  return report.suites.filter(({ name }) => !present.has(name));
}

/** The chapters that the run is about, and their cases by outcome. */
export function presentSuites<T>(report: Report<T>): { suites: ReportSuite<T>[]; total: Record<CaseVerdict, number> } {
  const absent = new Set(absentSuites(report));
  const suites = report.suites.filter((suite) => !absent.has(suite));
  const total: Record<CaseVerdict, number> = { passed: 0, failed: 0, remark: 0, skipped: 0, inconclusive: 0 };
  for (const { counts } of suites) for (const verdict of Object.keys(total) as CaseVerdict[]) total[verdict] += counts[verdict];
  return { suites, total };
}

/** Clauses that the run is about and says nothing of. */
export function openClauses<T>(report: Report<T>): ReportClause<T>[] {
  return report.clauses.filter((clause) => clause.state === 'not-verified' && !isOfAbsentSide(clause));
}
