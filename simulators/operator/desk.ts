import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallName, JsonObject, OperationError, RefundAnswer, RefundRequest, StatusValue } from '../../protocol/refund/index.ts';
import type { Tiyn } from '../../protocol/index.ts';
import type { Life } from '../server.ts';
import type { Caller, OperatorBooks, OperatorPayment, Refund, Step, Token } from './books.ts';

/** One HTTP request, read whole. */
export interface Call {
  req: IncomingMessage;
  res: ServerResponse;
  method: string;
  path: string;
  /** Absent for a path that is none of the API's. */
  name?: CallName;
  /** What stands in the header `token`. */
  token?: string;
  body: Buffer;
  /** The body went past the limit, and only its beginning is here. */
  oversize: boolean;
}

/** What goes over HTTP, or nothing: the connection is cut, or left without a word. */
export type Reply = { status: number; headers?: Record<string, string>; body: string } | 'cut' | 'silence';

/** Who asks, or why not: 401 and 403 let the caller get a new token (RF-auth.renew). */
export type Admission = { login: string } | { refused: 401 | 403 };

/** What the operator is made of, as its hooks see it. */
export interface Desk extends Life {
  books: OperatorBooks;
  hooks: Hooks;
  /** How long a token lives, milliseconds. */
  tokenMs: number;
  /** Pace of refunds that are not done at once: milliseconds between two statuses. */
  stepMs: number;
  now(): number;
}

/**
 * The joints of the operator. Each does its part correctly by default; a fault replaces one or two
 * and leaves the rest. Hooks call each other through `desk.hooks`.
 */
export interface Hooks {
  /** A whole request, from HTTP to reply. */
  serve(call: Call, desk: Desk): Reply | Promise<Reply>;
  /** The body as an object, or the reply to one that is none. */
  read(call: Call, desk: Desk): JsonObject | Exclude<Reply, string>;
  getToken(body: JsonObject, call: Call, desk: Desk): Reply;
  login(given: Caller, desk: Desk): Caller | undefined;
  /** A new token, which ends the caller's former one. */
  issue(login: string, desk: Desk): Token;
  checkToken(call: Call, desk: Desk): Reply;
  admit(call: Call, desk: Desk): Admission;
  refundRequest(body: JsonObject, login: string, call: Call, desk: Desk): Reply | Promise<Reply>;
  /** Decides about a sound request. */
  file(request: RefundRequest, login: string, desk: Desk): RefundAnswer | Promise<RefundAnswer>;
  /** The refund that has this identifier already. */
  recall(request: RefundRequest, login: string, desk: Desk): Refund | undefined;
  /** Why a new refund cannot be taken. */
  obstacle(request: RefundRequest, payment: OperatorPayment | undefined, desk: Desk): OperationError | undefined;
  find(id: bigint, desk: Desk): OperatorPayment | undefined;
  /** What of a payment is given back, or on its way. */
  taken(payment: OperatorPayment, desk: Desk): Tiyn;
  /** What becomes of a new refund, and when. */
  course(request: RefundRequest, payment: OperatorPayment, desk: Desk): Step[];
  accept(request: RefundRequest, payment: OperatorPayment, login: string, desk: Desk): Refund;
  refundStatus(body: JsonObject, login: string, call: Call, desk: Desk): Reply | Promise<Reply>;
  lookUp(identificator: string, login: string, desk: Desk): Refund | undefined;
  /** The status of a refund now. */
  statusOf(refund: Refund, desk: Desk): { status: StatusValue; error?: OperationError };
  /** The reply to a request of the wrong shape or of wrong HTTP. */
  refuse(status: number, why: string, call: Call, desk: Desk): Exclude<Reply, string>;
  write(answer: RefundAnswer, desk: Desk): string;
  reply(status: number, body: string, desk: Desk): Exclude<Reply, string>;
  send(call: Call, reply: Reply, desk: Desk): void | Promise<void>;
}

/**
 * A change to the operator: takes the hooks beneath it, gives those that it replaces. Made anew for
 * every operator, so what it remembers it may keep in its closure.
 */
export type Change = (right: Hooks) => Partial<Hooks>;
