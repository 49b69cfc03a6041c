import { formatSum, txnDate } from '../../protocol/index.ts';
import { sumOf } from '../../protocol/refund/index.ts';
import { feeReturned } from '../operator/refunds.ts';
import type { RefundEvent } from '../record/events.ts';
import type { Played } from './play.ts';
import type { RefundSetting } from './setting.ts';

/** Every refund that we took in the operator's place, with what truly became of it; the fee by the profile's rate (AG-3.11). */
export function clientRefundEvents(played: readonly Played[], { amountUnit, feeBasisPoints }: RefundSetting): RefundEvent[] {
  return played.flatMap(({ scenario, payment, calls, taken }) =>
    taken.map(({ identificator, amount, part }): RefundEvent => {
      const sum = sumOf(amount, amountUnit);
      const filing = calls.find((call) => call.call === 'RefundRequest' && call.part === part) ?? calls[0];
      return {
        type: 'refund',
        payment: String(payment.id),
        refund: identificator,
        sum: formatSum(sum),
        at: txnDate(performance.timeOrigin + (filing?.startedAt ?? performance.now())),
        state: scenario.truth === 'FAILED' ? 'failed' : 'refunded',
        ...feeReturned(sum, feeBasisPoints),
      };
    }),
  );
}
