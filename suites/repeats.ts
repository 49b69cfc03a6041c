import { setTimeout as sleep } from 'node:timers/promises';
import { compareTotals } from './balances.ts';
import { AT_ONCE, payEach, repeatsAtOnce } from './repeats-at-once.ts';
import { chapter, expect, type BookEntry, type CaseContext, type Outcome, type Payment, type RunContext } from '../harness/index.ts';
import { dayTime, Result, txnDate } from '../protocol/index.ts';

/** A payment number that the partner already has returns the first result, and credits nothing again (TP-7.7). */
const { must, cases } = chapter('repeats');
const closing = chapter('repeats', 'closing');

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

// Who looks at the account before the number tells the operator that a credited payment failed.
afterCredit('with-unknown-account', 'a repeat with an unknown account returns the first result', async ({ partner, unknown }, payment, first) => {
  expect(await partner.pay({ ...payment, account: unknown() })).toRepeat(first, { changed: true });
});

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

must(
  ['TP-7.7', 'TP-7.5.pay'],
  'refused-stays-refused',
  'a pay to an unknown account is refused each of three times',
  { risks: true },
  async ({ partner, atRisk, unknown }) => {
    const paid = await atRisk({ account: unknown() });
    const before = await partner.pay(paid);
    // Whether a stranger is paid at all is another case's matter.
    if (before.result === Result.ok) return;
    for (let turn = 0; turn < 2; turn++) {
      // Its refusal has freed the money that was set aside.
      await atRisk(paid);
      expect(await partner.pay(paid)).toBeRefused({ key: 'pay.unknown-paid' });
    }
  },
);

afterCredit(
  'at-once-afterwards',
  '15 repeats at once on 15 connections return the first result',
  async ({ partner }, payment, first) => {
    const all = await payEach(partner, Array<Payment>(AT_ONCE).fill(payment));
    for (const each of all) expect(each).toRepeat(first);
  },
  { connections: AT_ONCE },
);

/** A payment that is in processing for longer is not waited for. */
const MOST_PENDING_MS = 5_000;

// Here, since by now it is known whether this partner has payments in processing.
closing.must(
  'TP-7.7',
  'while-in-processing',
  'a payment in processing that is repeated with another sum, and checked, is credited once with its own',
  { pays: 1 },
  async ({ partner, payment, watch, books, outcomes, skip }) => {
    const isPending = ({ command, plain, result, txn_id }: Outcome) =>
      command === 'pay' && plain && result === Result.processing && books.get(txn_id)?.sound;
    const pending = outcomes.filter(isPending);
    if (pending.length === 0) skip('skip.never-processing');
    const tookMs = Math.max(...pending.map(({ txn_id, startedAt, endedAt }) => (books.get(txn_id)?.first?.endedAt ?? endedAt) - startedAt));
    const paid = await payment();
    const balance = await watch(paid.account);
    // Who answers 4 only at times may be final at once this time.
    if ((await partner.pay(paid, { once: true })).result !== Result.processing) skip('skip.never-processing');
    await partner.pay({ ...paid, sum: paid.sum + 100n }, { once: true, anySum: true });
    await partner.check(paid);
    // As long as others took, so that the changed repeat is the last word before it is final.
    await sleep(Math.min(tookMs, MOST_PENDING_MS));
    const final = await partner.pay(paid);
    expect(final).toSucceed();
    await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [final.exchange] });
  },
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

export const repeats = [...cases, ...repeatsAtOnce, ...closing.cases];
