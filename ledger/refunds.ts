import { formatSum, type Tiyn } from '../protocol/index.ts';
import type { Columns } from './columns.ts';
import { isMalformed, type Entry, type Malformed } from './credit.ts';
import { csvLine } from './csv-cell.ts';

/** One refund that went through, as the operator's registry shows it (AG-3.11). */
export interface RefundRow {
  /** The number of the refunded payment. */
  txn_id: string;
  /** The partner's own number of the refund. */
  refund: string;
  sum: Tiyn;
  /** The operator's fee that goes back with it, where the rate is known. */
  feeReturned?: Tiyn;
  /** Almaty time, `YYYYMMDDHHMMSS`. */
  date: string;
}

const HEADER = ['txn_id', 'refund', 'sum', 'fee_returned', 'refund_date'];

/** How `readRows` finds its way in a list of refunds. */
export const REFUND_COLUMNS: Columns = { txn_id: 'txn_id', account: 'refund', sum: 'sum', txn_date: 'refund_date' };

/** The refunds of a registry as CSV, a refund a line, by date. */
export function* writeRefunds(refunds: Iterable<RefundRow>): Generator<string> {
  yield csvLine(HEADER);
  for (const { txn_id, refund, sum, feeReturned, date } of [...refunds].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)))
    yield csvLine([txn_id, refund, formatSum(sum), feeReturned === undefined ? '' : formatSum(feeReturned), date]);
}

/** What went back of each payment, by its number without leading zeros. A row that cannot be read is given to `onMalformed`. */
export async function refundedByPayment(rows: AsyncIterable<readonly Entry[]>, onMalformed: (row: Malformed) => void): Promise<Map<string, Tiyn>> {
  const sums = new Map<string, Tiyn>();
  for await (const batch of rows) {
    for (const row of batch) {
      if (isMalformed(row)) {
        if (!isOnlyLong(row)) onMalformed(row);
      } else sums.set(paymentKey(row.txn_id), (sums.get(paymentKey(row.txn_id)) ?? 0n) + row.sum);
    }
  }
  return sums;
}

/** A PaymentId of 64 bits may have a digit more than any number of check and pay (TP-6.txn_id): it is in no registry. */
function isOnlyLong({ why, text }: Malformed): boolean {
  return why === 'txn-id' && /^\d{19}$/.test(text);
}

/** `007` and `7` are one payment. */
export function paymentKey(txn_id: string): string {
  return txn_id.replace(/^0+(?=\d)/, '');
}
