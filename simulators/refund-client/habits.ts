import type { NextStep, StatusName } from '../../protocol/refund/index.ts';
import type { Lost } from './wire.ts';

/** What ends a refund without an answer that ends it. */
export type Belief = 'believe-success' | 'believe-failed' | 'give-up';

/** What a client does at each turn where clients go wrong. A fault changes one habit, or two that belong together. */
export interface Habits {
  /** Sent in place of what is due, for the whole client. */
  comes: boolean;
  method: 'POST' | 'GET';
  body: 'json' | 'form' | 'broken' | 'escaped';
  contentType: string;
  charset: 'utf-8' | 'windows-1251';
  /** Put in the place of `returnApi/`. */
  root: string;
  tokenHeader: string;
  /** A token is kept for all refunds of the process. */
  tokenFor: 'a-refund' | 'all';
  /** Asks CheckToken before each call. */
  checksToken: boolean;
  connection: 'close' | 'keep-alive';
  logsIn: 'once' | 'before-each-call' | 'never';
  password?: string;
  /** Tries of a login that is refused. */
  loginTries: number;
  renewsOn: readonly number[];
  /** The call that was refused is done again with the new token. */
  repeatsAfterRenewal: boolean;
  /** A new identifier for each filing of one refund; or the same for all refunds. */
  identificator: 'a-refund' | 'a-filing' | 'always-the-same';
  /** Digits of PaymentId, ReturnAmount and text of the reason, as they are sent. */
  paymentId: (id: bigint) => bigint | string;
  amount: (amount: bigint) => bigint | string;
  /** The same in a repeat of the filing. */
  amountAgain?: (amount: bigint) => bigint;
  reason: (text: string) => string | undefined;
  /** What follows an answer; `repeated`: the filing before it was lost, and this is the answer to its repeat. */
  next: (step: NextStep, status: StatusName, error: number | undefined, repeated: boolean) => NextStep | 'file-anew' | Belief;
  /** What is done when no answer tells anything. */
  unknown: (how: Lost) => 'repeat' | 'file-anew' | Belief;
  /** The same for a question. */
  unknownStatus: 'repeat' | 'believe-failed' | 'file-anew';
  /** For one call, in place of what the client is told. */
  timeoutMs?: number;
  /** Times the pace. */
  hurry: number;
  /** Questions after the end. */
  afterwards: number;
  /** Filings of one refund. */
  mostFilings: number;
  /** Questions about one refund; after them it counts as failed. */
  mostQuestions: number;
  /** After error 4, is the status asked until it is final, or once? */
  asksExisting: 'until-final' | 'once';
  /** Milliseconds after a success when it is refunded once more; by a client that stays. */
  onceMoreAfterMs?: number;
  /** Filings after a refusal; after each, or only where another time may do. */
  hammer: number;
  hammersOn: 'each' | 'later';
}

export const RIGHT: Habits = {
  comes: true,
  method: 'POST',
  body: 'json',
  contentType: 'application/json; charset=utf-8',
  charset: 'utf-8',
  root: 'returnApi/',
  tokenHeader: 'token',
  tokenFor: 'a-refund',
  checksToken: false,
  connection: 'close',
  logsIn: 'once',
  loginTries: 1,
  renewsOn: [401, 403],
  repeatsAfterRenewal: true,
  identificator: 'a-refund',
  paymentId: (id) => id,
  amount: (amount) => amount,
  reason: (text) => text,
  next: (step) => step,
  unknown: () => 'repeat',
  unknownStatus: 'repeat',
  hurry: 1,
  afterwards: 0,
  mostFilings: Infinity,
  mostQuestions: Infinity,
  asksExisting: 'until-final',
  hammer: 0,
  hammersOn: 'each',
};
