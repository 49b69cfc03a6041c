import { formatSum, Result } from '../../../protocol/index.ts';
import { inWholeTenge } from '../in-whole-tenge.ts';
import type { Fault } from './fault.ts';
import { balance, RACE_MS } from './tools.ts';
import { EVERY_CREDIT, EVERY_SUM_WITH_TIYN } from './seen-by.ts';

const chapter = 'pay';

/** The money that a pay moves. */
export const CREDIT_FAULTS = [
  {
    name: 'credits-double',
    chapter,
    bugClass: 'double credit',
    effect: 'The partner gives the service twice for one payment.',
    cases: [...EVERY_CREDIT],
    change: (right) => ({
      credit: (payment, desk) => {
        right.credit(payment, desk);
        right.credit(payment, desk);
      },
    }),
  },
  {
    name: 'credits-twentieth-twice',
    chapter,
    bugClass: 'double credit',
    effect: 'A payment now and then is credited twice, and nobody sees it until the books are set side by side.',
    kinds: balance,
    slow: true,
    cases: ['pay.balances-add-up'],
    change: (right) => {
      let count = 0;
      return {
        credit: (payment, desk) => {
          right.credit(payment, desk);
          if (++count === 20) right.credit(payment, desk);
        },
      };
    },
  },
  {
    name: 'credits-nothing',
    chapter,
    bugClass: 'lost credit',
    effect: 'The payer paid, is told that all is well, and gets nothing.',
    cases: [...EVERY_CREDIT],
    change: () => ({ credit: () => {} }),
  },
  {
    name: 'credits-through-float',
    chapter,
    bugClass: 'precision loss',
    effect: 'The payer loses a tiyn on sums such as 4.35, and the day’s totals differ.',
    cases: ['pay.sum-0-29', 'pay.sum-1-15', 'pay.sum-19-99', 'pay.sum-4-35'],
    change: (right) => ({
      credit: (payment, desk) => right.credit({ ...payment, sum: BigInt(Math.trunc(Number(formatSum(payment.sum)) * 100)) }, desk),
    }),
  },
  {
    name: 'drops-tiyn',
    chapter,
    bugClass: 'rounding',
    effect: 'The payer loses the tiyn of every payment.',
    cases: [...EVERY_SUM_WITH_TIYN],
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum - (payment.sum % 100n) }, desk) }),
  },
  {
    name: 'keeps-whole-tenge',
    chapter,
    bugClass: 'rounding',
    effect: 'Balances are rounded to whole tenge, and shown so: what the tiyn of many payments come to is lost or given away.',
    cases: ['pay.tiyn-add-up'],
    kinds: balance,
    change: (right) => ({
      ...inWholeTenge(right),
      credit: (payment, desk) => {
        right.credit(payment, desk);
        const payee = desk.books.payees.get(payment.account);
        if (payee) payee.received = ((payee.received + 50n) / 100n) * 100n;
      },
    }),
  },
  {
    name: 'credits-tenge-as-tiyn',
    chapter,
    bugClass: 'unit confusion',
    effect: 'The payer gets a hundredth of what was paid.',
    cases: [...EVERY_CREDIT],
    kinds: balance,
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum / 100n }, desk) }),
  },
  {
    name: 'processing-credits-each-ask',
    chapter,
    bugClass: 'double credit',
    effect: 'The partner gives the service again each time that the operator asks for the outcome.',
    cases: [...EVERY_CREDIT, 'repeats.while-in-processing'],
    change: (right) => {
      const asks = new Map<string, number>();
      return {
        settle: (payment, _call, desk) => {
          payment.result = Result.processing;
          desk.hooks.credit(payment, desk);
        },
        repeat: (payment, asked, desk) => {
          const ask = (asks.get(payment.txn_id) ?? 0) + 1;
          asks.set(payment.txn_id, ask);
          if (payment.result === Result.processing) desk.hooks.credit(payment, desk);
          if (ask >= 2) payment.result = Result.ok;
          return right.repeat(payment, asked, desk);
        },
      };
    },
  },
  {
    name: 'credits-hundredfold',
    chapter,
    bugClass: 'locale',
    effect: 'The point is read as a separator of thousands, and 200.45 is credited as 20045.',
    cases: [...EVERY_CREDIT],
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum * 100n }, desk) }),
  },
  {
    name: 'credits-less-fee',
    chapter,
    bugClass: 'fee deducted',
    effect: 'The payer gets what was paid less the partner’s fee.',
    cases: [...EVERY_CREDIT],
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum - (payment.sum + 49n) / 50n }, desk) }),
  },
  {
    name: 'credits-99-99-at-most',
    chapter,
    bugClass: 'column too narrow',
    effect: 'The column holds four digits and the database says nothing: of a larger payment 99.99 arrives.',
    cases: ['pay.sum-large'],
    kinds: balance,
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum > 9_999n ? 9_999n : payment.sum }, desk) }),
  },
  {
    name: 'lost-update',
    chapter,
    bugClass: 'race',
    effect: 'The balance is read, waited for and written back: of payments that come at once only the last is credited.',
    cases: ['pay.two-accounts-at-once', 'pay.different-at-once', 'repeats.at-once-interleaved'],
    also: ['broken-connections.beside-others'],
    kinds: balance,
    change: (right) => ({
      settle: async (payment, call, desk) => {
        const payee = desk.books.payees.get(payment.account);
        const before = payee?.received ?? 0n;
        await desk.wait(desk.delayMs ?? RACE_MS);
        await right.settle(payment, call, desk);
        if (payee) payee.received = before + payment.sum;
      },
    }),
  },
  {
    name: 'check-writes-balance-back',
    chapter,
    bugClass: 'race',
    effect: 'The check stores the whole account that it has read, and a payment that came meanwhile is gone from the balance.',
    cases: ['pay.among-checks'],
    also: ['*'],
    kinds: balance,
    change: (right) => ({
      check: async (asked, call, desk) => {
        const payee = desk.books.payees.get(asked.account ?? '');
        const before = payee?.received;
        await desk.wait(desk.delayMs ?? RACE_MS);
        if (payee && before !== undefined) payee.received = before;
        return right.check(asked, call, desk);
      },
    }),
  },
] as const satisfies readonly Fault[];
