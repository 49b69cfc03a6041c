import { formatSum } from '../protocol/index.ts';
import type { BookEntry, CaseContext, LedgerRow, LedgerView, Payment, RunContext } from '../harness/index.ts';
import { paysAnybody } from './pays-anybody.ts';

/** How the cases of the chapter `ledger` look at the partner's own record. */
export type At = CaseContext & RunContext;

export const NEEDS = { offers: ['ledger'], alone: true } as const;

export interface Credited {
  entry: BookEntry;
  payment: Payment;
  exchange: number;
}

/**
 * The payments that were answered 0, but for those that no system sends: what a lenient partner makes
 * of them is another case's matter. Ends the case where there is none.
 */
export function creditedOf({ books, skip }: At): Credited[] {
  const credited = books
    .entries()
    .flatMap((entry) => (entry.sound && entry.first ? [{ entry, payment: entry.payment, exchange: entry.first.exchange }] : []));
  return credited.length > 0 ? credited : skip('skip.nothing-paid');
}

/**
 * The ledger with every credited payment in it, or as far as it got. Of a ledger that logs the steps of a payment, the words
 * of a refused one show which step is the credit: where none was refused yet, because this chapter runs alone, one is now.
 */
export async function whole(at: At): Promise<LedgerView> {
  const credited = creditedOf(at);
  const read = () => at.ledger((view) => credited.every(({ payment }) => view.rowsOf(payment.txn_id).length > 0));
  const view = await read();
  const hasSteps = credited.some(({ payment }) => new Set(view.rowsOf(payment.txn_id).map(({ status }) => status)).size > 1);
  if (!hasSteps || at.books.entries().some(({ asked, credited: paid }) => asked > 0 && !paid)) return view;
  await paysAnybody(at);
  return read();
}

export function numbersOf(of: readonly { payment: Payment }[]): string {
  const numbers = of.slice(0, 5).map(({ payment }) => payment.txn_id);
  return numbers.join(', ') + (of.length > 5 ? ' …' : '');
}

export function totalOf(of: readonly { payment: Payment }[]): string {
  return formatSum(of.reduce((sum, { payment }) => sum + payment.sum, 0n));
}

export function linesOf(rows: readonly LedgerRow[]): string {
  return rows.map(({ line, sum }) => `line ${line}: ${formatSum(sum)}`).join(', ');
}
