/** Result codes of check and pay (TP-7.6). */
export const Result = {
  /** check: can be credited; pay: credited. Final. */
  ok: 0,
  /** Payer, account or order not found. */
  notFound: 1,
  /** Order cancelled. */
  cancelled: 2,
  /** Order already paid. */
  paid: 3,
  /** In processing: not final, the system asks again with the same txn_id. */
  processing: 4,
  /** Another error of the partner. */
  error: 5,
} as const;

export type ResultCode = (typeof Result)[keyof typeof Result];

/** The code that a text states, or undefined: only the single digits 0 to 5 are codes. */
export function parseResult(text: string): ResultCode | undefined {
  return /^[0-5]$/.test(text) ? (Number(text) as ResultCode) : undefined;
}
