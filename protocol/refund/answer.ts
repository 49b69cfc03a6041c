import { isJsonObject, showJson, writeJson, type JsonValue } from './json.ts';
import { finish, int64, textOf, type Flaw, type Read } from './request.ts';
import { errorName, type ErrorValue, type StatusValue } from './status.ts';

/** Why a request is declined, failed or unknown (RF-errors). */
export interface OperationError {
  code: ErrorValue;
  errorMessage: string;
}

/** The one model of the answers to RefundRequest and RefundStatus (RF-req.answer, RF-status). */
export interface RefundAnswer {
  statusCode: StatusValue;
  error?: OperationError;
  /** The operator's number of the request: by it the status is asked. */
  requestIdentificator?: string;
}

/** GetToken and CheckToken with 200 (RF-auth.token, RF-auth.check). */
export interface TokenAnswer {
  token: string;
  /** `2020-03-19T18:05:07.902529+06:00`; read by `parseValidTo`. */
  validTo: string;
}

/** What comes with 401 (RF-auth.token). */
export interface MessageAnswer {
  message: string;
}

/** Reads the common answer; `error` and `requestIdentificator` may be null, as serialisers write what is not there. */
export function readRefundAnswer(json: JsonValue): Read<RefundAnswer> {
  const flaws: Flaw[] = [];
  const statusCode = int64(json, 'statusCode', flaws, [0n, 7n]);
  const error = isJsonObject(json) ? (json.get('error') ?? undefined) : undefined;
  const identificator = isJsonObject(json) ? (json.get('requestIdentificator') ?? undefined) : undefined;
  const answer: RefundAnswer = { statusCode: Number(statusCode) as StatusValue };
  if (error !== undefined) answer.error = readError(error, flaws);
  if (identificator !== undefined) answer.requestIdentificator = textOf(json, 'requestIdentificator', flaws);
  return finish(json, answer, flaws);
}

function readError(json: JsonValue, flaws: Flaw[]): OperationError {
  const inner: Flaw[] = [];
  const code = int64(json, 'code', inner);
  if (inner.length === 0 && errorName(code) === undefined) {
    inner.push({ field: 'code', kind: 'range', expected: '-2, -1, 1..6', observed: showJson(code) });
  }
  const errorMessage = textOf(json, 'errorMessage', inner);
  if (!isJsonObject(json)) flaws.push({ field: 'error', kind: 'type', expected: 'object', observed: showJson(json) });
  else flaws.push(...inner.map((flaw) => ({ ...flaw, field: `error.${flaw.field}` })));
  return { code: Number(code) as ErrorValue, errorMessage };
}

/** Reads the token with its end. */
export function readTokenAnswer(json: JsonValue): Read<TokenAnswer> {
  const flaws: Flaw[] = [];
  const answer = { token: textOf(json, 'token', flaws), validTo: textOf(json, 'validTo', flaws) };
  if (answer.validTo !== '' && parseValidTo(answer.validTo) === undefined) {
    flaws.push({ field: 'validTo', kind: 'type', expected: 'YYYY-MM-DDThh:mm:ss.ffffff+hh:mm', observed: showJson(answer.validTo) });
  }
  return finish(json, answer, flaws);
}

/** Reads the text of a 401. */
export function readMessageAnswer(json: JsonValue): Read<MessageAnswer> {
  const flaws: Flaw[] = [];
  return finish(json, { message: textOf(json, 'message', flaws) }, flaws);
}

/** Any answer as its body, absent members left out. */
export function writeAnswer(answer: RefundAnswer | TokenAnswer | MessageAnswer): string {
  return writeJson({ ...answer } as Record<string, string>);
}

const VALID_TO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of a `validTo`; fractions beyond them are cut off. Undefined without an offset: a time of nowhere. */
export function parseValidTo(text: string): number | undefined {
  const match = VALID_TO.exec(text);
  if (!match) return undefined;
  const ms = Date.parse(`${match[1]}.${(match[2] ?? '').padEnd(3, '0').slice(0, 3)}${match[3]}`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** As the source writes it, in Kazakhstan's offset of its example. */
export function formatValidTo(ms: number): string {
  return `${new Date(ms + 6 * 3_600_000).toISOString().slice(0, -1)}000+06:00`;
}
