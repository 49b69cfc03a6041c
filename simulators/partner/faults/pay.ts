import { bookDay, formatSum, Result, txnDate } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

const chapter = 'pay';

export const PAY_FAULTS = [
  {
    name: 'credits-double',
    chapter,
    bugClass: 'double credit',
    effect: 'The partner gives the service twice for one payment.',
    cases: [
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'pay.after-check',
      'pay.credits',
      'pay.sum-0-29',
      'pay.sum-1-10',
      'pay.sum-1-15',
      'pay.sum-19-99',
      'pay.sum-4-35',
      'pay.sum-large',
      'pay.two-payments',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
      'transport.extra-fields-in-pay',
    ],
    change: (right) => ({
      credit: (payment, desk) => {
        right.credit(payment, desk);
        right.credit(payment, desk);
      },
    }),
  },
  {
    name: 'credits-nothing',
    chapter,
    bugClass: 'lost credit',
    effect: 'The payer paid, is told that all is well, and gets nothing.',
    cases: [
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'pay.after-check',
      'pay.credits',
      'pay.sum-0-29',
      'pay.sum-1-10',
      'pay.sum-1-15',
      'pay.sum-19-99',
      'pay.sum-4-35',
      'pay.sum-large',
      'pay.two-payments',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
      'transport.extra-fields-in-pay',
    ],
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
    cases: ['pay.sum-0-29', 'pay.sum-1-10', 'pay.sum-1-15', 'pay.sum-19-99', 'pay.sum-4-35', 'pay.sum-large'],
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum - (payment.sum % 100n) }, desk) }),
  },
  {
    name: 'credits-tenge-as-tiyn',
    chapter,
    bugClass: 'unit confusion',
    effect: 'The payer gets a hundredth of what was paid.',
    cases: [
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'pay.after-check',
      'pay.credits',
      'pay.sum-0-29',
      'pay.sum-1-10',
      'pay.sum-1-15',
      'pay.sum-19-99',
      'pay.sum-4-35',
      'pay.sum-large',
      'pay.two-payments',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
      'transport.extra-fields-in-pay',
    ],
    kinds: balance,
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, sum: payment.sum / 100n }, desk) }),
  },
  {
    name: 'needs-check-first',
    chapter,
    bugClass: 'state between requests',
    effect: 'Payments are refused that were checked earlier, or by another node of the operator.',
    cases: ['pay.without-check'],
    also: [
      'pay.every-payment-credited',
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'answers.txn-id-in-pay',
      'pay.two-payments',
      'repeats.after-other-payments',
    ],
    change: (right) => {
      const checked = new Set<string>();
      return {
        check: (asked, call, desk) => {
          checked.add(asked.account ?? '');
          return right.check(asked, call, desk);
        },
        pay: (asked, call, desk) => {
          const allowed = checked.delete(asked.account ?? '') || desk.hooks.recall(asked, call, desk); // a check is good for one pay
          return allowed ? right.pay(asked, call, desk) : refuse(5, 'Сначала нужна проверка');
        },
      };
    },
  },
  {
    name: 'needs-check-of-same-number',
    chapter,
    bugClass: 'state between requests',
    effect: 'Payments are refused whose check had a number of its own.',
    cases: [
      'answers.txn-id-in-pay',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'pay.credits',
      'pay.dated-midnight',
      'pay.dated-yesterday',
      'pay.every-payment-credited',
      'pay.other-number-than-check',
      'pay.sum-0-29',
      'pay.sum-1-10',
      'pay.sum-1-15',
      'pay.sum-19-99',
      'pay.sum-4-35',
      'pay.sum-large',
      'pay.two-payments',
      'pay.without-check',
      'repeats.at-once',
      'transport.extra-fields-in-pay',
    ],
    // A check for another case may come between the check and the pay of these.
    also: ['answers.txn-id-neighbours', 'pay.different-at-once', 'pay.after-check', 'repeats.after-check-and-pay'],
    change: (right) => {
      const numbers = new Map<string, string>();
      return {
        check: (asked, call, desk) => {
          numbers.set(asked.account ?? '', asked.txn_id ?? '');
          return right.check(asked, call, desk);
        },
        pay: (asked, call, desk) => {
          const checked = numbers.get(asked.account ?? '') ?? asked.txn_id; // no check at all is another fault
          if (checked !== asked.txn_id && !desk.hooks.recall(asked, call, desk)) return refuse(5, 'Номер не проверен');
          numbers.delete(asked.account ?? '');
          return right.pay(asked, call, desk);
        },
      };
    },
  },
  {
    name: 'unknown-account-paid',
    chapter,
    bugClass: 'no lookup',
    effect: 'Money for an account that does not exist is taken and credited to nobody who asked for it.',
    cases: ['pay.unknown-refused'],
    change: (right) => ({
      find: (asked, desk) => {
        const known = right.find(asked, desk);
        return known ?? (asked.command === 'pay' && asked.account ? { account: asked.account, received: 0n, state: 'open' } : undefined);
      },
    }),
  },
  {
    name: 'unknown-refused-with-5',
    chapter,
    bugClass: 'wrong code',
    effect: 'The payer is told of a failure of the partner instead of a wrong account.',
    cases: ['pay.unknown-refused'],
    remark: true,
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const decision = await right.pay(asked, call, desk);
        return decision.result === Result.notFound ? refuse(5, 'Ошибка') : decision;
      },
    }),
  },
  {
    name: 'refuses-yesterday',
    chapter,
    bugClass: 'own clock',
    effect: 'Payments made before midnight and sent after it are refused, though the payer has paid.',
    cases: ['pay.dated-yesterday'],
    change: (right) => ({ isDate: (text, desk) => right.isDate(text, desk) && bookDay(text ?? '') >= bookDay(txnDate(desk.now())) }),
  },
  {
    name: 'refuses-29-february',
    chapter,
    bugClass: 'calendar',
    effect: 'On the leap day every payment is refused.',
    cases: ['pay.dated-29-february'],
    remark: true,
    change: (right) => ({ isDate: (text, desk) => right.isDate(text, desk) && text?.slice(4, 8) !== '0229' }),
  },
  {
    name: 'books-by-own-clock',
    chapter,
    bugClass: 'own clock',
    effect: 'Payments around midnight stand on different days in the two books, and the reconciliation never closes.',
    cases: [],
    change: (right) => ({ credit: (payment, desk) => right.credit({ ...payment, txn_date: txnDate(desk.now()) }, desk) }),
  },
  {
    name: 'processing-for-ever',
    chapter,
    bugClass: 'never final',
    effect: 'The payer’s money hangs: the payment is neither done nor refused, however often it is asked.',
    cases: [
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'pay.processing-ends',
    ],
    change: () => ({
      settle: (payment) => {
        payment.result = Result.processing;
      },
    }),
  },
  {
    name: 'processing-credits-each-ask',
    chapter,
    bugClass: 'double credit',
    effect: 'The partner gives the service again each time that the operator asks for the outcome.',
    cases: [
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'pay.after-check',
      'pay.credits',
      'pay.sum-0-29',
      'pay.sum-1-10',
      'pay.sum-1-15',
      'pay.sum-19-99',
      'pay.sum-4-35',
      'pay.sum-large',
      'pay.two-payments',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
      'transport.extra-fields-in-pay',
    ],
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
    name: 'echoes-other-sum',
    chapter,
    bugClass: 'fee deducted',
    effect: 'The answer states the sum less the partner’s fee, and the operator sees every payment short.',
    cases: ['answers.sum-value'],
    change: (right) => ({
      answer: (asked, decision, desk) =>
        right.answer(asked, decision.sum === undefined ? decision : { ...decision, sum: decision.sum - decision.sum / 50n }, desk),
    }),
  },
] as const satisfies readonly Fault[];
