import { chapter, expect, roundedIn, type Outcome } from '../harness/index.ts';

/** Payments that come at once and have nothing to do with each other. */
const { must, cases } = chapter('pay');
export const payAtOnce = cases;

/** Enough to show a balance that is read, waited for and written back; as many connections as the protocol foresees at least. */
const AT_ONCE = 10;

must(
  ['TP-7.5.pay', 'TP-6.prv_txn'],
  'different-at-once',
  '10 different payments to one account at once are all credited, each under its own prv_txn',
  { kind: 'balance', pays: AT_ONCE, connections: AT_ONCE },
  async ({ partner, payment, watch, payable, object }) => {
    const balance = await watch(payable.account);
    const payments = await Promise.all(Array.from({ length: AT_ONCE }, () => payment()));
    const seen = await Promise.all(payments.map((each) => partner.pay(each)));
    for (const each of seen) expect(each).toSucceed();
    const exchanges = seen.map(({ exchange }) => exchange);
    const numbers = new Set(seen.map(({ prv_txn }) => prv_txn));
    if (!numbers.has(undefined) && numbers.size < AT_ONCE)
      object({
        key: 'answer.prv-txn-shared',
        values: { prv_txn: [...numbers][0]!, txn_id: payments[1]!.txn_id, other: payments[0]!.txn_id },
        ...roundedIn(...seen),
        exchanges,
      });
    await expect(balance).toHaveGrownBy(
      payments.reduce((sum, each) => sum + each.sum, 0n),
      { exchanges },
    );
  },
);

must(
  'TP-7.5.pay',
  'two-accounts-at-once',
  '10 payments to two accounts at once are credited each to its own',
  { kind: 'balance', pays: AT_ONCE, accounts: 2, connections: AT_ONCE },
  async ({ partner, payment, watch, payable, other, payables, profile: { sums }, skip }) => {
    if (!payables.some(({ account }) => account === other)) skip('skip.no-second-account');
    const balances = [await watch(payable.account), await watch(other)] as const;
    // Of different sums, so that whatever goes astray changes both balances.
    const one = await payment();
    const sum = one.sum + 100n <= sums.max ? one.sum + 100n : sums.min;
    const rest = Array.from({ length: AT_ONCE - 1 }, (_, at) => payment(at % 2 === 0 ? { account: other, sum } : { sum: one.sum }));
    const payments = [one, ...(await Promise.all(rest))];
    const seen = await Promise.all(payments.map((each) => partner.pay(each)));
    for (const each of seen) expect(each).toSucceed();
    const exchanges = seen.map(({ exchange }) => exchange);
    for (const balance of balances) {
      const own = payments.filter(({ account }) => account === balance.account);
      await expect(balance).toHaveGrownBy(
        own.reduce((total, each) => total + each.sum, 0n),
        { exchanges },
      );
    }
  },
);

const ROUNDS = 3;

must(
  ['TP-7.5.check', 'TP-7.5.pay'],
  'among-checks',
  'a pay among 9 checks of its account at once is credited: no check writes an older balance back',
  { kind: 'balance', pays: ROUNDS, connections: AT_ONCE },
  async ({ partner, payment, watch, payable }) => {
    const balance = await watch(payable.account);
    const seen: Outcome[] = [];
    let due = 0n;
    for (let round = 0; round < ROUNDS; round++) {
      const paid = await payment();
      const checks = Array.from({ length: AT_ONCE - 1 }, () => partner.check({ account: paid.account }));
      const pay = await partner.pay(paid);
      await Promise.all(checks);
      seen.push(pay);
      expect(pay).toSucceed();
      due += paid.sum;
    }
    await expect(balance).toHaveGrownBy(due, { exchanges: seen.map(({ exchange }) => exchange) });
  },
);
