import { INT64_MAX, INT64_MIN, isInt64 } from './int64.ts';
import { isJsonObject, showJson, writeJson, type JsonValue } from './json.ts';

/** `returnApi/Refund/RefundRequest`: every member is required (RF-req). */
export interface RefundRequest {
  /** The operator's number of the payment, a signed 64-bit integer. */
  PaymentId: bigint;
  /** What goes back, a 64-bit integer in whole tenge or tiyn (reading 14). */
  ReturnAmount: bigint;
  /** The partner's own number of the refund, 1 to 100 characters, one for each refund. */
  RefundIdentificator: string;
  /** 1 to 500 characters; the payer may be shown it. */
  Reason: string;
}

/** `returnApi/Refund/RefundStatus` (RF-status). */
export interface StatusRequest {
  /** The `requestIdentificator` of the answer to the filing. */
  RequestIdentificator: string;
}

/** `returnApi/Auth/GetToken` (RF-auth.token). */
export interface TokenRequest {
  Login: string;
  Password: string;
}

/** One thing wrong with a request or an answer. */
export interface Flaw {
  /** The member's name; empty for the whole. */
  field: string;
  kind: 'required' | 'type' | 'length' | 'range';
  expected: string;
  observed: string;
}

/** The value with no flaw, or all flaws. */
export type Read<T> = { value: T; flaws?: undefined } | { value?: undefined; flaws: Flaw[] };

/** Longest texts, in UTF-16 units as the source's `StringLength` counts them. */
export const MOST_IDENTIFICATOR = 100;
export const MOST_REASON = 500;

/** Reads a filing exactly; members that the source does not name are passed over. */
export function readRefundRequest(json: JsonValue): Read<RefundRequest> {
  const flaws: Flaw[] = [];
  const value = {
    PaymentId: int64(json, 'PaymentId', flaws),
    ReturnAmount: int64(json, 'ReturnAmount', flaws),
    RefundIdentificator: textOf(json, 'RefundIdentificator', flaws, MOST_IDENTIFICATOR),
    Reason: textOf(json, 'Reason', flaws, MOST_REASON),
  };
  return finish(json, value, flaws);
}

/** Reads a question for a status. */
export function readStatusRequest(json: JsonValue): Read<StatusRequest> {
  const flaws: Flaw[] = [];
  return finish(json, { RequestIdentificator: textOf(json, 'RequestIdentificator', flaws) }, flaws);
}

/** Reads a login. */
export function readTokenRequest(json: JsonValue): Read<TokenRequest> {
  const flaws: Flaw[] = [];
  return finish(json, { Login: textOf(json, 'Login', flaws), Password: textOf(json, 'Password', flaws) }, flaws);
}

/** Any request as its body, integers digit for digit. */
export function writeRequest(request: RefundRequest | StatusRequest | TokenRequest): string {
  return writeJson({ ...request });
}

/** A required text of 1 to `most` characters. */
export function textOf(json: JsonValue, field: string, flaws: Flaw[], most = Infinity): string {
  const value = memberOf(json, field);
  const expected = most === Infinity ? 'string' : `string, 1..${most}`;
  const flaw = (kind: Flaw['kind'], observed: string) => (flaws.push({ field, kind, expected, observed }), '');
  if (value === undefined || value === null) return flaw('required', showJson(value));
  if (typeof value !== 'string') return flaw('type', showJson(value));
  if (value === '' || value.length > most) return flaw('length', String(value.length));
  return value;
}

/** A required integer that 64 bits hold. */
export function int64(json: JsonValue, field: string, flaws: Flaw[], [least, most]: readonly [bigint, bigint] = [INT64_MIN, INT64_MAX]): bigint {
  const value = memberOf(json, field);
  const flaw = (kind: Flaw['kind']) => (flaws.push({ field, kind, expected: `integer, ${least}..${most}`, observed: showJson(value) }), 0n);
  if (value === undefined || value === null) return flaw('required');
  if (typeof value !== 'bigint') return flaw('type');
  return isInt64(value) && value >= least && value <= most ? value : flaw('range');
}

/** What came back of a model: an object without flaws, else the flaws. */
export function finish<T>(json: JsonValue, value: T, flaws: Flaw[]): Read<T> {
  if (!isJsonObject(json)) return { flaws: [{ field: '', kind: 'type', expected: 'object', observed: showJson(json) }] };
  return flaws.length === 0 ? { value } : { flaws };
}

function memberOf(json: JsonValue, field: string): JsonValue | undefined {
  return isJsonObject(json) ? json.get(field) : undefined;
}
