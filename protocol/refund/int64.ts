import type { Tiyn } from '../money.ts';

/** The bounds of the source's `long`. */
export const INT64_MIN = -(2n ** 63n);
export const INT64_MAX = 2n ** 63n - 1n;

/** True for what a signed 64-bit integer holds. */
export function isInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** `"9007199254740993"` to 9007199254740993n; undefined for what is no decimal integer of 64 bits. */
export function parseInt64(text: string): bigint | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  return isInt64(value) ? value : undefined;
}

/** What a `ReturnAmount` counts: the source does not say (reading 14). */
export type AmountUnit = 'tenge' | 'tiyn';

/** A sum as a `ReturnAmount`; undefined when it is no whole number of the unit. */
export function amountOf(sum: Tiyn, unit: AmountUnit): bigint | undefined {
  if (unit === 'tiyn') return sum;
  return sum % 100n === 0n ? sum / 100n : undefined;
}

/** A `ReturnAmount` as a sum. */
export function sumOf(amount: bigint, unit: AmountUnit): Tiyn {
  return unit === 'tiyn' ? amount : amount * 100n;
}
