/** The four calls, each an HTTP POST with a JSON body, under the API's base address. */
export const CALLS = {
  GetToken: 'returnApi/Auth/GetToken',
  CheckToken: 'returnApi/Auth/CheckToken',
  RefundRequest: 'returnApi/Refund/RefundRequest',
  RefundStatus: 'returnApi/Refund/RefundStatus',
} as const;

export type CallName = keyof typeof CALLS;

/** The request header that carries the token (RF-auth.header). */
export const TOKEN_HEADER = 'token';

/** `https://host/x/` and `RefundStatus` to `https://host/x/returnApi/Refund/RefundStatus`. */
export function callUrl(base: string, call: CallName): string {
  return `${base.replace(/\/+$/, '')}/${CALLS[call]}`;
}

/**
 * The call that a path names, or undefined. Case does not count, as it does not for the server that
 * the source describes; whatever stands before `returnApi` is the base's.
 */
export function callAt(path: string): CallName | undefined {
  const lower = path.toLowerCase();
  return (Object.keys(CALLS) as CallName[]).find((name) => lower.endsWith(`/${CALLS[name].toLowerCase()}`));
}
