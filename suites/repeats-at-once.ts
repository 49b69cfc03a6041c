import { chapter, expect, type AskOptions, type CaseContext, type Outcome, type Payment } from '../harness/index.ts';
import { parseSum, Result, wholeTenge } from '../protocol/index.ts';

/** Repeats that come before the first request was answered. */
const { must, cases } = chapter('repeats');
export const repeatsAtOnce = cases;

/** As many as the protocol foresees at once (TP-3). */
export const AT_ONCE = 15;

const NEW = { connection: 'new', closing: true } as const;
/** Where they meet more closely: no time goes into opening a connection. */
const KEPT = { connection: 'kept' } as const;

/** All of them at once, each on a connection of its own. */
export const payEach = (partner: CaseContext['partner'], payments: readonly Payment[], options: AskOptions = NEW): Promise<Outcome[]> =>
  Promise.all(payments.map((each) => partner.pay(each, options)));

/** It is paid, and all get the same result, but that repeats for another account than the first may be refused (reading 5). */
export function expectOneResult(all: readonly Outcome[], winner: Outcome, account = winner.account): void {
  expect(winner).toSucceed();
  for (const each of all) if (each !== winner) expect(each).toRepeat(winner, { changed: each.account !== account });
}

/** Any answer that says that it is paid, where there is one. */
export const winnerOf = (all: readonly Outcome[]): Outcome => all.find(({ result }) => result === Result.ok) ?? all[0]!;

/** One payment on so many connections at once. */
async function payAtOnce(partner: CaseContext['partner'], paid: Payment, count: number, options?: AskOptions): Promise<void> {
  const all = await payEach(partner, Array<Payment>(count).fill(paid), options);
  expectOneResult(all, winnerOf(all));
}

/** New payments, and what they come to together: the balance grows by just that. */
async function creditOnceEach({ payment, watch, payable }: CaseContext, count: number, pay: (payments: readonly Payment[]) => Promise<void>) {
  const balance = await watch(payable.account);
  const payments = await Promise.all(Array.from({ length: count }, () => payment()));
  await pay(payments);
  await expect(balance).toHaveGrownBy(payments.reduce((total, { sum }) => total + sum, 0n));
}

must(
  'TP-7.7',
  'at-once',
  '15 pays of one number at once credit once, and all get the same result',
  { pays: 1, connections: AT_ONCE, priority: 8 },
  async ({ partner, payment, watch }) => {
    const paid = await payment();
    const balance = await watch(paid.account);
    await payAtOnce(partner, paid, AT_ONCE);
    await expect(balance).toHaveGrownBy(paid.sum);
  },
);

/** A race that one try in five shows is shown by nine runs in ten. */
const TRIES = 10;
/** Two that meet are enough; what counts is how often they may. */
const EACH_AT_ONCE = 6;

must(
  'TP-7.7',
  'at-once-ten-times',
  'each of 10 payments, sent 6 times at once, is credited once',
  { kind: 'balance', pays: TRIES, connections: EACH_AT_ONCE },
  (at) =>
    creditOnceEach(at, TRIES, async (payments) => {
      for (const paid of payments) await payAtOnce(at.partner, paid, EACH_AT_ONCE, KEPT);
    }),
);

/** Enough for the repeats of a number to have others between them. */
const INTERLEAVED = 5;

must(
  'TP-7.7',
  'at-once-interleaved',
  '5 payments, each sent 3 times and all of them at once, are credited once each',
  { kind: 'balance', pays: INTERLEAVED, connections: AT_ONCE },
  (at) =>
    creditOnceEach(at, INTERLEAVED, async (payments) => {
      const all = await payEach(at.partner, at.random.shuffle([...payments, ...payments, ...payments]), KEPT);
      for (const { txn_id } of payments) {
        const own = all.filter((each) => each.txn_id === txn_id);
        expectOneResult(own, winnerOf(own));
      }
    }),
);

must(
  ['TP-7.7', 'TP-7.5.check'],
  'beside-its-check',
  'checks of a number while its pay is at work change nothing: its repeat returns the first result, and there is one credit',
  { pays: 1, connections: 3 },
  async ({ partner, payment, watch }) => {
    const paid = await payment();
    const balance = await watch(paid.account);
    const paying = partner.pay(paid, NEW);
    await Promise.all([0, 1].map(() => partner.check(paid, NEW)));
    const first = await paying;
    expect(first).toSucceed();
    expect(await partner.pay(paid)).toRepeat(first);
    await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [first.exchange] });
  },
);

const EACH_ACCOUNT = 5;

must(
  'TP-7.7',
  'changed-at-once',
  'one number that comes for two accounts at once is credited to one of them',
  { kind: 'balance', pays: 1, accounts: 2, connections: 2 * EACH_ACCOUNT },
  async ({ partner, payment, other, watch, payables, books, random, profile: { sums }, skip }) => {
    if (!payables.some(({ account }) => account === other)) skip('skip.no-second-account');
    // Of two sums, so that the answers say which of them was first: whole tenge, and the greater one is set aside.
    const sum = wholeTenge(sums.min);
    if (sum + 100n > sums.max) skip('skip.sum-out-of-range');
    const one = await payment({ sum: sum + 100n });
    const two = { ...one, account: other, sum };
    const balances = [await watch(one.account), await watch(other)];
    const all = await payEach(partner, random.shuffle([one, two].flatMap((each) => Array<Payment>(EACH_ACCOUNT).fill(each))), {
      ...NEW,
      anySum: true,
    });
    const winner = winnerOf(all);
    const told = parseSum(winner.answer?.sum?.trim() ?? '');
    const first = [one, two].find((each) => each.sum === told) ?? one;
    // Whatever looks at this payment later has to know whose it is.
    books.get(one.txn_id)!.payment = first;
    expectOneResult(all, winner, first.account);
    for (const balance of balances) await expect(balance).toHaveGrownBy(balance.account === first.account ? first.sum : 0n);
  },
);
