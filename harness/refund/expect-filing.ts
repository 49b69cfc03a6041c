import { ErrorCode } from '../../protocol/refund/index.ts';
import type { ClientExpectations, Seen } from './expect.ts';
import { PACE_SLACK } from './setting.ts';
import { namesOf } from './told.ts';

/** As many filings of one refund as a careful client may send after a refusal. */
const MOST_FILINGS = 3;
/** Within so many times the pace. Who comes back after a while, as error 5 asks for, may do so. */
const HAMMER_PACES = 10;

/** What it files, and how often. */
export function ofFilings({
  played,
  object,
  filings,
}: Seen): Pick<ClientExpectations, 'toFile' | 'toFileAgain' | 'toKeepIdentificator' | 'toReturnOnce' | 'notToHammer'> {
  const { calls, payment, parts, clocks } = played;
  return {
    toFile: () => {
      const [first] = filings;
      if (!first?.filing) return object('refund.not-filed', calls, { expected: 'RefundRequest', observed: namesOf(calls) });
      const { PaymentId, ReturnAmount, Reason } = first.filing;
      if (PaymentId !== payment.id) {
        const cause = PaymentId === BigInt(Number(payment.id)) ? { cause: { key: 'cause.payment-id-double' } } : {};
        object('refund.payment-differs', [first], { expected: String(payment.id), observed: String(PaymentId), ...cause });
      }
      const amount = parts[0]?.amount ?? 0n;
      if (ReturnAmount !== amount) {
        const cause = ReturnAmount === amount * 100n || ReturnAmount * 100n === amount ? { cause: { key: 'cause.amount-unit' } } : {};
        object('refund.amount-differs', [first], { expected: String(amount), observed: String(ReturnAmount), ...cause });
      }
      if (played.scenario.reason !== undefined && Reason !== played.scenario.reason)
        object('refund.reason-differs', [first], { expected: played.scenario.reason, observed: Reason });
    },
    toFileAgain: () => {
      const at = calls.findIndex(({ told }) => told.how === 'status' && told.error === 6);
      const after = calls.slice(at + 1);
      if (at < 0 || after.some(({ filing }) => filing?.PaymentId === payment.id)) return;
      // No money is lost, and whoever says that it failed says the truth: it could have been had for a call.
      object('refund.not-filed-again', [calls[at]!, ...after], { expected: 'RefundRequest', observed: namesOf(after), level: 'should' });
    },
    toKeepIdentificator: () => {
      for (const part of parts.keys()) {
        const here = filings.filter((each) => each.part === part && each.filing?.PaymentId === payment.id);
        const first = here[0]?.filing?.RefundIdentificator;
        const other = here.find(({ filing }) => filing?.RefundIdentificator !== first);
        if (here[0] && other?.filing)
          object('refund.filed-anew', [other, here[0]], { expected: first ?? '', observed: other.filing.RefundIdentificator });
        // The operator takes whichever of them arrives: the payer gets what the one says, the books what the other does.
        const amount = here[0]?.filing?.ReturnAmount;
        const changed = here.find(({ filing }) => filing?.ReturnAmount !== amount);
        if (here[0] && changed?.filing)
          object('refund.repeat-differs', [changed, here[0]], { expected: String(amount), observed: String(changed.filing.ReturnAmount) });
      }
    },
    toReturnOnce: () => {
      for (const [part, { amount }] of parts.entries()) {
        const taken = played.taken.filter((each) => each.part === part);
        const total = taken.reduce((sum, each) => sum + each.amount, 0n);
        if (total <= amount) continue;
        const about = filings.filter((each) => each.part === part);
        object('refund.returned-twice', about, {
          values: { total: String(total), amount: String(amount) },
          expected: String(amount),
          observed: String(total),
        });
      }
    },
    notToHammer: () => {
      const refused = filings.filter(({ told }) => told.how === 'status' && told.status === 'DECLINE');
      const within = (count: number, paces: number) =>
        refused.some((each, at) => {
          const later = refused[at + count];
          return later !== undefined && later.startedAt - each.startedAt < paces * clocks.paceMs;
        });
      if (!within(MOST_FILINGS, HAMMER_PACES)) return;
      // Error 5 ends by itself: who comes back for it no faster than a status may be asked is eager, and floods nobody.
      const waits = refused.every(({ told }) => told.how === 'status' && told.error === ErrorCode.inTheWay);
      object('refund.hammered', refused, {
        expected: `≤ ${MOST_FILINGS} RefundRequest`,
        observed: `${refused.length} RefundRequest`,
        ...(waits && !within(1, PACE_SLACK) ? { level: 'should' as const } : {}),
      });
    },
  };
}
