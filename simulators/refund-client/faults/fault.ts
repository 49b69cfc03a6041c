import type { Habits } from '../habits.ts';

/** The reference client with one bad habit. */
export interface ClientFault {
  name: string;
  bugClass: string;
  /** Who loses what, in one sentence. */
  effect: string;
  /** Cases that must catch it. */
  cases: readonly string[];
  /** Cases that may catch it as well. */
  also?: readonly string[];
  /** Costs nobody money: its cases end with a remark. */
  remark?: true;
  /** Nobody can tell it from a wrong profile. */
  undecided?: true;
  habits: Partial<Habits>;
}

/** Case ids are given without their chapter. */
export const ids = (...names: string[]) => names.map((name) => `refund.${name}`);
export const ALL = ['refund.*'];
export const DECLINED = ids('payment-not-found', 'too-much', 'not-refundable', 'partial-beyond');
export const ASKED = ids('accept-asked', 'inprogress-asked', 'manual-asked', 'inprogress-error-asked', 'failed-later');
export const TAKEN = ids('http-500-taken', 'http-502-taken', 'cut-taken', 'silence-taken', 'operator-down');
export const UNANSWERED = [...TAKEN, ...ids('http-500', 'cut')];
