import {
  ERROR_MESSAGES,
  ErrorCode,
  isFinal,
  readRefundRequest,
  readStatusRequest,
  StatusCode,
  type ErrorValue,
  type Flaw,
  type OperationError,
  type RefundAnswer,
  type RefundRequest,
} from '../../protocol/refund/index.ts';
import type { Tiyn } from '../../protocol/index.ts';
import { refundsOf, sumOfRefund, type OperatorPayment, type Refund, type Step } from './books.ts';
import type { Desk, Hooks } from './desk.ts';

export function errorOf(code: ErrorValue): OperationError {
  return { code, errorMessage: ERROR_MESSAGES[code] };
}

export const refundRequest: Hooks['refundRequest'] = async (body, login, call, desk) => {
  const { value, flaws } = readRefundRequest(body);
  if (flaws) return desk.hooks.refuse(400, flawText(flaws[0]!), call, desk);
  if (value.ReturnAmount <= 0n) return desk.hooks.refuse(400, 'ReturnAmount must be positive', call, desk);
  return desk.hooks.reply(200, desk.hooks.write(await desk.hooks.file(value, login, desk), desk), desk);
};

/** The source's words for what its model demands. */
function flawText({ field, kind, expected }: Flaw): string {
  if (kind === 'required') return `${field} required`;
  return kind === 'length' ? `${field} length (${expected.replace(/^string, /, '').replace('..', ',')})` : `${field} invalid`;
}

/** Nothing waits between the look and the entry, so no two refunds see the same remainder. */
export function file(request: RefundRequest, login: string, desk: Desk): RefundAnswer {
  const { hooks } = desk;
  const before = hooks.recall(request, login, desk);
  if (before) {
    return { statusCode: StatusCode.DECLINE, error: errorOf(ErrorCode.exists), requestIdentificator: before.requestIdentificator };
  }
  const payment = hooks.find(request.PaymentId, desk);
  const error = hooks.obstacle(request, payment, desk);
  if (error || !payment) return { statusCode: StatusCode.DECLINE, error: error ?? errorOf(ErrorCode.paymentNotFound) };
  const refund = hooks.accept(request, payment, login, desk);
  return answerOf(refund, desk);
}

/** The common model of a refund as it stands. */
export function answerOf(refund: Refund, desk: Desk): RefundAnswer {
  const { status, error } = desk.hooks.statusOf(refund, desk);
  return { statusCode: status, ...(error ? { error } : {}), requestIdentificator: refund.requestIdentificator };
}

export function recall({ PaymentId, RefundIdentificator }: RefundRequest, login: string, { books }: Desk): Refund | undefined {
  return refundsOf(books, PaymentId).find((refund) => refund.RefundIdentificator === RefundIdentificator && refund.login === login);
}

export function obstacle(request: RefundRequest, payment: OperatorPayment | undefined, desk: Desk): OperationError | undefined {
  if (!payment) return errorOf(ErrorCode.paymentNotFound);
  if (!payment.refundable) return errorOf(ErrorCode.notRefundable);
  const states = refundsOf(desk.books, payment.id).map((refund) => desk.hooks.statusOf(refund, desk).status);
  if (states.some((status) => !isFinal(status) || status === StatusCode.FAILED)) return errorOf(ErrorCode.inTheWay);
  if (desk.hooks.taken(payment, desk) + sumOfRefund(desk.books, request) > payment.sum) return errorOf(ErrorCode.tooMuch);
  return undefined;
}

/** A failed refund gives nothing back; whatever is not final may. */
export function taken(payment: OperatorPayment, desk: Desk): Tiyn {
  return refundsOf(desk.books, payment.id)
    .filter((refund) => desk.hooks.statusOf(refund, desk).status !== StatusCode.FAILED)
    .reduce((sum, refund) => sum + sumOfRefund(desk.books, refund), 0n);
}

/** RF-modes: online is final at once; offline and by hand begin with ACCEPT. */
export function course(_request: RefundRequest, { mode, fails }: OperatorPayment, { stepMs }: Desk): Step[] {
  const last: Omit<Step, 'afterMs'> = fails ? { status: StatusCode.FAILED, error: errorOf(ErrorCode.general) } : { status: StatusCode.SUCCESS };
  if (mode === 'online') return [{ afterMs: 0, ...last }];
  const between = mode === 'offline' ? [StatusCode.INPROGRESS] : [StatusCode.INPROGRESS, StatusCode.INPROGRESS_ERROR, StatusCode.MANUAL];
  const steps = [StatusCode.ACCEPT, ...between].map((status, at) => ({ afterMs: at * stepMs, status }));
  return [...steps, { afterMs: steps.length * stepMs, ...last }];
}

export function accept(request: RefundRequest, payment: OperatorPayment, login: string, desk: Desk): Refund {
  const refund: Refund = {
    ...request,
    requestIdentificator: desk.books.nextIdentificator(),
    login,
    filedAt: desk.now(),
    course: desk.hooks.course(request, payment, desk),
  };
  desk.books.refunds.set(refund.requestIdentificator, refund);
  return refund;
}

export const refundStatus: Hooks['refundStatus'] = (body, login, call, desk) => {
  const { value, flaws } = readStatusRequest(body);
  if (flaws) return desk.hooks.refuse(400, flawText(flaws[0]!), call, desk);
  const refund = desk.hooks.lookUp(value.RequestIdentificator, login, desk);
  const answer = refund ? answerOf(refund, desk) : { statusCode: StatusCode.FATAL, error: errorOf(ErrorCode.requestNotFound) };
  return desk.hooks.reply(200, desk.hooks.write(answer, desk), desk);
};

/** Somebody else's refund is none of the caller's. */
export function lookUp(identificator: string, login: string, { books }: Desk): Refund | undefined {
  const refund = books.refunds.get(identificator);
  return refund?.login === login ? refund : undefined;
}

export const statusOf: Hooks['statusOf'] = ({ course: steps, filedAt }, { now }) => {
  const past = now() - filedAt;
  const step = steps.findLast(({ afterMs }) => afterMs <= past) ?? steps[0]!;
  return { status: step.status, ...(step.error ? { error: step.error } : {}) };
};
