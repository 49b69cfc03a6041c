import {
  agrees,
  type BookEntry,
  causeOfTxnId,
  chapter,
  isBehind,
  type CaseContext,
  type LedgerRow,
  type LedgerView,
  type Payment,
  type RunContext,
} from '../harness/index.ts';
import { bookDay, dayTime, endOfLastMonth, formatSum, Result } from '../protocol/index.ts';

/**
 * What the partner's own ledger says of the payments of this run, when everything has been paid and
 * repeated. Its rows of other payments are left alone.
 */
const { must, should, cases } = chapter('ledger', 'closing');
const counting = chapter('ledger', 'counting');
export const ledger = cases;

type At = CaseContext & RunContext;

const NEEDS = { offers: ['ledger'], alone: true } as const;

// Books by txn_date, not by the clock of the partner, nor in UTC (TP-7.3).
for (const [id, title, dateOf] of [
  ['dated-yesterday', 'a payment dated yesterday 23:59:59 stands on that day', (now: number) => dayTime(now, -1, '235959')],
  ['dated-midnight', 'a payment dated today 00:00:00 stands on this day', (now: number) => dayTime(now, 0, '000000')],
  ['dated-month-end', 'a payment dated on the last day of a month stands on that day', endOfLastMonth],
] as const) {
  must('TP-7.3', id, title, { ...NEEDS, pays: 1 }, async (at) => {
    const payment = await at.payment({ txn_date: dateOf(at.now()) });
    // A balance before and, by the next case, one after: so that this payment is told from others.
    await at.watch(payment.account);
    const seen = await at.partner.pay(payment);
    // Whether so old a date is taken is another case's matter.
    if (seen.result !== Result.ok) {
      at.books.release(payment.txn_id);
      at.books.settle(payment.txn_id);
      at.skip('skip.date-refused');
    }
    const view = await at.ledger((read) => read.rowsOf(payment.txn_id).length > 0);
    const [row] = view.rowsOf(payment.txn_id);
    if (!row) return at.skip('skip.not-in-ledger');
    if (bookDay(row.txn_date) !== bookDay(payment.txn_date)) objectToDate(at, payment, row, seen.exchange);
  });
}

function objectToDate({ object }: At, { txn_id, txn_date }: Payment, row: LedgerRow, exchange: number): void {
  object({
    key: 'ledger.other-day',
    values: { txn_id, line: String(row.line) },
    expected: `txn_date ${txn_date}`,
    observed: `txn_date ${row.txn_date}`,
    cause: { key: 'cause.own-clock' },
    exchanges: [exchange],
  });
}

must(['TP-7.1', 'AG-3.15'], 'every-payment', 'every payment that was answered 0 stands in the ledger', NEEDS, async (at) => {
  const credited = creditedOf(at);
  const view = await at.ledger((read) => credited.every(({ payment }) => read.rowsOf(payment.txn_id).length > 0));
  const missing = credited.filter(({ payment }) => view.rowsOf(payment.txn_id).length === 0);
  const misnamed = missing.flatMap((each) => {
    const row = view.lookalikes.find(
      ({ account, sum, txn_date }) => account === each.payment.account && sum === each.payment.sum && txn_date === each.payment.txn_date,
    );
    return row ? [{ ...each, row }] : [];
  });
  const [other] = misnamed;
  if (other) {
    const cause = causeOfTxnId(other.payment.txn_id, other.row.txn_id);
    at.object({
      key: 'ledger.other-number',
      values: { count: String(misnamed.length), line: String(other.row.line), account: other.payment.account },
      expected: `txn_id ${other.payment.txn_id}`,
      observed: `txn_id ${other.row.txn_id}`,
      ...(cause ? { cause } : {}),
      exchanges: misnamed.map(({ exchange }) => exchange),
    });
    return;
  }
  // An export may be made once a day: a ledger that knows none of them yet accuses nobody.
  const behind = isBehind(view, at.books.entries());
  const lost = missing.filter(({ entry }) => !behind(entry));
  if (missing.length > 0 && lost.length === 0) at.skip('skip.ledger-behind');
  const [first] = lost;
  if (first) {
    at.object({
      key: 'ledger.missing',
      values: { count: String(lost.length), numbers: numbersOf(lost), total: totalOf(lost) },
      expected: `txn_id ${first.payment.txn_id}, ledger 1`,
      observed: `txn_id ${first.payment.txn_id}, ledger 0 (of ${view.rows})`,
      exchanges: lost.map(({ exchange }) => exchange),
    });
  }
});

