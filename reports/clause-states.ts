import type { CaseVerdict, ClauseState, Message } from '../harness/record/events.ts';
import type { Gathered } from './gather.ts';
import { put } from './grouping.ts';
import { adviceOn, explainClause, say } from './messages/index.ts';
import type { ReportClause, ReportFinding } from './model.ts';
import type { Voice } from './voice.ts';

/** As much of a finding as an advice hangs on. */
export type Objection = Pick<ReportFinding<unknown>, 'clause' | 'key' | 'causeKey' | 'values'>;

/** What a case tells about the clauses it cites. */
export interface Known {
  id: string;
  clauses: readonly string[];
  verdict: CaseVerdict;
  /** Clauses of its findings, when it failed. */
  violates: readonly string[];
  /** What it objects to, by clause. */
  objections: readonly Objection[];
}

/** The clauses of the run with their states: the record's own, or what is known so far of a killed run. */
export function clausesOf<T>(record: Gathered, cases: readonly Known[], voice: Voice<T>): ReportClause<T>[] {
  const decided = new Map(record.end?.clauses.map((state) => [state.id, state]));
  // An ended run judges no advice (`may`), so its end names fewer clauses than its plan.
  const shown = record.plan.clauses.filter(({ id }) => record.end === undefined || decided.has(id));
  const citingBy = new Map<string, Known[]>();
  for (const each of cases) for (const clause of new Set(each.clauses)) put(citingBy, clause, each);
  const objectionsBy = new Map<string, Objection[]>();
  for (const objection of cases.flatMap(({ objections }) => objections)) put(objectionsBy, objection.clause, objection);
  return shown.map((clause) => {
    const citing = citingBy.get(clause.id) ?? [];
    const objections = objectionsBy.get(clause.id) ?? [];
    const state: ClauseState = decided.get(clause.id) ?? stateSoFar(clause, cases, citing);
    return {
      id: clause.id,
      level: clause.level,
      state: state.state,
      quote: clause.quote,
      translation: voice.perhaps((lang) => explainClause(lang, clause.id).translation),
      reading: voice.perhaps((lang) => explainClause(lang, clause.id).reading),
      fix: voice.perhaps((lang) => adviceOn(lang, clause.id, objections)),
      example: explainClause(voice.lang, clause.id).example ?? null,
      why: sayIf(voice, state.why),
      whyKey: state.why?.key ?? null,
      note: sayIf(voice, state.note),
      cases: citing.map((each) => each.id),
    };
  });
}

/** A message that may be absent. */
export function sayIf<T>(voice: Voice<T>, message: Message | undefined): T | null {
  return message ? voice.tell((lang) => say(lang, message)) : null;
}

/** One violation is enough to know; verified is only what every case of it has passed. */
function stateSoFar(clause: Pick<ClauseState, 'id' | 'level'>, cases: readonly Known[], citing: readonly Known[]): ClauseState {
  const { id, level } = clause;
  if (cases.some((each) => each.violates.includes(id))) return { id, level, state: 'violated' };
  if (citing.length > 0 && citing.every((each) => each.verdict === 'passed' || each.verdict === 'remark')) return { id, level, state: 'verified' };
  return { id, level, state: 'not-verified', why: { key: 'why.killed' } };
}
