import { formatSum, parseSum } from '../../protocol/index.ts';
import type { CaseEvent, CaseVerdict, EndEvent, FindingEvent, Message, NoteEvent, PlanEvent, RecordEvent } from '../record/events.ts';
import { MEMORY_CLAUSE, REACH_NOTES } from './memory-reach.ts';
import { clauseState, coreClauses, runVerdict } from '../verdict.ts';

const noteOf = ({ key, values }: NoteEvent): Message => ({ key, ...(values ? { values } : {}) });

/** The end of a run as a pure function of its record so far. */
export function endOfRun(events: readonly RecordEvent[], stopped: Message | undefined, flags: { interrupted: boolean; filtered: boolean }): EndEvent {
  const plan = events.find((event): event is PlanEvent => event.type === 'plan')!;
  const ended = new Map<string, CaseEvent>();
  for (const event of events) if (event.type === 'case') ended.set(event.id, event);
  const findings = events.filter((event): event is FindingEvent => event.type === 'finding');
  const levels = new Map(plan.clauses.map(({ id, level }) => [id, level]));
  // A remark violates what is only shown; what is demanded is violated by a failure alone.
  const violated = new Set(
    findings
      .filter(({ blame, level, clause }) => blame === 'partner' && (level === 'must' || levels.get(clause) === 'should'))
      .map(({ clause }) => clause),
  );
  const cases = plan.cases.map((planned) => ({ planned, ended: ended.get(planned.id) }));
  const reach = events.find((event) => event.type === 'note' && REACH_NOTES.has(event.key)) as NoteEvent | undefined;
  const clauses = plan.clauses
    .filter(({ level }) => level !== 'may')
    .map((clause) => clauseState(clause, cases, violated))
    .map((state) => (reach && state.id === MEMORY_CLAUSE ? { ...state, note: noteOf(reach) } : state));
  const facts = cases.flatMap(({ planned, ended: end }) => (end ? [{ ...end, level: planned.level }] : []));
  const run = events.find((event) => event.type === 'run');
  const core = coreClauses(run?.sides ?? ['partner']);
  const { verdict, reasons } = runVerdict({ cases: facts, clauses, core, ...(stopped && !flags.interrupted ? { stopped } : {}), ...flags });
  const count = (wanted: CaseVerdict) => facts.filter(({ verdict: each }) => each === wanted).length;
  const credited = events.filter((event) => event.type === 'payment').filter(({ state }) => state === 'credited');
  const unlisted = events.filter((event) => event.type === 'load').map((event) => event.unlisted);
  return {
    type: 'end',
    finishedAt: new Date().toISOString(),
    verdict,
    reasons,
    clauses,
    summary: {
      passed: count('passed'),
      failed: count('failed'),
      remark: count('remark'),
      skipped: count('skipped'),
      inconclusive: count('inconclusive'),
      payments: unlisted.reduce((sum, { payments }) => sum + payments, credited.length),
      total: formatSum(
        [...credited.map(({ sum }) => sum), ...unlisted.map(({ total }) => total)].reduce((sum, each) => sum + (parseSum(each) ?? 0n), 0n),
      ),
      exchanges: events.filter((event) => event.type === 'exchange').length,
    },
    ...(flags.interrupted ? { interrupted: true } : {}),
  };
}
