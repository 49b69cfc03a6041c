import { isTxnId, MAX_ACCOUNT_LENGTH, type Tiyn } from '../protocol/index.ts';
import { malformed, type Entry } from './credit.ts';
import { readDate } from './dates.ts';
import type { SumProblem } from './sums.ts';

/** What a row says of a payment, as it is written. `sum` has been read, since JSON and CSV write it by other rules. */
export interface Written {
  txn_id: string;
  prv_txn: string | undefined;
  account: string;
  sum: Tiyn | SumProblem;
  /** The sum as it was written, for the error. */
  sumText: string;
  txn_date: string;
}

const MOST_PRV_TXN = 100;

/** `="4125…"` and `'4125…`: how exports keep a spreadsheet from rounding a number. */
const WRAPPED = /^(?:="(\d+)"|'(\d+))$/;

/** `4,12503E+17`: a spreadsheet has rounded the number, and its digits are gone. */
const EXPONENT = /^\d(?:[.,]\d+)?e\+?\d{1,3}$/i;

/** The payment of a row, or the first thing that keeps it from being one. */
export function rowOf(line: number, written: Written): Entry {
  const { sum, sumText } = written;
  // Columns of fixed width are padded; what is longer than any account is cut to what it holds.
  const account = written.account.length > MAX_ACCOUNT_LENGTH ? written.account.trim() : written.account;
  const txn_id = unwrapped(written.txn_id.trim());
  if (!isTxnId(txn_id)) {
    if (txn_id === '') return malformed(line, 'txn-id-empty', account);
    return malformed(line, EXPONENT.test(txn_id) ? 'txn-id-exponent' : 'txn-id', txn_id);
  }
  if (account.trim() === '') return malformed(line, 'account-empty', txn_id, txn_id);
  if (account.length > MAX_ACCOUNT_LENGTH && [...account].length > MAX_ACCOUNT_LENGTH) return malformed(line, 'account-too-long', account, txn_id);
  if (typeof sum === 'string') return malformed(line, sum, sumText, txn_id);
  const txn_date = readDate(written.txn_date.trim());
  if (txn_date === undefined) return malformed(line, 'txn-date', written.txn_date, txn_id);
  const prv_txn = written.prv_txn === undefined ? '' : unwrapped(written.prv_txn.trim());
  if (prv_txn.length > MOST_PRV_TXN) return malformed(line, 'prv-txn-too-long', prv_txn, txn_id);
  // What is no character of the file's encoding can't be compared.
  if (account.includes('\ufffd') || prv_txn.includes('\ufffd')) return malformed(line, 'encoding', account, txn_id);
  return prv_txn === '' ? { line, txn_id, account, sum, txn_date } : { line, txn_id, prv_txn, account, sum, txn_date };
}

const MOST_STATUS = 60;

/** The same, with what its file says of it. */
export function withStatus(status: string | undefined, entry: Entry): Entry {
  return status === undefined ? entry : { ...entry, status: status.trim().slice(0, MOST_STATUS) };
}

function unwrapped(text: string): string {
  const first = text.charCodeAt(0);
  if (first !== 0x3d && first !== 0x27) return text;
  const match = WRAPPED.exec(text);
  return match ? (match[1] ?? match[2]!) : text;
}
