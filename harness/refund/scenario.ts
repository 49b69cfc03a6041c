import type { ErrorValue, StatusName } from '../../protocol/refund/index.ts';

/**
 * What the operator does with one call, in place of its plain answer. `taken`: the operator has the
 * refund all the same, and the caller cannot know it.
 */
export type Move =
  | {
      does: 'answer';
      status: StatusName;
      error?: ErrorValue;
      /** The operator takes its time. */ slow?: true;
      /** Of a DECLINE alone. */ taken?: true;
    }
  | { does: 'http'; status: 500 | 502; taken?: true }
  /** The token is good for nothing any more: it ran out, or another login has made it invalid. */
  | { does: 'unauthorized'; status: 401 | 403 }
  /** The connection is cut; no byte of an answer; or both for a while, whatever is asked. */
  | { does: 'cut' | 'silence' | 'outage'; taken?: true }
  /** The same, and for a while nobody listens: connections are refused. Such a scenario has a port to itself, or is played last, alone. */
  | { does: 'shut'; taken?: true };

/** One payment that the partner's system is asked to refund, and how the operator behaves meanwhile. */
export interface Scenario {
  /** Made of words; the trigger gets it as `{scenario}`. */
  name: string;
  /** What becomes of the first filing, the second, and so on; the last goes for all that follow. */
  filing: readonly [Move, ...Move[]];
  /** The same for the questions about a status. Default: what the refund truly comes to. */
  status?: readonly [Move, ...Move[]];
  /** So many paces after it was taken the last of `status` comes, however few questions came before. */
  mostPaces?: number;
  /** What a refund that was taken truly comes to. Default `SUCCESS`. */
  truth?: 'SUCCESS' | 'FAILED';
  /** Text that the trigger gets as `{reason}`. */
  reason?: string;
  /** A `PaymentId` that a double cannot hold. */
  paymentId?: 'large';
  /** How often the refund is triggered, each time for a part of the payment. Default 1, for less than all of it. */
  parts?: number;
  /** After its parts the payment is used up, and one more is asked for. */
  beyond?: true;
  /** What was filed first and accepted is not to be found when its status is asked: error 6. */
  forgets?: true;
  /** Every login is refused. */
  loginRefused?: true;
  /** The first token ends after the filing. */
  tokenEnds?: true;
}

/** Does the port close in it? */
export function shutsTheDoor({ filing, status = filing }: Scenario): boolean {
  return [...filing, ...status].some(({ does }) => does === 'shut');
}

export const answer = (status: StatusName, error?: ErrorValue): Move => ({ does: 'answer', status, ...(error === undefined ? {} : { error }) });
