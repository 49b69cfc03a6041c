import { formatSum, type Tiyn } from '../../protocol/index.ts';
import { sumOf, type AmountUnit } from '../../protocol/refund/index.ts';
import { Skipped } from '../finding.ts';
import type { OperatorPaymentSetting } from '../profile/profile.ts';

/** A payment that a case holds alone, until the case ends. */
export interface HeldPayment {
  id: bigint;
  sum: Tiyn;
  /** What may still be refunded, in the API's unit, as far as this run knows. */
  left: bigint;
  /** Nothing of it was given back in this run. */
  untouched: boolean;
  /** A refund of it is not final, or failed: the next gets error 5. */
  blocked: boolean;
}

/** The refundable payments of the profile: each is lent to one case at a time. */
export interface RefundPayments {
  /** Waits for one that is free. Throws Skipped when none has so much left, or none ever will. */
  take(by: string, wish: { left: bigint; untouched?: boolean; beyondDouble?: boolean }): Promise<HeldPayment>;
  /** Gives back whatever the case holds. */
  release(by: string): void;
  /** Sets money aside for a refund; throws Skipped past the profile's limit. */
  spend(amount: bigint): void;
}

/** Past this a double does not hold every integer. */
const DOUBLE_MAX = 2n ** 53n;

export function refundPayments(settings: readonly OperatorPaymentSetting[], unit: AmountUnit, limit: Tiyn): RefundPayments {
  const all: HeldPayment[] = settings.map(({ id, sum }) => ({ id, sum, left: unit === 'tiyn' ? sum : sum / 100n, untouched: true, blocked: false }));
  const holders = new Map<HeldPayment, string>();
  let waiting: (() => void)[] = [];
  let spent = 0n;
  return {
    take: async (by, { left, untouched = false, beyondDouble = false }) => {
      for (;;) {
        const fits = all.filter(
          (each) => !each.blocked && each.left >= left && (!untouched || each.untouched) && (!beyondDouble || each.id > DOUBLE_MAX),
        );
        if (fits.length === 0) throw new Skipped('not-offered', { key: beyondDouble ? 'skip.no-long-payment' : 'skip.no-refundable-left' });
        // What was touched before goes first, so that whole payments are there for those who need one.
        const free = fits.filter((each) => !holders.has(each)).sort((a, b) => Number(a.untouched) - Number(b.untouched));
        if (free[0]) {
          holders.set(free[0], by);
          return free[0];
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    release: (by) => {
      for (const [payment, holder] of holders) if (holder === by) holders.delete(payment);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    spend: (amount) => {
      const sum = sumOf(amount, unit);
      if (spent + sum > limit) {
        throw new Skipped('limit', {
          key: 'skip.refund-limit',
          values: { sum: formatSum(sum), total: formatSum(limit), spent: formatSum(spent) },
        });
      }
      spent += sum;
    },
  };
}
