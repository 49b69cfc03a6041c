/** Status of a refund request (RF-codes). */
export const StatusCode = {
  /** Taken; ask later. Not final. */
  ACCEPT: 0,
  /** Not taken; the error says why. No request exists by it. */
  DECLINE: 1,
  /** The payer has the money back. Final. */
  SUCCESS: 2,
  /** The refund failed; the error says why. Final. */
  FAILED: 3,
  /** Being processed. Not final. */
  INPROGRESS: 4,
  /** A fatal error: whether the refund goes through is unknown. */
  FATAL: 5,
  /** Being processed by hand. Not final. */
  MANUAL: 6,
  /** Internal, on the way from automatic to manual. Not final. */
  INPROGRESS_ERROR: 7,
} as const;

export type StatusName = keyof typeof StatusCode;
export type StatusValue = (typeof StatusCode)[StatusName];

/** `{ 0: 'ACCEPT', … }`, or undefined for a number that is no status. */
export function statusName(code: bigint | number): StatusName | undefined {
  return (Object.keys(StatusCode) as StatusName[]).find((name) => StatusCode[name] === Number(code));
}

/** SUCCESS and FAILED: nothing follows them. */
export function isFinal(code: StatusValue): boolean {
  return code === StatusCode.SUCCESS || code === StatusCode.FAILED;
}

/** The statuses that are asked again until they end. */
export function isPending(code: StatusValue): boolean {
  return code === StatusCode.ACCEPT || code === StatusCode.INPROGRESS || code === StatusCode.MANUAL || code === StatusCode.INPROGRESS_ERROR;
}

/**
 * Whether a request that had one status may be seen with another. From final nothing leads away;
 * between the rest the source draws no arrows. FATAL says that the status is unknown, which no
 * final one can become again; DECLINE is an answer to a filing and no status of a taken request.
 */
export function mayFollow(before: StatusValue, after: StatusValue): boolean {
  if (before === after) return true;
  return !isFinal(before) && after !== StatusCode.DECLINE;
}

/** Error codes of DECLINE, FAILED and FATAL (RF-errors). */
export const ErrorCode = {
  general: -1,
  fatal: -2,
  paymentNotFound: 1,
  tooMuch: 2,
  notRefundable: 3,
  exists: 4,
  inTheWay: 5,
  requestNotFound: 6,
} as const;

export type ErrorName = keyof typeof ErrorCode;
export type ErrorValue = (typeof ErrorCode)[ErrorName];

/** The source's own text of each error. */
export const ERROR_MESSAGES: Readonly<Record<ErrorValue, string>> = {
  [-1]: 'Общая ошибка обработки',
  [-2]: 'Фатальная ошибка обработки',
  1: 'Оригинальная транзакция не найдена',
  2: 'Сумма отмены превышает сумму оригинальной операции',
  3: 'Отмена невозможна. Статус операции не является отменяемым',
  4: 'Заявка уже существует. Проверьте статус',
  5: 'Создать заявку невозможно, по платежу есть активная или ошибочная заявка',
  6: 'Заявка на отмену не найдена',
};

/** The name of an error code, or undefined when the source has none such. */
export function errorName(code: bigint | number): ErrorName | undefined {
  return (Object.keys(ErrorCode) as ErrorName[]).find((name) => ErrorCode[name] === Number(code));
}

/** What a caller does after an answer: money hangs on it. */
export type NextStep =
  /** The outcome is known. */
  | 'done'
  /** Ask the status, after a while. */
  | 'poll'
  /** Unknown: ask the status, or file again with the same `RefundIdentificator`, never with a new one. */
  | 'ask-or-repeat'
  /** The request is there already: ask its status, file nothing. */
  | 'ask'
  /** It is not there: what was filed never arrived. File again, with the same `RefundIdentificator`. */
  | 'file-again'
  /** Not taken: the same request has no chance. */
  | 'refused'
  /** Not taken now: a request of the same payment stands in the way. */
  | 'later';

/** What the source demands after a status, with the error beside it where there is one. */
export function nextStep(status: StatusValue, error?: number): NextStep {
  if (isFinal(status)) return 'done';
  if (isPending(status)) return 'poll';
  if (error === ErrorCode.requestNotFound) return 'file-again';
  if (status === StatusCode.FATAL) return 'ask-or-repeat';
  if (error === ErrorCode.exists) return 'ask';
  if (error === ErrorCode.inTheWay) return 'later';
  return error === ErrorCode.general || error === ErrorCode.fatal ? 'ask-or-repeat' : 'refused';
}