must(['TP-7.7', 'TP-7.1'], 'no-doubles', 'no payment stands in the ledger twice', NEEDS, async (at) => {
  const view = await whole(at);
  const doubled = creditedOf(at).filter(({ payment }) => view.rowsOf(payment.txn_id).length > 1);
  const [first] = doubled;
  if (first) {
    const rows = view.rowsOf(first.payment.txn_id);
    at.object({
      key: 'ledger.doubled',
      values: { count: String(doubled.length), numbers: numbersOf(doubled), total: totalOf(doubled) },
      expected: `txn_id ${first.payment.txn_id}, ledger 1`,
      observed: `txn_id ${first.payment.txn_id}, ledger ${rows.length} (${linesOf(rows)})`,
      exchanges: doubled.map(({ exchange }) => exchange),
    });
  }
});

must('TP-7.1', 'nothing-extra', 'no payment that was refused stands in the ledger', NEEDS, async (at) => {
  const view = await whole(at);
  const extra = at.books
    .entries()
    .filter(
      ({ credited, last, payment }) => !credited && last !== undefined && last.result !== Result.processing && view.rowsOf(payment.txn_id).length > 0,
    )
    .map(({ payment, last }) => ({ payment, exchange: last!.exchange, result: last!.result }));
  const [first] = extra;
  if (first) {
    const rows = view.rowsOf(first.payment.txn_id);
    at.object({
      key: 'ledger.extra',
      values: { count: String(extra.length), numbers: numbersOf(extra), total: totalOf(extra) },
      expected: `txn_id ${first.payment.txn_id}, result ${first.result}, ledger 0`,
      observed: `txn_id ${first.payment.txn_id}, result ${first.result}, ledger ${rows.length} (${linesOf(rows)})`,
      exchanges: extra.map(({ exchange }) => exchange),
    });
  }
});

compare('sums', 'TP-6.sum', 'the sums in the ledger are those that were paid', 'ledger.other-sum', (payment, row) => [
  `sum ${formatSum(payment.sum)}`,
  `sum ${formatSum(row.sum)}`,
]);

compare('accounts', 'TP-7.4', 'the accounts in the ledger are those that were paid', 'ledger.other-account', (payment, row) => [
  `account ${payment.account}`,
  `account ${row.account}`,
]);

compare('dates', 'TP-7.3', 'the days in the ledger are those of txn_date', 'ledger.other-day', (payment, row) => [
  `txn_date ${bookDay(payment.txn_date)}`,
  `txn_date ${bookDay(row.txn_date)}`,
]);

function compare(
  id: string,
  clause: 'TP-6.sum' | 'TP-7.4' | 'TP-7.3',
  title: string,
  key: string,
  texts: (payment: Payment, row: LedgerRow) => [expected: string, observed: string],
): void {
  must([clause, 'TP-7.1'], id, title, NEEDS, async (at) => {
    const view = await whole(at);
    const differing = creditedOf(at).flatMap(({ payment, exchange }) =>
      view.rowsOf(payment.txn_id).flatMap((row) => {
        const [expected, observed] = texts(payment, row);
        return expected === observed ? [] : [{ payment, row, expected, observed, exchange }];
      }),
    );
    const [first] = differing;
    if (first) {
      at.object({
        key,
        values: { txn_id: first.payment.txn_id, line: String(first.row.line) },
        expected: first.expected,
        observed: first.observed,
        exchanges: differing.map(({ exchange }) => exchange),
      });
    }
  });
}

