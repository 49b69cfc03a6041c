import { Skipped } from '../finding.ts';
import type { Message } from '../record/events.ts';
import type { OperatorSetting } from '../profile/profile.ts';
import type { Tiyn } from '../../protocol/index.ts';
import type { RefundOutcome } from './outcome.ts';
import { refundPayments, type RefundPayments } from './payments.ts';

/** What all cases about one operator share. */
export interface OperatorState {
  setting: OperatorSetting;
  payments: RefundPayments;
  /** The one live token of the run (RF-auth.single). */
  token?: string;
  /** A login under way: whoever needs a token meanwhile waits for it. */
  login?: Promise<string>;
  /** Every outcome of the run, in order. */
  outcomes: RefundOutcome[];
  /** What was filed, by its `RefundIdentificator`. */
  filings: Map<string, { PaymentId: bigint; ReturnAmount: bigint; at: number }>;
  /** Why nothing more is asked. */
  gone?: Message;
  /** Ordinary requests in a row that got no answer. */
  lost: number;
  /** Counts identifiers of refunds. */
  filed: number;
}

export function operatorState(setting: OperatorSetting, limit: Tiyn): OperatorState {
  return { setting, payments: refundPayments(setting.payments, setting.unit, limit), outcomes: [], filings: new Map(), lost: 0, filed: 0 };
}

/** Throws Skipped once the operator was given up. */
export function stillThere({ gone }: OperatorState): void {
  if (gone) throw new Skipped('stopped', gone);
}
