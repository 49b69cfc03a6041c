import { chapter, type LedgerRow, type Payment } from '../harness/index.ts';
import { accountForm, bookDay, dayTime, endOfLastMonth, formatSum, lastYearEndInNextYearsWeek, Result, type AccountForm } from '../protocol/index.ts';
import { creditedOf, NEEDS, whole, type At } from './ledger-looks.ts';

/** What a row of the partner's ledger says of its payment: on which day, of which sum, to whom. */
const days = chapter('ledger', 'closing');
const values = chapter('ledger', 'closing');
const counting = chapter('ledger', 'counting');
/** Those that pay, those that compare, and the one that looks before everything is repeated. */
export const [ledgerDays, ledgerValues, ledgerRepeats] = [days.cases, values.cases, counting.cases];

// Books by txn_date, not by the clock of the partner, nor in UTC (TP-7.3).
for (const [id, title, dateOf] of [
  ['dated-yesterday', 'a payment dated yesterday 23:59:59 stands on that day', (now: number) => dayTime(now, -1, '235959')],
  ['dated-midnight', 'a payment dated today 00:00:00 stands on this day', (now: number) => dayTime(now, 0, '000000')],
  ['dated-month-end', 'a payment dated on the last day of a month stands on that day', endOfLastMonth],
  // Whoever writes the year of the week for the year of the day (YYYY in Java) books it a year later.
  ['dated-year-end', 'a payment dated on the last day of a year stands on that day', lastYearEndInNextYearsWeek],
] as const) {
  days.must('TP-7.3', id, title, { ...NEEDS, pays: 1 }, async (at) => {
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
    cause: { key: row.txn_date.slice(4, 8) === txn_date.slice(4, 8) ? 'cause.week-year' : 'cause.own-clock' },
    exchanges: [exchange],
  });
}

compare('sums', 'TP-6.sum', 'the sums in the ledger are those that were paid', 'ledger.other-sum', (payment, row) => [
  `sum ${formatSum(payment.sum)}`,
  `sum ${formatSum(row.sum)}`,
]);

compare(
  'accounts',
  'TP-7.4',
  'the accounts in the ledger are those that were paid',
  'ledger.other-account',
  (payment, row) => [`account ${payment.account}`, `account ${row.account}`],
  accountsAsWritten,
);

compare('dates', 'TP-7.3', 'the days in the ledger are those of txn_date', 'ledger.other-day', (payment, row) => [
  `txn_date ${bookDay(payment.txn_date)}`,
  `txn_date ${bookDay(row.txn_date)}`,
]);

interface Compared {
  payment: Payment;
  row: LedgerRow;
  expected: string;
  observed: string;
}

/** An account of so few characters may stand whole where others are masked. */
const SHORT = 6;

/**
 * Nothing says how a ledger writes an account: in capitals, without zeros, or with a part hidden. But who hides hides all: where
 * long ones stand whole, another that is short of characters was cut.
 */
function accountsAsWritten(at: At, rows: readonly Compared[]): (of: Compared) => boolean {
  const forms = new Map(rows.map((of) => [of, accountForm(of.payment.account, of.row.account)]));
  const shows = rows.some((of) => (forms.get(of) === 'same' || forms.get(of) === 'folded') && [...of.payment.account].length > SHORT);
  const has = (form: AccountForm) => [...forms.values()].includes(form);
  if (has('masked') && !shows) at.note({ key: 'note.ledger-accounts-masked' });
  else if (has('folded')) at.note({ key: 'note.ledger-accounts-folded' });
  return (of) => forms.get(of) === 'folded' || (forms.get(of) === 'masked' && !shows);
}

function compare(
  id: string,
  clause: 'TP-6.sum' | 'TP-7.4' | 'TP-7.3',
  title: string,
  key: string,
  texts: (payment: Payment, row: LedgerRow) => [expected: string, observed: string],
  agreeing: (at: At, rows: readonly Compared[]) => (of: Compared) => boolean = () => () => false,
): void {
  values.must([clause, 'TP-7.1'], id, title, NEEDS, async (at) => {
    const view = await whole(at);
    const rows = creditedOf(at).flatMap(({ payment, exchange }) =>
      view.rowsOf(payment.txn_id).map((row) => {
        const [expected, observed] = texts(payment, row);
        return { payment, row, expected, observed, exchange };
      }),
    );
    const agrees = agreeing(at, rows);
    const differing = rows.filter((of) => of.expected !== of.observed && !agrees(of));
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
  const payments = new Map(creditedOf(at).map(({ payment }) => [payment.txn_id, payment]));
  const view = await whole(at);
  for (const repeat of at.outcomes) {
    const payment = repeat.command === 'pay' ? payments.get(repeat.txn_id) : undefined;
    if (payment === undefined || at.isClaimed(repeat)) continue;
    const { account, sum = payment.sum, txn_date = payment.txn_date } = repeat;
    const row = view
      .rowsOf(payment.txn_id)
      .find(
        (each) =>
          (sum !== payment.sum && each.sum === sum) ||
          (accountForm(account, each.account) !== undefined && accountForm(payment.account, each.account) === undefined) ||
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
});
