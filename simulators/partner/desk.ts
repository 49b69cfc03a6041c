import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Edition, Field, ResultCode, Tiyn } from '../../protocol/index.ts';
import type { LedgerText } from './ledger.ts';
import type { Books, Kind, Payee, Payment } from './books.ts';

/** One HTTP request under way. */
export interface Call {
  req: IncomingMessage;
  res: ServerResponse;
  /** What stands behind the question mark, as it was sent. */
  query: string;
  /** The address at the other end of the socket, IPv4 without its IPv6 wrapping. */
  remote: string;
}

/** A query as the partner understands it; values are decoded. */
export interface Asked {
  command: string | undefined;
  txn_id: string | undefined;
  account: string | undefined;
  sum: string | undefined;
  txn_date: string | undefined;
  /** Fields of the protocol that came more than once; the first value counts. */
  twice: string[];
  /** True when a piece of the query has broken escapes, or bytes that are no UTF-8. */
  malformed: boolean;
  /** Names of all other fields (TP-6.data). */
  extra: string[];
}

/** What the partner makes of a request. */
export interface Decision {
  result: ResultCode;
  comment: string;
  prv_txn?: string;
  sum?: Tiyn;
  fields?: Field[];
  /** The request was no request of the protocol, as opposed to one that is refused. */
  erroneous?: true;
}

/** What goes over HTTP. `content-length` is added when it is sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What a partner is made of, as its hooks see it. */
export interface Desk {
  kind: Kind;
  answers: Edition;
  balanceField: string;
  /** Addresses that are served; undefined serves everyone. */
  allow: readonly string[] | undefined;
  /** Waiting time of the faults that wait, milliseconds; undefined for the fault's own. */
  delayMs: number | undefined;
  books: Books;
  hooks: Hooks;
  now(): number;
  /** Waits; wakes up at once when the partner closes. Never keeps the process alive. */
  wait(ms: number): Promise<void>;
  /** Stops listening and cuts every connection, as a crash does. */
  crash(): void;
}

/**
 * The joints of the partner. Each does its part correctly by default; a variation or a fault
 * replaces one or two and leaves the rest. Hooks call each other through `desk.hooks`.
 */
export interface Hooks {
  /** The HTTP status to turn a caller away with; undefined serves it (TP-1.source). */
  admit(call: Call, desk: Desk): number | undefined;
  /** A whole request of the protocol, from query to reply. */
  serve(call: Call, desk: Desk): Reply | Promise<Reply>;
  read(query: string, call: Call, desk: Desk): Asked;
  decide(asked: Asked, call: Call, desk: Desk): Decision | Promise<Decision>;
  /** Why this is no request of the protocol; undefined when it is one. */
  flaw(asked: Asked, desk: Desk): string | undefined;
  isTxnId(text: string): boolean;
  /** A pay's sum; undefined when it is none (TP-6.sum). */
  sum(text: string | undefined): Tiyn | undefined;
  isDate(text: string | undefined, desk: Desk): boolean;
  find(asked: Asked, desk: Desk): Payee | undefined;
  /** What forbids to pay; `sum` is undefined in check, where it must not be processed. */
  obstacle(payee: Payee, sum: Tiyn | undefined, desk: Desk): Decision | undefined;
  check(asked: Asked, call: Call, desk: Desk): Decision | Promise<Decision>;
  pay(asked: Asked, call: Call, desk: Desk): Decision | Promise<Decision>;
  /** By what a repeat is known (TP-7.7). */
  key(asked: Asked, call: Call): string;
  recall(asked: Asked, call: Call, desk: Desk): Payment | undefined;
  remember(payment: Payment, asked: Asked, call: Call, desk: Desk): void;
  /** Completes a new payment that is already remembered. */
  settle(payment: Payment, call: Call, desk: Desk): void | Promise<void>;
  /** Moves the money and writes the ledger. */
  credit(payment: Payment, desk: Desk): void;
  repeat(payment: Payment, asked: Asked, desk: Desk): Decision | Promise<Decision>;
  prvTxn(desk: Desk): string;
  answer(asked: Asked, decision: Decision, desk: Desk): Answer;
  write(answer: Answer, desk: Desk): string;
  reply(answer: Answer, decision: Decision, call: Call, desk: Desk): Reply;
  send(call: Call, reply: Reply, desk: Desk): void | Promise<void>;
  /** The books as they are exported. */
  ledger(desk: Desk): LedgerText[];
  /** A connection was opened. `open` counts all, this one included. */
  connected(socket: IncomingMessage['socket'], open: number): void;
}

/**
 * A change to the partner: takes the hooks beneath it, gives those that it replaces. Made anew for
 * every partner, so what it remembers it may keep in its closure.
 */
export type Change = (right: Hooks) => Partial<Hooks>;
