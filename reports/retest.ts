import type { CitedExchange, Report, ReportFinding } from './model.ts';

/** What to know before an exchange is asked again: whether it can prove the cure, and whether it may cost money. */

/** Findings that a second ask with the same number may cost money by, whatever the repeats of the run have shown. */
const ABOUT_MONEY = /^(credit|repeat|ledger|exploration|load\.credited)/;

/** Did every repeat of the run return the first result? Then asking a pay again credits nothing. */
export function repeatsHold({ clauses }: { clauses: readonly Pick<Report['clauses'][number], 'id' | 'state'>[] }): boolean {
  return clauses.some(({ id, state }) => id === 'TP-7.7' && state === 'verified');
}

type Shown = Pick<ReportFinding<unknown>, 'key' | 'clause'>;

export function mayCreditAgain({ command }: Pick<CitedExchange, 'command'>, { key, clause }: Shown, holds: boolean): boolean {
  return command === 'pay' && (!holds || clause === 'TP-7.7' || ABOUT_MONEY.test(key));
}

/**
 * A mended endpoint returns the stored answer to a number that it knows (TP-7.7), so that a pay asked again
 * shows the old defect; the case asks with a fresh one. Undefined where the repeat itself is the point.
 */
export function retestOf({ command, case: asking }: Pick<CitedExchange, 'command' | 'case'>, { key }: Shown, id: string): string | undefined {
  if (command !== 'pay' || key.startsWith('repeat.')) return undefined;
  // A case that looks over all answers has none to look at without one that asks.
  const cases = [...new Set([id, asking])].filter((each) => /^[\w.-]+$/.test(each));
  return `npx paycert certify … --case ${cases.join(' ')}`;
}

/** The partner was started for this run alone, and nobody answers at its address any more. */
export function isGone({ notes }: { notes?: readonly { key: string }[] }): boolean {
  return notes?.some(({ key }) => key === 'note.demo') ?? false;
}
