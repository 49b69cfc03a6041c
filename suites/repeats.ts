import { compareTotals } from './balances.ts';
import { chapter, expect, type BookEntry, type CaseContext, type Outcome, type Payment, type RunContext } from '../harness/index.ts';
import { dayTime, Result, txnDate } from '../protocol/index.ts';

/** A payment number that the partner already has returns the first result, and credits nothing again (TP-7.7). */
const { must, cases } = chapter('repeats');
const closing = chapter('repeats', 'closing');
export const repeats = cases;

type At = CaseContext & RunContext;
type Step = (at: CaseContext, payment: Payment, first: Outcome) => Promise<void>;

/** A credited payment, something done with it, and in the end one credit. */
function afterCredit(id: string, title: string, step: Step, needs: { pays?: number; accounts?: 2; connections?: number } = {}): void {
  must('TP-7.7', id, title, { credited: true, ...needs }, async (at) => {
    const balance = await at.watch(at.payable.account);
    const { payment, first } = await at.credited();
    await step(at, payment, first);
    await expect(balance).toHaveGrownBy(payment.sum, { exchanges: [first.exchange] });
  });
}

afterCredit('in-turn', 'a repeat at once returns the first result', async ({ partner }, payment, first) => {
  expect(await partner.pay(payment)).toRepeat(first);
});

afterCredit('five-times', 'five repeats return the first result', async ({ partner }, payment, first) => {
  for (let turn = 0; turn < 5; turn++) expect(await partner.pay(payment)).toRepeat(first);
});

afterCredit('on-a-new-connection', 'a repeat on another connection returns the first result', async ({ partner }, payment, first) => {
  expect(await partner.pay(payment, { connection: 'new', closing: true })).toRepeat(first);
});

afterCredit('after-a-check', 'a repeat after a check of the same number returns the first result', async ({ partner }, payment, first) => {
  await partner.check(payment);
  expect(await partner.pay(payment)).toRepeat(first);
});

afterCredit('after-a-refused-request', 'a repeat after a refused request returns the first result', async ({ partner, unknown }, payment, first) => {
  await partner.check({ account: unknown(), txn_id: payment.txn_id });
  await partner.check({ account: unknown() });
  expect(await partner.pay(payment)).toRepeat(first);
});

afterCredit('with-another-date', 'a repeat with another txn_date returns the first result', async ({ partner, now }, payment, first) => {
  // Another hour may be another day or not; yesterday is.
  for (const date of [txnDate(now() - 3_600_000), dayTime(now(), -1, '120000')])
    expect(await partner.pay({ ...payment, txn_date: date })).toRepeat(first, { changed: true });
});

afterCredit('with-another-sum', 'a repeat with another sum returns the first result', async ({ partner }, payment, first) => {
  expect(await partner.pay({ ...payment, sum: payment.sum + 100n }, { anySum: true })).toRepeat(first, { changed: true });
});

afterCredit(
  'with-another-account',
  'a repeat with another account returns the first result',
  async ({ partner, other, watch }, payment, first) => {
    const balance = await watch(other);
    expect(await partner.pay({ ...payment, account: other })).toRepeat(first, { changed: true });
    await expect(balance).toHaveGrownBy(0n);
  },
  { accounts: 2 },
);

afterCredit(
  'with-everything-else',
  'a repeat with another sum, account and txn_date returns the first result',
  async ({ partner, other, watch, now }, payment, first) => {
    const balance = await watch(other);
    const changed = { ...payment, account: other, sum: payment.sum + 100n, txn_date: dayTime(now(), -1, '120000') };
    expect(await partner.pay(changed, { anySum: true })).toRepeat(first, { changed: true });
    await expect(balance).toHaveGrownBy(0n);
  },
  { accounts: 2 },
);

must(
  'TP-7.7',
  'after-other-payments',
  'a repeat after other payments returns the first result',
  { credited: true, pays: 2 },
  async ({ partner, credited, payment, watch, payable }) => {
    const balance = await watch(payable.account);
    const { payment: paid, first } = await credited();
    const others = [await payment(), await payment()];
    for (const other of others) expect(await partner.pay(other)).toSucceed();
    expect(await partner.pay(paid)).toRepeat(first);
    await expect(balance).toHaveGrownBy(paid.sum + others[0]!.sum + others[1]!.sum);
  },
);

