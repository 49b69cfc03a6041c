import { randomUUID } from 'node:crypto';
import { sumOf, type AmountUnit, type OperationError, type RefundRequest, type StatusValue } from '../../protocol/refund/index.ts';
import { formatSum, type Tiyn } from '../../protocol/index.ts';

/** How the operator processes a refund: the final status at once, or later (RF-modes). */
export type Mode = 'online' | 'offline' | 'manual';

/** Who may call. */
export interface Caller {
  login: string;
  password: string;
}

/** A payment as the operator has it. */
export interface OperatorPayment {
  id: bigint;
  sum: Tiyn;
  mode: Mode;
  /** False: error 3, its state cannot be refunded. */
  refundable: boolean;
  /** Refunds of it end FAILED. */
  fails: boolean;
}

/** One token; the former of the same caller ends with it (RF-auth.single). */
export interface Token {
  token: string;
  login: string;
  /** Milliseconds since 1970. */
  validTo: number;
  replaced: boolean;
}

/** A step of a refund: from so many milliseconds after filing it has this status. */
export interface Step {
  afterMs: number;
  status: StatusValue;
  error?: OperationError;
}

/** One refund that was taken. */
export interface Refund extends RefundRequest {
  requestIdentificator: string;
  /** Who filed it. */
  login: string;
  filedAt: number;
  /** By time, the first at 0. */
  course: readonly Step[];
}

export interface OperatorBooks {
  callers: Map<string, Caller>;
  payments: Map<bigint, OperatorPayment>;
  tokens: Map<string, Token>;
  /** By `requestIdentificator`, in the order of filing. */
  refunds: Map<string, Refund>;
  unit: AmountUnit;
  nextIdentificator(): string;
}

export function openBooks(callers: readonly Caller[], payments: readonly OperatorPayment[], unit: AmountUnit): OperatorBooks {
  return {
    callers: new Map(callers.map((caller) => [caller.login, caller])),
    payments: new Map(payments.map((payment) => [payment.id, payment])),
    tokens: new Map(),
    refunds: new Map(),
    unit,
    nextIdentificator: randomUUID,
  };
}

/** Refunds of a payment, in the order of filing. */
export function refundsOf(books: OperatorBooks, id: bigint): Refund[] {
  return [...books.refunds.values()].filter(({ PaymentId }) => PaymentId === id);
}

/** The sum of a refund. */
export function sumOfRefund(books: OperatorBooks, refund: Pick<Refund, 'ReturnAmount'>): Tiyn {
  return sumOf(refund.ReturnAmount, books.unit);
}

/** Payments as a profile names them. */
export function listPayments(payments: Iterable<OperatorPayment>): { id: string; sum: string }[] {
  return [...payments].filter(({ refundable, fails }) => refundable && !fails).map(({ id, sum }) => ({ id: String(id), sum: formatSum(sum) }));
}
