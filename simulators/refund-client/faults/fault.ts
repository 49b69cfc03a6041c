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
export const TAKEN = ids('http-500-taken', 'http-502-taken', 'cut-taken', 'silence-taken', 'operator-down');
export const UNANSWERED = [...TAKEN, ...ids('http-500', 'cut')];
