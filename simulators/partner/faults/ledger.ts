import { ALMATY_OFFSET_MS, parseTxnDate, Result, txnDate } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import type { LedgerText } from '../ledger.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

const chapter = 'ledger';
const never = 'The monthly reconciliation never closes, and nobody knows whose books are right.';
const otherDay = 'Payments around midnight stand on different days in the two books, and the reconciliation never closes.';
/** Every so many rows are wrong, beginning with the first; a run pays more often than that. */
const EVERY = 3;

function month(txn_date: string): string {
  return txn_date.slice(0, 6);
}

/** Payments are right and their record is not: the partner's own ledger, as it is exported. */
export const LEDGER_FAULTS = [
  {
    name: 'books-by-own-clock',
    chapter,
    bugClass: 'own clock',
    effect: otherDay,
    cases: ['ledger.dated-yesterday', 'ledger.dated-month-end', 'ledger.dated-year-end', 'ledger.dates'],
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, txn_date: txnDate(desk.now()) }, desk) }),
  },
  {
    name: 'books-in-utc',
    chapter,
    bugClass: 'time zone',
    effect: 'Payments of the first five hours of a day stand on the day before, and the reconciliation never closes.',
    cases: ['ledger.dated-midnight', 'ledger.dates'],
    change: rows((row) => [{ ...row, txn_date: earlier(row.txn_date) }]),
  },
  {
    name: 'books-by-week-year',
    chapter,
    bugClass: 'calendar',
    effect: 'The year is that of the week: payments of the last days of December stand in the next year, and two years’ books are wrong.',
    cases: ['ledger.dated-year-end', 'ledger.dates'],
    change: rows((row) => [{ ...row, txn_date: `${weekYear(row.txn_date)}${row.txn_date.slice(4)}` }]),
  },
  {
    name: 'books-by-day-alone',
    chapter,
    bugClass: 'own clock',
    effect: otherDay,
    cases: ['ledger.dated-yesterday', 'ledger.dated-month-end', 'ledger.dated-year-end', 'ledger.dates'],
    // a column without a time, filled when the row is exported
    change: (right) => ({
      ledger: (desk) => right.ledger(desk).map((row) => ({ ...row, txn_date: `${txnDate(desk.now()).slice(0, 8)}${row.txn_date.slice(8)}` })),
    }),
  },
  {
    name: 'ledger-sums-in-tenge',
    chapter,
    bugClass: 'rounding',
    effect: 'The day’s totals differ by the tiyn, and the difference is looked for every month.',
    cases: ['ledger.sums'],
    change: rows((row) => [{ ...row, sum: row.sum.replace(/\.\d\d$/, '.00') }]),
  },
  {
    name: 'ledger-sums-less-fee',
    chapter,
    bugClass: 'fee deducted',
    effect: 'The books hold what the partner keeps and not what the payer paid, so no row agrees.',
    cases: ['ledger.sums'],
    // Less the fee it may be the sum of a changed repeat.
    also: ['ledger.rows-stay'],
    change: rows((row) => [{ ...row, sum: `${BigInt(row.sum.replace('.', '')) / 101n}.00` }]),
  },
  {
    name: 'ledger-sums-shifted',
    chapter,
    bugClass: 'rows mixed up',
    effect: 'Each row holds the sum of the row before it, so that totals agree and no payment does.',
    cases: ['ledger.sums'],
    also: ['ledger.rows-stay'],
    change: (right) => ({
      ledger: (desk) => {
        const all = right.ledger(desk);
        return all.map((row, at) => ({ ...row, sum: all.at(at - 1)?.sum ?? row.sum }));
      },
    }),
  },
  {
    name: 'ledger-rows-missing',
    chapter,
    bugClass: 'lost row',
    effect: 'The payer was credited and the books do not know it: at the month’s end the partner says that it was never paid.',
    cases: ['ledger.every-payment'],
    change: everyThird(() => []),
  },
  {
    name: 'ledger-rows-doubled',
    chapter,
    bugClass: 'doubled row',
    effect: never,
    cases: ['ledger.no-doubles'],
    change: everyThird((row) => [row, row]),
  },
  {
    name: 'ledger-holds-refused',
    chapter,
    bugClass: 'row of nobody',
    effect: 'The books hold payments that were refused, and the partner asks the operator for their money.',
    cases: ['ledger.nothing-extra'],
    change: (right) => {
      const refused: LedgerText[] = [];
      return {
        pay: async (asked, call, desk) => {
          const decision = await right.pay(asked, call, desk);
          const { txn_id = '', account = '', sum = '', txn_date = '' } = asked;
          if (decision.result === Result.notFound) refused.push({ txn_id, prv_txn: '', account, sum, txn_date });
          return decision;
        },
        ledger: (desk) => {
          const all = right.ledger(desk);
          return [...all, ...refused.filter(({ txn_id }) => !all.some((row) => row.txn_id === txn_id))];
        },
      };
    },
  },
  {
    name: 'repeat-overwrites-row',
    chapter,
    bugClass: 'changed repeat',
    effect: 'A repeat with another sum is answered like the first, and the books are changed to what it said.',
    cases: ['ledger.rows-stay'],
    change: (right) => ({
      repeat: (payment, asked, desk) => {
        const row = desk.books.credits.find(({ txn_id }) => txn_id === payment.txn_id);
        if (row) row.sum = desk.hooks.sum(asked.sum) ?? row.sum;
        return right.repeat(payment, asked, desk);
      },
    }),
  },
  {
    name: 'closed-month-only-in-books',
    chapter,
    bugClass: 'lost credit',
    effect: 'A payment dated in a month that is closed stands in the books, and never reaches the payer’s balance.',
    kinds: balance,
    cases: ['ledger.oracles-agree', 'pay.dated-29-february'],
    // on the first of a month yesterday is in a closed one
    also: ['pay.dated-yesterday', 'pay.balances-add-up'],
    change: (right) => ({
      credit: (payment, desk) => {
        if (month(payment.txn_date) === month(txnDate(desk.now()))) return right.credit(payment, desk);
        desk.books.credits.push({ ...payment });
      },
    }),
  },
  {
    name: 'ledger-txn-id-through-double',
    chapter,
    bugClass: 'precision loss',
    effect: 'The last digits of the payment number are zeros, and no dispute can be settled by it.',
    cases: ['ledger.every-payment'],
    also: ['ledger.*'],
    change: rows((row) => [{ ...row, txn_id: String(Number(row.txn_id)) }]),
  },
  {
    name: 'ledger-txn-id-scientific',
    chapter,
    bugClass: 'precision loss',
    effect: 'A spreadsheet has made 1.2E+17 of the payment number, and no dispute can be settled by it.',
    cases: ['ledger.rows-readable'],
    remark: true,
    change: rows((row) => [{ ...row, txn_id: Number(row.txn_id).toExponential(5).toUpperCase() }]),
  },
  {
    name: 'ledger-accounts-cut',
    chapter,
    bugClass: 'truncation',
    effect: 'Long accounts stand in the books without their end, and nobody can tell who paid.',
    cases: ['ledger.accounts'],
    change: rows((row) => [{ ...row, account: row.account.slice(0, 8) }]),
  },
] as const satisfies readonly Fault[];

function rows(change: (row: LedgerText) => LedgerText[]): Change {
  return (right) => ({ ledger: (desk) => right.ledger(desk).flatMap(change) });
}

function everyThird(change: (row: LedgerText) => LedgerText[]): Change {
  return (right) => ({ ledger: (desk) => right.ledger(desk).flatMap((row, at) => (at % EVERY === 0 ? change(row) : [row])) });
}

/** The same moment on a clock that is behind Almaty's. */
function earlier(date: string): string {
  return txnDate((parseTxnDate(date) ?? 0) - ALMATY_OFFSET_MS);
}

/** The year that most of the day's week lies in (ISO 8601): that of its Thursday. */
function weekYear(date: string): number {
  const day = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  return day.getUTCFullYear();
}