// Before each payment is repeated as it was, which could put a row right again.
counting.must(['TP-7.7', 'TP-7.1'], 'rows-stay', 'a repeat with other data leaves the row of its payment as it was', NEEDS, async (at) => {
  const credited = creditedOf(at);
  const view = await whole(at);
  for (const { payment } of credited) {
    for (const repeat of at.outcomes) {
      if (repeat.command !== 'pay' || repeat.txn_id !== payment.txn_id || at.isClaimed(repeat)) continue;
      const { account, sum = payment.sum, txn_date = payment.txn_date } = repeat;
      const row = view
        .rowsOf(payment.txn_id)
        .find(
          (each) =>
            (sum !== payment.sum && each.sum === sum) ||
            (account !== payment.account && each.account === account) ||
            (bookDay(txn_date) !== bookDay(payment.txn_date) && txn_date.startsWith(each.txn_date)),
        );
      if (!row) continue;
      at.object({
        key: 'ledger.row-changed',
        values: { txn_id: payment.txn_id, line: String(row.line) },
        expected: `${payment.account}, ${formatSum(payment.sum)}, ${payment.txn_date}`,
        observed: `${row.account}, ${formatSum(row.sum)}, ${row.txn_date}`,
        cause: { key: 'cause.row-overwritten' },
        exchanges: [repeat.exchange],
      });
      return;
    }
  }
});
cases.push(...counting.cases);

should('TP-7.1', 'rows-readable', 'every row of the ledger can be read as a payment', NEEDS, async (at) => {
  const { malformed, malformedCount } = await whole(at);
  const [first] = malformed;
  if (first) {
    at.object({
      key: 'ledger.malformed',
      values: {
        count: String(malformedCount),
        lines: malformed
          .slice(0, 10)
          .map(({ line }) => line)
          .join(', '),
      },
      observed: `${first.line}: ${first.why}: ${first.text}`,
    });
  }
});

must(['TP-7.1', 'TP-7.7'], 'oracles-agree', 'answers, balance and ledger tell the same of every payment', NEEDS, async (at) => {
  await whole(at);
  // The last balance of each account, so that its latest payments are seen as well.
  for (const { account } of at.payables) await at.watch(account);
  // What a case has objected to is told there; this is the net for what nobody saw.
  const claimed = new Set(at.outcomes.filter(at.isClaimed).map(({ txn_id }) => txn_id));
  const differing = at.audit().filter((audited) => audited.entry.sound && !agrees(audited) && !claimed.has(audited.entry.payment.txn_id));
  const [first] = differing;
  if (first) {
    const { answers, balance, ledger: rows, entry } = first;
    at.object({
      key: 'ledger.oracles-differ',
      values: { count: String(differing.length), numbers: numbersOf(differing.map(({ entry: { payment } }) => ({ payment }))) },
      // What was answered is what the operator counts by.
      expected: `answers ${answers}, balance ${balance === undefined ? '–' : answers}, ledger ${rows === undefined ? '–' : answers}`,
      observed: `answers ${answers}, balance ${balance ?? '–'}, ledger ${rows ?? '–'}`,
      exchanges: entry.last ? [entry.last.exchange] : [],
    });
  }
});

interface Credited {
  entry: BookEntry;
  payment: Payment;
  exchange: number;
}

/**
 * The payments that were answered 0, but for those that no system sends: what a lenient partner makes
 * of them is another case's matter. Ends the case where there is none.
 */
function creditedOf({ books, skip }: At): Credited[] {
  const credited = books
    .entries()
    .flatMap((entry) => (entry.sound && entry.first ? [{ entry, payment: entry.payment, exchange: entry.first.exchange }] : []));
  return credited.length > 0 ? credited : skip('skip.nothing-paid');
}

/** The ledger with every credited payment in it, or as far as it got. */
function whole(at: At): Promise<LedgerView> {
  const credited = creditedOf(at);
  return at.ledger((view) => credited.every(({ payment }) => view.rowsOf(payment.txn_id).length > 0));
}

function numbersOf(of: readonly { payment: Payment }[]): string {
  const numbers = of.slice(0, 5).map(({ payment }) => payment.txn_id);
  return numbers.join(', ') + (of.length > 5 ? ' …' : '');
}

function totalOf(of: readonly { payment: Payment }[]): string {
  return formatSum(of.reduce((sum, { payment }) => sum + payment.sum, 0n));
}

function linesOf(rows: readonly LedgerRow[]): string {
  return rows.map(({ line, sum }) => `line ${line}: ${formatSum(sum)}`).join(', ');
}
