/** What exploration writes down: how far it is, and the counterexample that it tells step by step. */

/** One request of a counterexample, as it was sent and answered. */
export interface StoryStep {
  /** Counts from 1; what went out at once has the same. */
  step: number;
  /**
   * - `check`, `pay`, and `pay-again`: the same number once more, stating the same
   * - `pay-other-date`, `-sum`, `-account`: the same number, stating something else
   * - `pay-unknown`: to an account that does not exist
   * - `pay-cut`: the connection was broken by us
   * - `balance`: what the account's balance grew by over the steps; its exchanges are the first and the last look
   */
  does: 'check' | 'pay' | 'pay-again' | 'pay-other-date' | 'pay-other-sum' | 'pay-other-account' | 'pay-unknown' | 'pay-cut' | 'balance';
  /** Short name of the payment in this story: `0001`; empty for a balance. */
  payment: string;
  txn_id: string;
  account: string;
  /** `200.00` */
  sum?: string;
  exchanges: number[];
  /** Protocol values (`result 0, prv_txn 7`), or absent when no answer came: then `end` says how it ended. */
  observed?: string;
  end?: string;
  /** At the step that breaks the protocol: what was due. */
  expected?: string;
}

/** How far exploration is, now and then, and last how it ended. */
export interface ExplorationEvent {
  type: 'exploration';
  /** Programs are drawn from this number upwards, a seed a round. */
  seed: number;
  rounds: number;
  /** Sequences of requests tried, those of shrinking included. */
  sequences: number;
  requests: number;
  /** Payments credited by these requests. */
  payments: number;
  /** Milliseconds that were asked for, and that are left. */
  forMs: number;
  leftMs: number;
  /** A counterexample was found and is being made shorter. */
  shrinking: boolean;
  /** Why it ended; absent while it goes on. */
  ended?: ExplorationEnd;
}

/**
 * - `time`: as long as asked for
 * - `found`: a counterexample
 * - `limit`: the ceiling of money or payments is near
 * - `orders`: no fresh order is left
 * - `refusing`: the partner refuses new payments, so there is nothing to explore any more
 * - `rate`: the partner limits the rate again and again
 * - `requests`: as many requests as a record can hold
 * - `replayed`: a replay that showed nothing
 * - `broken-off`: the case says why
 */
export type ExplorationEnd = 'time' | 'found' | 'limit' | 'orders' | 'refusing' | 'rate' | 'requests' | 'replayed' | 'broken-off';
