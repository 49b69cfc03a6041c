import { chapter, expect, type CaseContext } from '../harness/index.ts';
import { Result, type ResultCode } from '../protocol/index.ts';

/** Orders are paid once: each state has its code, and two numbers never pay one order (reading 9). */
const { must, cases } = chapter('orders');
export const orders = cases;

const STATES: ['cancelled' | 'paid' | 'processing', ResultCode][] = [
  ['cancelled', Result.cancelled],
  ['paid', Result.paid],
  ['processing', Result.processing],
];

for (const [state, code] of STATES) {
  must(
    'TP-7.6',
    `check-${state}`,
    `check of an order that is ${state} gives ${code}`,
    { kind: 'order', offers: [state] },
    async ({ partner, profile }) => {
      for (const account of profile.accounts[state].slice(0, 3)) expect(await partner.check({ account })).toAnswer(code);
    },
  );

  must(
    ['TP-7.6', 'TP-7.5.pay'],
    `pay-${state}`,
    `pay of an order that is ${state} is refused with ${code}`,
    { kind: 'order', offers: [state], risks: true },
    async ({ partner, profile, atRisk }) => {
      const paid = await atRisk({ account: profile.accounts[state][0]! });
      // An order that is in processing stays so for as long as another's payment takes.
      expect(await partner.pay(paid, state === 'processing' ? { once: true } : {})).toBeRefused({
        preferred: code,
        key: 'orders.paid-against-state',
      });
    },
  );
}

must(
  'TP-7.6',
  'second-number-refused',
  'an order that one number paid refuses another with 3',
  { kind: 'order', pays: 1, risks: true, priority: 10 },
  async ({ partner, payment, atRisk }) => {
    const paid = await payment();
    expect(await partner.pay(paid)).toSucceed();
    const second = await atRisk({ account: paid.account, sum: paid.sum });
    expect(await partner.pay(second)).toBeRefused({ preferred: Result.paid, key: 'orders.paid-twice' });
  },
);

const AT_ONCE = 15;

must(
  'TP-7.6',
  'fifteen-numbers-at-once',
  'of 15 numbers that pay one order at once, exactly one is credited',
  { kind: 'order', pays: 1, risks: true, connections: AT_ONCE, priority: 9 },
  async ({ partner, payment, atRisk, books, object }) => {
    const paid = await payment();
    books.release(paid.txn_id);
    const rivals = await Promise.all(Array.from({ length: AT_ONCE - 1 }, () => atRisk({ account: paid.account, sum: paid.sum })));
    const answers = await Promise.all([paid, ...rivals].map((each) => partner.pay(each, { connection: 'new', closing: true })));
    const winners = answers.filter(({ result }) => result === Result.ok);
    if (winners.length !== 1)
      object({
        key: winners.length === 0 ? 'orders.nobody-paid' : 'orders.paid-twice',
        expected: '1 × result 0',
        observed: `${winners.length} × result 0`,
        exchanges: (winners.length === 0 ? answers : winners).map(({ exchange }) => exchange),
      });
    for (const loser of answers.filter(({ result }) => result !== Result.ok)) expect(loser).toBeRefused({ preferred: Result.paid });
  },
);

must(
  'TP-7.7',
  'repeat-still-0',
  'the repeat of an order that was paid by the same number gives 0, not 3',
  { kind: 'order', credited: true, priority: 8 },
  async ({ partner, credited }) => {
    const { payment, first } = await credited();
    expect(await partner.pay(payment)).toRepeat(first);
  },
);

must(
  'TP-7.5.check',
  'check-after-pay',
  'check of an order that was paid gives 3',
  { kind: 'order', credited: true, priority: 7 },
  async ({ partner, credited }) => {
    const { payment } = await credited();
    expect(await partner.check({ account: payment.account })).toAnswer(Result.paid);
  },
);

must(
  'TP-7.5.pay',
  'fixed-price',
  'an order with a fixed price is not paid with another sum',
  { kind: 'order', offers: ['price'], risks: true, priority: 6 },
  async (at) => {
    for (const change of [100n, -1n]) await payAnotherSum(at, change);
  },
);

async function payAnotherSum({ partner, atRisk, priceOf, skip }: CaseContext, change: bigint): Promise<void> {
  const order = await atRisk({ priced: true });
  if (priceOf(order.account) === undefined) skip('skip.no-price');
  expect(await partner.pay({ ...order, sum: order.sum + change })).toBeRefused({ key: 'orders.other-price-paid' });
}

must(
  'TP-7.5.pay',
  'payable-after-refusal',
  'an order that refused a wrong price is paid with the right one',
  { kind: 'order', offers: ['price'], pays: 1 },
  async ({ partner, payment, atRisk, priceOf, books, skip }) => {
    const paid = await payment({ priced: true });
    if (priceOf(paid.account) === undefined) {
      books.release(paid.txn_id);
      skip('skip.no-price');
    }
    const wrong = await partner.pay(await atRisk({ account: paid.account, sum: paid.sum + 100n }));
    expect(wrong).toBeRefused({ key: 'orders.other-price-paid' });
    expect(await partner.pay(paid)).toSucceed();
  },
);
