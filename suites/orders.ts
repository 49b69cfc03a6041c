import { chapter, expect, isLost, type CaseContext, type Outcome, type Payment } from '../harness/index.ts';
import { Result, type ResultCode, type Tiyn } from '../protocol/index.ts';

/** Orders are paid once: each state has its code, and two numbers never pay one order (reading 9). */
const { must, cases } = chapter('orders');
const closing = chapter('orders', 'closing');
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
    await expectStillRefused(partner, [second]);
  },
);

/** Who lost an order and is in doubt asks again. The number is known by now, and that makes no payment of it. */
async function expectStillRefused(partner: CaseContext['partner'], losers: readonly Payment[]): Promise<void> {
  for (const again of await Promise.all(losers.map((loser) => partner.pay(loser)))) expect(again).toBeRefused({ key: 'orders.paid-twice' });
}

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
    const all = [paid, ...rivals];
    const answers = await Promise.all(all.map((each) => partner.pay(each, { connection: 'new', closing: true })));
    const winners = answers.filter(({ result }) => result === Result.ok);
    if (winners.length !== 1)
      object({
        key: winners.length === 0 ? 'orders.nobody-paid' : 'orders.paid-twice',
        expected: '1 × result 0',
        observed: `${winners.length} × result 0`,
        exchanges: (winners.length === 0 ? answers : winners).map(({ exchange }) => exchange),
      });
    for (const loser of answers.filter(({ result }) => result !== Result.ok)) expect(loser).toBeRefused({ preferred: Result.paid });
    // An order that nobody got may well be had by the next who asks.
    if (winners.length === 1)
      await expectStillRefused(
        partner,
        all.filter((_, index) => answers[index]!.result !== Result.ok),
      );
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
  async ({ partner, atRisk, priceOf, books, skip }) => {
    const { txn_id, account, sum: price } = await atRisk({ priced: true });
    books.settle(txn_id); // it says which order and is not sent
    if (priceOf(account) === undefined) skip('skip.no-price');
    for (const sum of otherSums(price)) expect(await partner.pay(await atRisk({ account, sum }))).toBeRefused({ key: 'orders.other-price-paid' });
  },
);

/** A tenge more, a tiyn less, and the same tenge with other tiyn: where the price has any, the tiyn less is that already. */
function otherSums(price: Tiyn): Tiyn[] {
  return [price + 100n, price - 1n, ...(price % 100n === 0n ? [price + 99n] : [])];
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

const LOOKS_AT_ONCE = 5;

closing.must(
  ['TP-7.6', 'TP-7.5.check'],
  'paid-stay-paid',
  'no order that the run paid is payable at its end',
  { kind: 'order', alone: true },
  async ({ partner, books, object, skip }) => {
    // A payment that was cut off and got its 0 by a repeat is paid like any other, and so is what a rival won.
    const paid = books.entries().filter(({ first }) => first?.nature === 'ordinary' || first?.nature === 'cut');
    if (paid.length === 0) skip('skip.nothing-paid');
    const looks: Outcome[] = [];
    for (let at = 0; at < paid.length; at += LOOKS_AT_ONCE)
      looks.push(...(await Promise.all(paid.slice(at, at + LOOKS_AT_ONCE).map(({ payment }) => partner.check({ account: payment.account })))));
    // Any other code than 3 is told by the check right after a pay, and need not be told of each order.
    const open = looks.filter(({ result }) => result === Result.ok);
    if (open.length > 0)
      object({
        key: 'orders.paid-against-state',
        expected: `result ${Result.paid}`,
        observed: `${open.length} × result ${Result.ok}`,
        exchanges: open.map(({ exchange }) => exchange),
      });
    else for (const seen of looks.filter(isLost)) expect(seen).toBeRefused();
  },
);

cases.push(...closing.cases);
