import type { Answer, Command, Problem, ResultCode, Tiyn } from '../protocol/index.ts';
import type { FindingSink } from './finding.ts';

/** A payment as the operator knows it. The same number goes into its check and its pay. */
export interface Payment {
  txn_id: string;
  account: string;
  sum: Tiyn;
  txn_date: string;
}

/**
 * What came of one ask, without the bytes: those stand in the record under `exchange`. Kept for the
 * whole run, so it stays small: made with all its members at once, those that are not there `undefined`.
 */
export interface Outcome {
  /** Number of the exchange in the record. */
  exchange: number;
  nature: 'ordinary' | 'odd' | 'cut' | 'outside' | 'limited';
  command?: Command | undefined;
  txn_id: string;
  account: string;
  sum?: Tiyn | undefined;
  txn_date?: string | undefined;
  /** A pay of an order whose fixed price the profile does not tell. */
  priceUnknown?: true | undefined;
  /** A pay whose sum is our own guess, as the profile names none: has any pay of the run been credited before it? */
  sumGuessed?: 'none-credited' | 'some-credited' | undefined;
  /** A whole answer came within the time. */
  answered: boolean;
  end: { how: string; phase: string; code?: string; message?: string };
  totalMs: number;
  /** Milliseconds on the monotonic clock. */
  startedAt: number;
  endedAt: number;
  status?: number | undefined;
  /** How the answer could be read at all. */
  readAs: 'xml' | 'json' | 'html' | 'text' | 'nothing';
  answer?: Answer | undefined;
  /** The result code, when there is one that the protocol knows. */
  result?: ResultCode | undefined;
  prv_txn?: string | undefined;
  /** Everything that bytes, grammar, meaning and HTTP object to, whatever the case at hand. */
  objections: Objection[];
  /** Has any ordinary request of this kind been answered legibly in this run, this one included? */
  legible: boolean;
  /** Word for word what the operator's system sends, nothing varied by the case that asked. */
  plain: boolean;
  dateHeader?: string | undefined;
  connection: { id: number; reused: number; resent: boolean };
  /** Where findings about it go: the case that asked. */
  sink: FindingSink;
}

/** A problem of the answer or a fault of its HTTP, by one name each. */
export type Objection = Omit<Problem, 'key'> & { key: string };

/** An outcome is lost when nothing tells what the partner decided. */
export function isLost(outcome: Outcome): boolean {
  return !outcome.answered && outcome.result === undefined;
}
