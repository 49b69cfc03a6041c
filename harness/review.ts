import { causeOfRounding, causeOfSum, causeOfTxnId } from './causes.ts';
import type { RunContext } from './context.ts';
import { Skipped, type Finding, type FindingSink } from './finding.ts';
import type { Objection, Outcome } from './outcome.ts';
import type { Message } from './record/events.ts';

/**
 * Looks over every ordinary answer of the run for these objections, and leaves a finding for each
 * kind, however often it was seen. What only odd requests were answered is not counted here: the
 * system never sends those. Throws Skipped when there was no answer to look at.
 *
 * ```ts
 * over.must('TP-1.xml', 'no-doctype', 'no answer has a DOCTYPE', (run) => review(run, ['answer.doctype']));
 * ```
 */
export function review(
  { outcomes, isClaimed, object }: Pick<RunContext, 'outcomes' | 'isClaimed'> & { object: FindingSink['add'] },
  keys: readonly string[],
): void {
  // How a partner answers a variation that a case has objected to is that case's finding, and no other's.
  const isAnswer = (seen: Outcome) =>
    seen.nature === 'ordinary' && (seen.status !== undefined || seen.objections.length > 0) && (seen.plain || !isClaimed(seen));
  if (!outcomes.some(isAnswer)) throw new Skipped('stopped', { key: 'skip.no-answers' });
  const kinds = new Map<string, { objection: Objection; seen: Outcome[] }>();
  for (const outcome of outcomes.filter((seen) => seen.objections.length > 0 && isAnswer(seen))) {
    for (const objection of outcome.objections) {
      if (!keys.includes(objection.key)) continue;
      const kind = `${objection.key} ${objection.element ?? ''} ${objection.level}`;
      const known = kinds.get(kind);
      if (known) known.seen.push(outcome);
      else kinds.set(kind, { objection, seen: [outcome] });
    }
  }
  for (const { objection, seen } of kinds.values()) object({ level: objection.level, ...objectionFinding(objection, seen) });
}

/** An objection as a finding of the case that is about it. */
export function objectionFinding({ key, clause, element, expected, observed }: Objection, seen: readonly Outcome[]): Finding {
  const cause = causeOf(key, expected, observed, seen[0]);
  return {
    key,
    clause,
    ...(element === undefined ? {} : { values: { element } }),
    ...(expected === undefined ? {} : { expected }),
    ...(observed === undefined ? {} : { observed }),
    ...(cause ? { cause } : {}),
    exchanges: seen.map(({ exchange }) => exchange),
  };
}

/** Objections speak for themselves but for numbers and money, where the difference tells what happened to them. */
function causeOf(key: string, expected: string | undefined, observed: string | undefined, outcome: Outcome | undefined): Message | undefined {
  if (key === 'answer.txn-id-differs' && expected !== undefined && observed !== undefined) return causeOfTxnId(expected, observed);
  if (key === 'answer.txn-id-type' && outcome && observed !== undefined) return causeOfTxnId(outcome.txn_id, observed);
  if (key === 'answer.sum-differs' || key === 'answer.sum-type') return causeOfSum(expected, observed) ?? causeOfRounding(outcome);
  if (key === 'answer.not-xml' && outcome?.readAs === 'json') return { key: 'cause.edition-json' };
  if (key === 'answer.not-json' && outcome?.readAs === 'xml') return { key: 'cause.edition-xml' };
  if (key === 'http.status' && outcome?.readAs === 'html') return { key: 'cause.html-page' };
  return undefined;
}
