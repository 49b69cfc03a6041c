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

/** What a case wants of a payment. */
export interface PaymentWish {
  /** So much has to be left of it, in the API's unit. */
  left?: bigint;
  untouched?: boolean;
  /** Its number is past 2^53. */
  beyondDouble?: boolean;
  /** Numbers that the case has tried already. */
  unlike?: readonly bigint[];
}

/** The refundable payments of the profile: each is lent to one case at a time. */
export interface RefundPayments {
  /** The one that the case holds, if it fits; else waits for one that is free, holding none. Throws Skipped when none has so much left, or none ever will. */
  take(by: string, wish: PaymentWish & { left: bigint }): Promise<HeldPayment>;
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
  const release = (by: string) => {
    for (const [payment, holder] of holders) if (holder === by) holders.delete(payment);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    take: async (by, { left, untouched = false, beyondDouble = false, unlike = [] }) => {
      const fits = () =>
        all.filter(
          (each) =>
            !each.blocked &&
            each.left >= left &&
            (!untouched || each.untouched) &&
            (!beyondDouble || each.id > DOUBLE_MAX) &&
            !unlike.includes(each.id),
        );
      const held = fits().find((each) => holders.get(each) === by);
      if (held) return held;
      // Whoever waits holds nothing, so no two cases wait for each other.
      release(by);
      for (;;) {
        if (fits().length === 0) throw new Skipped('not-offered', { key: whyNone(beyondDouble, unlike) });
        // What was touched before goes first, so that whole payments are there for those who need one.
        const [free] = fits()
          .filter((each) => !holders.has(each))
          .sort((one, other) => Number(one.untouched) - Number(other.untouched));
        if (free) {
          holders.set(free, by);
          return free;
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    release,
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

function whyNone(beyondDouble: boolean, unlike: readonly bigint[]): string {
  if (unlike.length > 0) return 'skip.all-online';
  return beyondDouble ? 'skip.no-long-payment' : 'skip.no-refundable-left';
}
