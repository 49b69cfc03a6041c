import { chapter, isTaken } from '../harness/index.ts';
import { ErrorCode, INT64_MAX, StatusCode } from '../protocol/refund/index.ts';

/** The operator's Refund API: what of a payment can be given back. These use payments up, so they come last. */
const { must, cases } = chapter('operator', 'closing', 'operator');
export const operatorTotals = cases;

const AT_ONCE = 15;

must(
  ['AG-3.8', 'RF-req'],
  'full-refund',
  'what is left of a payment can be given back in full, and not a unit more',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const payment = await at.payment({ left: 2n });
    const amount = payment.left;
    const { last } = await at.refund(payment, amount);
    expectRefund(last).toBeFinal();
    if (last.answer!.statusCode !== StatusCode.SUCCESS) return;
    const more = await at.file(at.request(payment));
    at.book(payment, 1n, more);
    // An operator may as well say that nothing of it can be refunded any more.
    expectRefund(more).toBeRefused({ code: ErrorCode.tooMuch, codeLevel: 'should' });
  },
);

must(
  'RF-req.partial',
  'partial-refunds',
  'several refunds of one payment are taken up to its sum, and none beyond',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const payment = await at.payment({ left: 3n });
    const part = payment.left / 2n;
    const first = await at.refund(payment, part);
    if (first.last.answer!.statusCode !== StatusCode.SUCCESS) return;
    // Both parts fit by themselves: only who adds them up sees that they are too much.
    const beyond = await at.file(at.request(payment, payment.left + 1n));
    at.book(payment, payment.left, beyond);
    expectRefund(beyond).toBeRefused({ code: ErrorCode.tooMuch });
    await at.refund(payment, payment.left);
  },
);

must(
  ['RF-req.partial', 'RF-req'],
  'total-exact',
  'an amount that leaves 64 bits with what went back before is more than the payment, and is refused',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const payment = await at.payment({ left: 2n });
    const { last } = await at.refund(payment);
    if (last.answer!.statusCode !== StatusCode.SUCCESS) return;
    const seen = await at.file(at.request(payment, 1n, { ReturnAmount: INT64_MAX }));
    at.book(payment, payment.left, seen);
    expectRefund(seen).toBeRefused();
  },
);

must(
  'RF-req.partial',
  'parallel-totals',
  'refunds of one payment that come at once never give back more than its sum',
  { offers: ['refundable'], connections: AT_ONCE },
  async ({ operator: at, object }) => {
    const payment = await at.payment({ left: 5n });
    const { left } = payment;
    const part = (left * 2n) / 5n;
    const requests = Array.from({ length: AT_ONCE }, (_, index) => at.request(payment, index < 2 ? part : 0n, { ReturnAmount: part }));
    await at.liveToken();
    const seen = await Promise.all(requests.map((request) => at.file(request, { connection: 'new' })));
    const taken = seen.filter(isTaken);
    const lasts = await Promise.all(taken.map((each) => at.untilFinal(each)));
    for (const [index, each] of taken.entries()) at.book(payment, part, each, lasts[index]);
    const given = lasts.filter(({ answer }) => answer?.statusCode !== StatusCode.FAILED);
    if (part * BigInt(given.length) > left)
      object({
        key: 'operator.over-total',
        values: { count: String(given.length) },
        expected: `<= ${left}`,
        observed: String(part * BigInt(given.length)),
        exchanges: given.map(({ exchange }) => exchange),
      });
  },
);