must('TP-7.7', 'after-check-and-pay', 'check, pay, check and pay of one number credit once', { pays: 1 }, async ({ partner, payment, watch }) => {
  const paid = await payment();
  const balance = await watch(paid.account);
  await partner.check(paid);
  const first = await partner.pay(paid);
  expect(first).toSucceed();
  await partner.check(paid);
  expect(await partner.pay(paid)).toRepeat(first);
  await expect(balance).toHaveGrownBy(paid.sum);
});

must(
  'TP-7.7',
  'after-a-refused-pay',
  'a number that was refused may be paid later, and then only once',
  { pays: 1, risks: true },
  async ({ partner, payment, unknown, watch, books }) => {
    const paid = await payment();
    const balance = await watch(paid.account);
    const refused = await partner.pay({ ...paid, account: unknown() });
    // Refused pays need no memory (reading 6), so either answer is right; crediting a stranger is another case's matter.
    if (refused.result === Result.ok) return;
    const first = await partner.pay(paid);
    if (first.result !== Result.ok) {
      books.release(paid.txn_id);
      return;
    }
    expect(await partner.pay(paid)).toRepeat(first);
    await expect(balance).toHaveGrownBy(paid.sum);
  },
);

/** As many as the protocol foresees at once (TP-3). */
const AT_ONCE = 15;

/** One payment on so many connections at once: it is paid, and all get the same result. */
async function payAtOnce(partner: CaseContext['partner'], paid: Payment, count: number): Promise<void> {
  const all = await Promise.all(Array.from({ length: count }, () => partner.pay(paid, { connection: 'new', closing: true })));
  const winner = all.find(({ result }) => result === Result.ok) ?? all[0]!;
  expect(winner).toSucceed();
  for (const each of all) if (each !== winner) expect(each).toRepeat(winner);
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
  async ({ partner, payment, watch, payable }) => {
    const balance = await watch(payable.account);
    const payments = await Promise.all(Array.from({ length: TRIES }, () => payment()));
    for (const paid of payments) await payAtOnce(partner, paid, EACH_AT_ONCE);
    await expect(balance).toHaveGrownBy(payments.reduce((sum, { sum: each }) => sum + each, 0n));
  },
);

afterCredit(
  'at-once-afterwards',
  '15 repeats at once on 15 connections return the first result',
  async ({ partner }, payment, first) => {
    const all = await Promise.all(Array.from({ length: AT_ONCE }, () => partner.pay(payment, { connection: 'new', closing: true })));
    for (const each of all) expect(each).toRepeat(first);
  },
  { connections: AT_ONCE },
);

closing.must('TP-7.7', 'at-the-end', 'every payment of the run, once more at its end, returns its first result', { alone: true, risks: true }, (at) =>
  askAllAgain(at, paidOf(at)),
);

// After the other one, which shows what is forgotten sooner: between the two nothing is asked that could refresh a memory.
closing.must(
  'TP-7.7',
  'minutes-later',
  'every payment of the run, once more when it is as old as the profile says, returns its first result',
  { alone: true, risks: true, offers: ['repeat-after'] },
  async (at) => {
    const paid = paidOf(at);
    const askedLast = Math.max(...paid.map(({ first, last }) => (last ?? first!).endedAt));
    await at.waitUntil(askedLast + at.profile.repeatAfterMs);
    await askAllAgain(at, paid);
  },
);

closing.must(
  ['TP-7.5.pay', 'TP-7.7'],
  'balances-at-the-end',
  'when everything was repeated, every balance is still what was credited to it',
  { kind: 'balance', offers: ['balance'], alone: true },
  (at) => compareTotals(at),
);

/** Payments that the operator's system could have sent, and that were credited. Ends the case where there is none. */
function paidOf({ books, skip }: At): BookEntry[] {
  const paid = books.entries().filter(({ first }) => first?.nature === 'ordinary');
  return paid.length > 0 ? paid : skip('skip.nothing-paid');
}

/** Five at a time: each returns its first result, and no balance moves. */
async function askAllAgain({ partner, watch }: At, paid: readonly BookEntry[]): Promise<void> {
  const balances = await Promise.all([...new Set(paid.map(({ payment }) => payment.account))].map((account) => watch(account)));
  for (let at = 0; at < paid.length; at += 5) {
    const some = paid.slice(at, at + 5);
    const again = await Promise.all(some.map(({ payment }) => partner.pay(payment)));
    for (const [index, seen] of again.entries()) expect(seen).toRepeat(some[index]!.first!);
  }
  for (const balance of balances) await expect(balance).toHaveGrownBy(0n, { cause: { key: 'cause.credited-again' } });
}

cases.push(...closing.cases);
