import type { Defect } from '../../defect.ts';
import type { Habits } from '../habits.ts';

/** The reference client with one bad habit. */
export interface ClientFault extends Defect {
  habits: Partial<Habits>;
}

/** Case ids are given without their chapter. */
export const ids = (...names: string[]) => names.map((name) => `refund.${name}`);
export const ALL = ['refund.*'];
export const DECLINED = ids('payment-not-found', 'too-much', 'not-refundable', 'partial-beyond');
export const ASKED = ids('accept-asked', 'inprogress-asked', 'manual-asked', 'inprogress-error-asked', 'failed-later');
/** Filings that get no answer: the operator has them, or has not. */
export const TAKEN = ids('http-500-taken', 'http-502-taken', 'cut-taken', 'silence-taken', 'operator-down', 'operator-refuses');
export const NOT_TAKEN = ids('http-500', 'http-502', 'cut', 'silence');
export const UNANSWERED = [...TAKEN, ...NOT_TAKEN];
/** What else is filed a second time. */
export const FILED_AGAIN = ids('general-error', 'fatal-error', 'not-found');
