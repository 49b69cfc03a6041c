import { formatSum, txnDate, type Tiyn } from '../../protocol/index.ts';
import { StatusCode, sumOf } from '../../protocol/refund/index.ts';
import type { RefundEvent } from '../record/events.ts';
import { isTaken } from './outcome.ts';
import type { OperatorState } from './state.ts';

/** Every refund of the run that was taken, as far as its answers tell; the fee by the profile's rate (AG-3.11). */
export function refundEvents({ outcomes, filings, setting }: OperatorState): RefundEvent[] {
  const refunds = new Map<string, RefundEvent>();
  const byRequest = new Map<string, string>();
  for (const outcome of outcomes) {
    const { call, answer, about } = outcome;
    const asked = call === 'RefundStatus' ? byRequest.get(about ?? '') : undefined;
    const known = asked === undefined ? undefined : refunds.get(asked);
    if (known && answer) known.state = stateOf(answer.statusCode, known.state);
    const filing = about === undefined ? undefined : filings.get(about);
    if (call !== 'RefundRequest' || !filing || !answer || !isTaken(outcome)) continue;
    const key = answer.requestIdentificator ?? about!;
    const sum = sumOf(filing.ReturnAmount, setting.unit);
    refunds.set(key, {
      type: 'refund',
      payment: String(filing.PaymentId),
      refund: about!,
      sum: formatSum(sum),
      at: txnDate(filing.at),
      state: stateOf(answer.statusCode, refunds.get(key)?.state ?? 'open'),
      ...feeReturned(sum, setting.feeBasisPoints),
    });
    byRequest.set(key, key);
  }
  return [...refunds.values()];
}

/** What a refund is after this answer; one that is not final changes nothing. */
export function stateOf(status: number, before: RefundEvent['state']): RefundEvent['state'] {
  if (status === StatusCode.SUCCESS) return 'refunded';
  return status === StatusCode.FAILED ? 'failed' : before;
}

/** The fee of a sum, which goes back with it; half a tiyn and more is a whole one. Nothing where the rate is not known. */
export function feeReturned(sum: Tiyn, basisPoints: bigint | undefined): { feeReturned?: string } {
  return basisPoints === undefined ? {} : { feeReturned: formatSum((sum * basisPoints + 5_000n) / 10_000n) };
}
