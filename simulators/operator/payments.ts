import type { Mode, OperatorPayment } from './books.ts';

const MODES: readonly Mode[] = ['online', 'offline', 'manual'];

/** Payments to try refunds on, of every mode; the last four digits tell them apart. Every fourth number is past 2^53. */
export const SOME_PAYMENTS: readonly OperatorPayment[] = Array.from({ length: 40 }, (_, at) => ({
  id: (at % 4 === 3 ? 9_007_199_254_741_001n : 202_001_210_001n) + BigInt(at) * 2n,
  sum: 1_000_000n,
  mode: MODES[at % 3]!,
  refundable: true,
  fails: false,
}));
