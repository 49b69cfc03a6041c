/**
 * Money in tiyn, a hundredth of a tenge. A bigint, so that no sum passes through a double
 * (4.35 * 100 is 434.99999999999994).
 */
export type Tiyn = bigint;

export const TENGE: Tiyn = 100n;

/** The least sum of whole tenge that is no less: 29n to 100n. */
export function wholeTenge(sum: Tiyn): Tiyn {
  return ((sum + TENGE - 1n) / TENGE) * TENGE;
}

/** The form that the protocol writes: digits, a point, two decimals (TP-6.sum). */
const PROTOCOL_SUM = /^(\d+)\.(\d{2})$/;

/** Any decimal that states a sum without doubt, whatever the number of its decimals. */
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** `200.00` to 20000n; undefined for whatever the protocol would not write. */
export function parseSum(text: string): Tiyn | undefined {
  const match = PROTOCOL_SUM.exec(text);
  return match ? BigInt(match[1]! + match[2]!) : undefined;
}

/**
 * The value of a decimal however it is written (`200`, `200.0`, `200.000`); undefined when it is
 * no decimal, or is finer than a tiyn.
 */
export function sumValue(text: string): Tiyn | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const decimals = (match[2] ?? '').replace(/0+$/, '').padEnd(2, '0');
  return decimals.length === 2 ? BigInt(match[1]! + decimals) : undefined;
}

/** 20000n to `200.00`. Negative sums keep their sign; the protocol has none, a difference may. */
export function formatSum(sum: Tiyn): string {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
