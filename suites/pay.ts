import { compareTotals } from './balances.ts';
import { chapter, expect, isLost, perhapsTheSum, roundedIn, sumGuessed, Undecided } from '../harness/index.ts';
import { dayTime, formatSum, lastLeapDay, parseSum, Result, wholeTenge, type Tiyn } from '../protocol/index.ts';

/** pay credits the account: once, exactly, and with an answer that says so. */
const { must, should, cases, over } = chapter('pay');
const counting = chapter('pay', 'counting');
export const pay = cases;

must(
  'TP-7.5.pay',
  'credits',
  'a pay gives 0 and credits the account with its sum',
  { pays: 1, priority: 10 },
  async ({ partner, payment, watch }) => {
    const paid = await payment();
    const balance = await watch(paid.account);
    const seen = await partner.pay(paid);
    expect(seen).toSucceed();
    await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [seen.exchange] });
  },
);

must(
  ['TP-7.5.pay', 'TP-7.7'],
  'after-check',
  'a pay with the number of its check is no repeat of the check',
  { pays: 1, priority: 9 },
  async ({ partner, payment, watch }) => {
    const paid = await payment();
    const balance = await watch(paid.account);
    expect(await partner.check(paid)).toSucceed();
    const seen = await partner.pay(paid);
    expect(seen).toSucceed();
    await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [seen.exchange] });
  },
);

// Alone, since the checks of cases beside it would do for its own.
must('TP-7.5.pay', 'without-check', 'pays in a row without checks between are credited', { pays: 2, alone: true }, async ({ partner, payment }) => {
  for (let turn = 0; turn < 2; turn++) expect(await partner.pay(await payment())).toSucceed();
});

must('TP-7.5.pay', 'other-number-than-check', 'a pay may have another number than its check', { pays: 1 }, async ({ partner, payment }) => {
  const paid = await payment();
  expect(await partner.check({ account: paid.account, sum: paid.sum })).toSucceed();
  expect(await partner.pay(paid)).toSucceed();
});

must(
  ['TP-6.prv_txn', 'TP-7.1'],
  'two-payments',
  'two payments of the same sum to one account are two: two credits, two prv_txn',
  { kind: 'balance', pays: 2 },
  async ({ partner, payment, watch, payable, object }) => {
    const balance = await watch(payable.account);
    const one = await payment();
    const two = await payment({ sum: one.sum, txn_date: one.txn_date });
    const [first, second] = [await partner.pay(one), await partner.pay(two)];
    expect(first).toSucceed();
    expect(second).toSucceed();
    if (first.prv_txn !== undefined && first.prv_txn === second.prv_txn)
      object({
        key: 'answer.prv-txn-shared',
        values: { prv_txn: first.prv_txn, txn_id: two.txn_id, other: one.txn_id },
        observed: `prv_txn ${first.prv_txn}`,
        ...roundedIn(second),
        exchanges: [second.exchange, first.exchange],
      });
    await expect(balance).toHaveGrownBy(one.sum * 2n, { exchanges: [first.exchange, second.exchange] });
  },
);

must(
  ['TP-6.check-sum', 'TP-7.5.pay'],
  'after-check-of-another-sum',
  'a pay is credited with its own sum, whatever sum the check of its number named',
  { kind: 'balance', pays: 1 },
  async ({ partner, payment, watch, profile: { sums }, skip }) => {
    const paid = await payment();
    const named = paid.sum + 100n <= sums.max ? paid.sum + 100n : sums.min;
    if (named === paid.sum) skip('skip.sum-out-of-range');
    const balance = await watch(paid.account);
    await partner.check({ ...paid, sum: named });
    const seen = await partner.pay(paid);
    expect(seen).toSucceed();
    await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [seen.exchange] });
  },
);

