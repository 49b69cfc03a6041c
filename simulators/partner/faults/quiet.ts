import { Result } from '../../../protocol/index.ts';
import type { Payment } from '../books.ts';
import type { Change, Desk } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

/** As many as an old cache holds. */
const REMEMBERED = 50;
const UNDONE_AFTER_MS = 1_000;

/** Every answer looks right, and the money is wrong all the same. */
export const QUIET_FAULTS = [
  {
    name: 'memory-of-50-payments',
    chapter: 'repeats',
    bugClass: 'short memory',
    effect: 'A busy hour pushes a payment out of the cache, and when the operator asks for its outcome it is credited again.',
    cases: ['repeats.at-the-end'],
    change: (right) => ({
      remember: (payment, asked, call, desk) => {
        right.remember(payment, asked, call, desk);
        const { payments } = desk.books;
        for (const key of [...payments.keys()].slice(0, -REMEMBERED)) payments.delete(key);
      },
    }),
  },
  {
    name: 'lower-number-is-a-repeat',
    chapter: 'repeats',
    bugClass: 'wrong key',
    effect:
      'The partner remembers its highest number alone and takes each lower one for paid: payments that overtake each other are answered 0 and never credited.',
    cases: ['repeats.at-the-end'],
    also: ['*'],
    change: (right) => {
      let highest: Payment | undefined;
      return {
        recall: (asked, call, desk) => {
          const known = right.recall(asked, call, desk);
          if (known || !highest || BigInt(asked.txn_id ?? '0') > BigInt(highest.txn_id)) return known;
          const sum = desk.hooks.sum(asked.sum);
          return desk.hooks.find(asked, desk) && sum !== undefined ? { ...highest, sum, prv_txn: desk.hooks.prvTxn(desk) } : undefined;
        },
        remember: (payment, asked, call, desk) => {
          right.remember(payment, asked, call, desk);
          if (!highest || BigInt(payment.txn_id) > BigInt(highest.txn_id)) highest = payment;
        },
      };
    },
  },
  {
    name: 'key-of-last-nine-digits',
    chapter: 'repeats',
    bugClass: 'truncation',
    effect: 'The column of the number is too narrow and keeps its end: a payment that ends like an older one is taken for it and never credited.',
    cases: ['answers.txn-id-far-apart', 'answers.prv-txn-unique'],
    also: ['answers.sum-value'],
    change: (right) => ({ key: (asked, call) => right.key(asked, call).slice(-9) }),
  },
  {
    name: 'key-through-int32',
    chapter: 'repeats',
    bugClass: 'integer overflow',
    effect: 'The number is kept in 32 bits, so that two payments far apart are one: the second payer paid and got nothing.',
    cases: ['answers.txn-id-far-apart', 'answers.prv-txn-unique'],
    also: ['answers.sum-value'],
    change: (right) => ({ key: (asked, call) => BigInt.asIntN(32, BigInt(right.key(asked, call).replace(/\D/g, '') || '0')).toString() }),
  },
  {
    name: 'number-inside',
    chapter: 'repeats',
    bugClass: 'inexact match',
    effect: 'The number is looked for as a part of older ones: a payment whose number stands in another is taken for it and never credited.',
    cases: ['answers.txn-id-far-apart', 'answers.prv-txn-unique'],
    also: ['answers.sum-value'],
    change: (right) => ({
      recall: (asked, call, desk) => right.recall(asked, call, desk) ?? partOf(asked.txn_id, desk),
    }),
  },
  {
    name: 'credits-sum-of-check',
    chapter: 'pay',
    bugClass: 'nominal sum processed',
    effect: 'The partner credits what the check of the number said, and that is the nominal sum of the terminal.',
    cases: ['pay.after-check-of-another-sum'],
    kinds: balance,
    change: (right) => {
      const checked = new Map<string, bigint>();
      return {
        check: (asked, call, desk) => {
          const sum = desk.hooks.sum(asked.sum);
          if (sum !== undefined) checked.set(asked.txn_id ?? '', sum);
          return right.check(asked, call, desk);
        },
        credit: (payment, desk) => right.credit({ ...payment, sum: checked.get(payment.txn_id) ?? payment.sum }, desk),
      };
    },
  },
  {
    name: 'credits-account-of-check',
    chapter: 'pay',
    bugClass: 'state between requests',
    effect: 'The check opens the payment and the pay only closes it: who corrects the account in between pays for somebody else.',
    cases: ['pay.after-check-of-another-account'],
    kinds: balance,
    change: (right) => {
      const checked = new Map<string, string>();
      return {
        check: async (asked, call, desk) => {
          const decision = await right.check(asked, call, desk);
          if (decision.result === Result.ok && asked.txn_id && asked.account && !checked.has(asked.txn_id)) checked.set(asked.txn_id, asked.account);
          return decision;
        },
        credit: (payment, desk) => right.credit({ ...payment, account: checked.get(payment.txn_id) ?? payment.account }, desk),
      };
    },
  },
  {
    name: 'number-refused-once-never-credited',
    chapter: 'repeats',
    bugClass: 'state of a refusal',
    effect: 'A number that was refused once is answered 0 when it is paid at last, and not credited.',
    cases: ['repeats.after-a-refused-pay'],
    change: (right) => {
      const refused = new Set<string>();
      return {
        pay: async (asked, call, desk) => {
          const decision = await right.pay(asked, call, desk);
          if (decision.result === Result.notFound) refused.add(asked.txn_id ?? '');
          return decision;
        },
        credit: (payment, desk) => {
          if (!refused.has(payment.txn_id)) right.credit(payment, desk);
        },
      };
    },
  },
  {
    name: 'same-sum-is-a-repeat',
    chapter: 'pay',
    bugClass: 'wrong key',
    effect: 'A payment of the same sum to the same account within a minute is taken for a slip of the finger: answered 0, and never credited.',
    cases: ['pay.two-payments'],
    also: ['*'],
    kinds: balance,
    change: creditsUnless((payment, desk, before) =>
      before.some(({ at, account, sum }) => account === payment.account && sum === payment.sum && desk.now() - at < 60_000),
    ),
  },
  {
    name: 'credit-undone-after-a-second',
    chapter: 'pay',
    bugClass: 'lost credit',
    effect: 'A job takes back what nobody confirmed: the payer sees the money, and a moment later it is gone.',
    cases: ['repeats.balances-at-the-end'],
    matrix: { delayMs: 3_000, repeatAfter: 4, cases: ['pay.credits', 'repeats.minutes-later', 'repeats.balances-at-the-end'] },
    kinds: balance,
    change: (right) => ({
      credit: (payment, desk) => {
        right.credit(payment, desk);
        void desk.wait(desk.delayMs ?? UNDONE_AFTER_MS).then(() => {
          const payee = desk.books.payees.get(payment.account);
          if (payee) payee.received -= payment.sum;
        });
      },
    }),
  },
  {
    name: 'prv-txn-per-account',
    chapter: 'answers',
    bugClass: 'not unique',
    effect: 'Credits are counted for each account, so that two payers’ credits have one number and a dispute cannot tell them apart.',
    cases: ['answers.prv-txn-unique'],
    kinds: balance,
    change: (right) => {
      const counts = new Map<string, bigint>();
      return {
        remember: (payment, asked, call, desk) => {
          const count = (counts.get(payment.account) ?? 700_000_000n) + 1n;
          counts.set(payment.account, count);
          payment.prv_txn = count.toString();
          right.remember(payment, asked, call, desk);
        },
      };
    },
  },
  {
    name: 'drops-tiyn-from-half',
    chapter: 'pay',
    bugClass: 'rounding',
    effect: 'Fifty tiyn and more are cut off where less is kept: most sums are right, and the day’s totals are not.',
    cases: ['pay.sum-19-99', 'pay.sum-large'],
    change: (right) => ({
      credit: (payment, desk) =>
        right.credit({ ...payment, sum: payment.sum % 100n >= 50n ? payment.sum - (payment.sum % 100n) : payment.sum }, desk),
    }),
  },
  {
    name: 'tiyn-lose-their-zero',
    chapter: 'pay',
    bugClass: 'parsing',
    effect: 'The tiyn of a sum are read as a number and filled up to two digits behind: of 1.05 the account gets 1.50.',
    cases: ['pay.sum-1-05', 'pay.sum-1-09'],
    change: (right) => ({
      credit: (payment, desk) => {
        const tiyn = payment.sum % 100n;
        right.credit({ ...payment, sum: tiyn < 10n ? payment.sum + tiyn * 9n : payment.sum }, desk);
      },
    }),
  },
  {
    name: 'octal-tiyn',
    chapter: 'pay',
    bugClass: 'parsing',
    effect: 'Tiyn that begin with a zero are read as an octal number, in which 08 and 09 are nothing: of 1.09 the account gets 1.00.',
    cases: ['pay.sum-1-09'],
    change: (right) => ({
      credit: (payment, desk) => {
        const tiyn = payment.sum % 100n;
        right.credit({ ...payment, sum: tiyn === 8n || tiyn === 9n ? payment.sum - tiyn : payment.sum }, desk);
      },
    }),
  },
  {
    name: 'credits-swapped-at-once',
    chapter: 'pay',
    bugClass: 'shared state',
    effect: 'Of two payments at work at once each goes to the other’s account: totals agree, and two payers wait.',
    cases: ['pay.two-accounts-at-once'],
    also: ['*'],
    kinds: balance,
    change: (right) => {
      const atWork = new Set<Payment>();
      const astray = new Map<Payment, string>();
      return {
        settle: async (payment, call, desk) => {
          atWork.add(payment);
          await desk.wait(20);
          atWork.delete(payment);
          const other = [...atWork].find(({ account }) => account !== payment.account);
          if (other && !astray.has(payment)) {
            atWork.delete(other);
            astray.set(payment, other.account).set(other, payment.account);
          }
          const account = astray.get(payment);
          if (account === undefined) return right.settle(payment, call, desk);
          desk.hooks.credit({ ...payment, account }, desk);
        },
      };
    },
  },
  {
    name: 'check-holds-balance',
    chapter: 'check',
    bugClass: 'state in check',
    effect: 'A check holds the nominal sum on the account until it is paid: whoever only looks has less than before.',
    cases: ['check.credits-nothing'],
    kinds: balance,
    change: (right) => ({
      check: async (asked, call, desk) => {
        const decision = await right.check(asked, call, desk);
        const payee = desk.books.payees.get(asked.account ?? '');
        const sum = desk.hooks.sum(asked.sum);
        if (payee && sum !== undefined && decision.result === Result.ok && !desk.hooks.recall(asked, call, desk)) payee.received -= sum;
        return decision;
      },
    }),
  },
] as const satisfies readonly Fault[];

/** The payment whose number this one is a part of: `LIKE '%…%'`. */
function partOf(number: string | undefined, { books }: Desk): Payment | undefined {
  return number ? [...books.payments.values()].find(({ txn_id }) => txn_id.includes(number)) : undefined;
}

/** Answers as usual, and leaves out the credit of some payments. */
function creditsUnless(lost: (payment: Payment, desk: Desk, before: readonly (Payment & { at: number })[]) => boolean): Change {
  return (right) => {
    const before: (Payment & { at: number })[] = [];
    return {
      credit: (payment, desk) => {
        const isLost = lost(payment, desk, before);
        before.push({ ...payment, at: desk.now() });
        if (!isLost) right.credit(payment, desk);
      },
    };
  };
}
