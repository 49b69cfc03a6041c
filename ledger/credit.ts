import type { Tiyn } from '../protocol/index.ts';

/** One credited payment, as the registry and the ledger both know it. */
export interface Credit {
  /** 1 to 18 digits (TP-6.txn_id). */
  txn_id: string;
  /** The partner's number of the credit, where it is known. A foreign ledger may hold any text. */
  prv_txn?: string;
  account: string;
  sum: Tiyn;
  /** Almaty time, `YYYYMMDDHHMMSS`. From a file that says less it is the beginning of that: `20261124`, `202611241015`. */
  txn_date: string;
}

/** A credit and where it was read: the line of the file, from 1, or the place in a list. */
export interface Row extends Credit {
  line: number;
  /** What became of the payment, in the words of a file that says it. */
  status?: string;
}

/** Why a row is no payment; messages for each stand in the catalogues under `malformed.`. */
export type Why =
  | 'cells'
  | 'quote-open'
  | 'quote-after'
  | 'row-too-long'
  | 'encoding'
  | 'json'
  | 'no-object'
  | 'value-type'
  | 'txn-id-empty'
  | 'txn-id'
  | 'txn-id-exponent'
  | 'account-empty'
  | 'account-too-long'
  | 'sum'
  | 'sum-ambiguous'
  | 'sum-negative'
  | 'txn-date'
  | 'prv-txn-too-long';

/** A row that could not be read. It might have been any payment, so it is told, never left out. */
export interface Malformed {
  /** The line where it begins, from 1. */
  line: number;
  why: Why;
  /** What is wrong in it, or its beginning; hostile, at most 120 characters. */
  text: string;
  /** Where at least this could be read: the payment is there, whatever else is wrong. */
  txn_id?: string;
  /** As of a row. */
  status?: string;
}

export type Entry = Row | Malformed;

/** True for what stands in the place of a row that could not be read. */
export function isMalformed(entry: Entry): entry is Malformed {
  return 'why' in entry;
}

const MOST_TEXT = 120;

export function malformed(line: number, why: Why, text: string, txn_id?: string): Malformed {
  const shown = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
  return { line, why, text: shown, ...(txn_id === undefined ? {} : { txn_id }) };
}

/** A list of credits as the rows of a registry: `reconcile(rowsOf(credits), readRows(bytes))`. */
export function* rowsOf(credits: Iterable<Credit>): Generator<Row> {
  let line = 0;
  for (const { txn_id, prv_txn, account, sum, txn_date } of credits) {
    line += 1;
    yield { line, txn_id, ...(prv_txn === undefined ? {} : { prv_txn }), account, sum, txn_date };
  }
}