must(
  ['TP-7.4', 'TP-7.5.pay'],
  'after-check-of-another-account',
  'a pay credits its own account, whatever account the check of its number named',
  { kind: 'balance', pays: 1, accounts: 2 },
  async ({ partner, payment, other, watch, books }) => {
    const paid = await payment();
    const [own, others] = [await watch(paid.account), await watch(other)];
    await partner.check({ ...paid, account: other });
    const seen = await partner.pay(paid);
    // The system asks for one account under one number: whoever refuses another one credits nobody wrongly.
    const refused = seen.result !== undefined && seen.result !== Result.ok && seen.result !== Result.processing;
    if (refused) books.release(paid.txn_id);
    else expect(seen).toSucceed();
    await expect(own).toHaveGrownBy(refused ? 0n : paid.sum, { exchanges: [seen.exchange] });
    await expect(others).toHaveGrownBy(0n, { exchanges: [seen.exchange] });
  },
);

/**
 * Sums that have no exact double, and come out a tiyn short when somebody multiplies by 100 and cuts; and two whose tiyn begin
 * with a zero, which gets lost where the parts of a sum are numbers, or makes an octal number of them: then 09 is none.
 */
for (const text of ['0.29', '1.05', '1.09', '1.10', '1.15', '4.35', '19.99']) {
  must(
    'TP-6.sum',
    `sum-${text.replace('.', '-')}`,
    `${text} is credited to the tiyn`,
    { kind: 'balance', pays: 1 },
    async ({ partner, profile, payment, watch, payable, skip }) => {
      const sum = parseSum(text)!;
      if (sum < profile.sums.min || sum > profile.sums.max) skip('skip.sum-out-of-range');
      const balance = await watch(payable.account);
      const seen = await partner.pay(await payment({ sum }));
      expect(seen).toSucceed();
      await expect(balance).toHaveGrownBy(sum, { exchanges: [seen.exchange] });
    },
  );
}

/** Of each the same tiyn, which come to more than a tenge together: who rounds every payment is a tenge off. */
const WITH_TIYN = 3;

must(
  'TP-6.sum',
  'tiyn-add-up',
  'the tiyn of 3 payments are all credited, also where balances are shown in whole tenge',
  { kind: 'balance', pays: WITH_TIYN },
  async ({ partner, profile, payment, watch, payable, skip }) => {
    const sum = wholeTenge(profile.sums.min) + 40n;
    if (sum > profile.sums.max) skip('skip.sum-out-of-range');
    const balance = await watch(payable.account);
    const exchanges: number[] = [];
    for (let turn = 0; turn < WITH_TIYN; turn++) {
      const seen = await partner.pay(await payment({ sum }));
      expect(seen).toSucceed();
      exchanges.push(seen.exchange);
    }
    await expect(balance).toHaveGrownBy(sum * BigInt(WITH_TIYN), { exchanges });
  },
);

must(
  'TP-6.sum',
  'sum-large',
  'a large sum is credited to the tiyn',
  { kind: 'balance', pays: 1 },
  async ({ partner, profile, payment, watch, payable }) => {
    const sum = largeSum(profile.sums, profile.limits.total);
    const balance = await watch(payable.account);
    const seen = await partner.pay(await payment({ sum }));
    expect(seen).toSucceed();
    await expect(balance).toHaveGrownBy(sum, { exchanges: [seen.exchange] });
  },
);

/** A tiyn less than the greatest sum, but not more than a tenth of what the run may spend. */
function largeSum({ min, max }: { min: Tiyn; max: Tiyn }, total: Tiyn): Tiyn {
  const large = max - 1n < total / 10n ? max - 1n : total / 10n;
  return large < min ? min : large;
}

must(
  ['TP-7.5.pay', 'TP-7.6'],
  'unknown-refused',
  'a pay to an unknown account is refused, with code 1',
  { risks: true },
  async ({ partner, atRisk, unknown }) => {
    const paid = await atRisk({ account: unknown() });
    expect(await partner.pay(paid)).toBeRefused({ preferred: Result.notFound, key: 'pay.unknown-paid' });
  },
);

