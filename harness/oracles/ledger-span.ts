import type { Entry } from '../partner/books.ts';
import type { LedgerView } from './ledger.ts';

/**
 * Why a payment cannot be in a ledger, whatever the partner did:
 * - `behind`: it was answered after the newest payment that is there was asked for; an export holds what was credited up to some moment
 * - `before`: it is older than whatever is there; an export may hold the last rows alone, or those of one day
 */
export type Beyond = 'behind' | 'before';

/**
 * Tells of which payments a ledger cannot know. One that is missing between two that are there is lost. One that is older than
 * all of ours that are there is excused only where the ledger does not reach back: rows of ours that were there have gone since,
 * the oldest first, or nothing in it is older than the payment.
 */
export function beyond(view: LedgerView, entries: readonly Entry[]): (entry: Entry) => Beyond | undefined {
  const there = entries.flatMap(({ payment, first }) => (first && view.rowsOf(payment.txn_id).length > 0 ? [first] : []));
  const newest = Math.max(-Infinity, ...there.map(({ startedAt }) => startedAt));
  const oldest = Math.min(Infinity, ...there.map(({ endedAt }) => endedAt));
  const isOlder = ({ first }: Entry) => first !== undefined && first.startedAt <= oldest;
  const gone = entries.filter(({ payment }) => view.gone.has(payment.txn_id));
  const rollsOn = gone.length > 0 && gone.every(isOlder);
  return (entry) => {
    const { payment, first } = entry;
    if (view.rowsOf(payment.txn_id).length > 0) return undefined;
    if (first === undefined || first.endedAt >= newest) return 'behind';
    const outside = view.oldest !== undefined && isEarlier(payment.txn_date, view.oldest);
    const reachesBack = view.oldestStranger !== undefined && isEarlier(view.oldestStranger, payment.txn_date);
    return outside || (isOlder(entry) && (rollsOn || !reachesBack)) ? 'before' : undefined;
  };
}

/** Of two dates, of which a ledger may say only the beginning. */
export function isEarlier(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}