for (const [id, title, date] of [
  ['dated-yesterday', 'a payment dated yesterday 23:59:59 is credited', (now: number) => dayTime(now, -1, '235959')],
  ['dated-midnight', 'a payment dated today 00:00:00 is credited', (now: number) => dayTime(now, 0, '000000')],
  ['dated-29-february', 'a payment dated 29 February is credited', lastLeapDay],
] as const) {
  // The last leap day may lie years back, which the system never sends: a partner may have closed that book.
  const define = id === 'dated-29-february' ? should : must;
  define('TP-6.txn_date', id, title, { pays: 1 }, async ({ partner, payment, watch, books, now }) => {
    const dated = await payment({ txn_date: date(now()) });
    const balance = await watch(dated.account);
    if (id === 'dated-29-february') books.release(dated.txn_id);
    const seen = await partner.pay(dated);
    expect(seen).toSucceed();
    // Who refuses the date keeps nobody's money; who answers 0 has to credit it, whatever the date.
    if (seen.result === Result.ok) await expect(balance).toHaveGrownBy(dated.sum, { level: 'must', exchanges: [seen.exchange] });
  });
}

counting.must(
  ['TP-7.5.pay', 'TP-7.7'],
  'balances-add-up',
  'every balance has grown by what was credited to it, and by no more',
  { kind: 'balance', offers: ['balance'], alone: true },
  (at) => compareTotals(at),
);

over.must(['TP-7.6', 'TP-7.5.pay'], 'processing-ends', 'a payment that is answered 4 becomes final', ({ books, profile, object, skip }) => {
  if (books.entries().every(({ asked }) => asked === 0)) skip('skip.nothing-paid');
  const stuck = books.entries().filter(({ sound, last }) => sound && last?.result === Result.processing);
  // Of a run that was ended, and of a pay that nobody asked for again, 4 says nothing yet.
  if (stuck.length > 0 && !stuck.some(({ stayed }) => stayed))
    throw new Undecided({ key: 'why.still-processing', values: { exchange: String(stuck[0]!.last!.exchange) } });
  if (stuck.length > 0)
    object({
      key: 'pay.stuck',
      values: { seconds: String(profile.processingTimeoutMs / 1000), txn_id: stuck[0]!.payment.txn_id },
      expected: 'result 0 | 1 | 2 | 3 | 5',
      observed: 'result 4',
      exchanges: stuck.map(({ last }) => last!.exchange),
    });
});

over.must(
  'TP-7.5.pay',
  'every-payment-credited',
  'every payment of the run to a payable account is credited in the end',
  ({ books, isClaimed, object, skip }) => {
    if (books.entries().every(({ last }) => last === undefined)) skip('skip.nothing-paid');
    const refused = books.entries().filter(
      ({ payment, sound, credited, last }) =>
        sound &&
        !credited &&
        last?.result !== undefined &&
        // A refusal to another account under this number, which a case may ask for first, says nothing of this one.
        last.account === payment.account &&
        last.result !== Result.processing &&
        !isClaimed(last) &&
        !(last.priceUnknown && last.result === Result.error),
    );
    const [first] = refused;
    if (first?.last && perhapsTheSum(first.last) && books.entries().every(({ credited }) => !credited)) throw new Undecided(sumGuessed(first.last));
    if (first)
      object({
        key: 'pay.refused',
        values: { txn_id: first.payment.txn_id, sum: formatSum(first.payment.sum) },
        expected: 'result 0',
        observed: `result ${first.last!.result}`,
        ...(perhapsTheSum(first.last!) ? { cause: { key: 'cause.sum-guessed' } } : {}),
        exchanges: refused.map(({ last }) => last!.exchange),
      });
  },
);

over.must('TP-7.5.pay', 'every-payment-decided', 'no payment of the run is left without an answer', ({ books, outcomes, object, skip }) => {
  if (books.entries().every(({ asked }) => asked === 0)) skip('skip.nothing-paid');
  const open = books.entries().filter(({ asked, last, sound }) => sound && asked > 0 && last === undefined);
  const lost = outcomes.filter((outcome) => isLost(outcome) && open.some(({ payment }) => payment.txn_id === outcome.txn_id));
  // Who tore the connection nobody can say from here; the time chapter judges what was cut at 15 s.
  if (open.length > 0)
    object({ key: 'pay.undecided', values: { count: String(open.length) }, blame: 'network', exchanges: lost.map(({ exchange }) => exchange) });
});

cases.push(...counting.cases);
