import { parseSum, Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Payment } from '../books.ts';
import type { Call, Desk } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';
import { EVERY_BREAK, EVERY_CUT_TOGETHER, EVERY_REPEAT } from './seen-by.ts';

const chapter = 'repeats';

/** How long a payment is in processing, milliseconds. */
const PENDING_MS = 400;
/** On a busy machine too the repeat comes in that time. */
const PENDING = { delayMs: 1_000, cases: ['pay.credits', 'repeats.while-in-processing'] };

/** What a repeat is answered, and what it does. */
export const REPEAT_FAULTS = [
  {
    name: 'repeat-answered-3',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as refused: the payer gets the money back and the service too.',
    cases: [...EVERY_REPEAT, ...EVERY_BREAK],
    also: [...EVERY_CUT_TOGETHER],
    kinds: balance,
    change: () => ({ repeat: () => refuse(Result.paid, 'Уже оплачено') }),
  },
  {
    name: 'repeat-answered-5',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as failed: the payer gets the money back and the service too.',
    cases: [
      ...EVERY_BREAK,
      'broken-connections.repeat-cut',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-ten-times',
      'repeats.at-once-afterwards',
      'repeats.at-once-interleaved',
      'repeats.at-the-end',
      'repeats.beside-its-check',
      'repeats.changed-at-once',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
    ],
    also: [...EVERY_CUT_TOGETHER],
    change: () => ({ repeat: () => refuse(Result.error, 'Повторный txn_id') }),
  },
  {
    name: 'new-prv-txn-on-repeat',
    chapter,
    bugClass: 'repeat differs',
    effect: 'One credit has several numbers, and a dispute names one that the partner does not know.',
    cases: [...EVERY_REPEAT, ...EVERY_BREAK],
    also: [...EVERY_CUT_TOGETHER],
    change: (right) => ({
      repeat: async (payment, asked, desk) => ({ ...(await right.repeat(payment, asked, desk)), prv_txn: desk.hooks.prvTxn(desk) }),
    }),
  },
  {
    name: 'repeat-echoes-new-sum',
    chapter,
    bugClass: 'repeat differs',
    effect: 'The answer confirms a sum that was never credited.',
    cases: ['repeats.changed-at-once', 'repeats.with-another-sum', 'repeats.with-everything-else'],
    change: (right) => ({
      repeat: async (payment, asked, desk) => ({ ...(await right.repeat(payment, asked, desk)), sum: parseSum(asked.sum ?? '') ?? payment.sum }),
    }),
  },
  {
    name: 'repeat-without-prv-txn',
    chapter,
    bugClass: 'repeat differs',
    effect: 'A payment whose first answer was lost never gets the partner’s number.',
    cases: [...EVERY_REPEAT, 'answers.prv-txn-present', 'broken-connections.byte-at-a-time', 'broken-connections.half-closed'],
    also: [...EVERY_BREAK, ...EVERY_CUT_TOGETHER], // whose first answer comes through only where the partner is quick
    change: (right) => ({
      repeat: async (payment, asked, desk) => {
        const { prv_txn: _, ...rest } = await right.repeat(payment, asked, desk);
        return rest;
      },
    }),
  },
  {
    name: 'silent-second-credit',
    chapter,
    bugClass: 'double credit',
    effect: 'The repeat’s answer is right, and the partner has given the service twice.',
    cases: [...EVERY_REPEAT, ...EVERY_BREAK],
    also: [...EVERY_CUT_TOGETHER],
    change: (right) => ({
      repeat: (payment, asked, desk) => {
        desk.hooks.credit(payment, desk);
        return right.repeat(payment, asked, desk);
      },
    }),
  },
  {
    name: 'validates-first',
    chapter,
    bugClass: 'repeat refused',
    effect: 'The account is looked up before the number: the repeat of a credited payment whose account is closed meanwhile reads as refused.',
    cases: ['repeats.with-unknown-account'],
    change: (right) => ({
      repeat: (payment, asked, desk) =>
        desk.hooks.find(asked, desk) ? right.repeat(payment, asked, desk) : refuse(Result.notFound, 'Счёт не найден'),
    }),
  },
  {
    name: 'refused-repeat-0',
    chapter,
    bugClass: 'state of a refusal',
    effect: 'Every attempt is stored, and the repeat of a refused pay finds itself there: it is answered 0, and nobody is credited.',
    cases: ['repeats.refused-stays-refused'],
    also: ['repeats.at-the-end'],
    change: (right) => {
      const attempts = new Map<string, string | undefined>();
      return {
        pay: async (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          const sum = desk.hooks.sum(asked.sum);
          if (sum !== undefined && asked.account !== undefined && attempts.get(key) === asked.account)
            return { result: Result.ok, prv_txn: desk.hooks.prvTxn(desk), sum, comment: 'Платёж принят' };
          const decision = await right.pay(asked, call, desk);
          if (decision.result === Result.notFound) attempts.set(key, asked.account);
          return decision;
        },
      };
    },
  },
  {
    name: 'pending-overwritten',
    chapter,
    bugClass: 'state between requests',
    effect: 'A payment in processing takes the sum of its repeat: what is credited in the end is not what was paid.',
    cases: ['repeats.while-in-processing'],
    matrix: PENDING,
    kinds: balance,
    change: (right) => ({
      settle: settleLater,
      repeat: (payment, asked, desk) => {
        if (payment.result === Result.processing) payment.sum = desk.hooks.sum(asked.sum) ?? payment.sum;
        return right.repeat(payment, asked, desk);
      },
    }),
  },
  {
    name: 'check-resets-pending',
    chapter,
    bugClass: 'check taken for pay',
    effect: 'The check of a payment in processing closes it as new: it is credited, forgotten, and credited again when it is asked for.',
    cases: ['repeats.while-in-processing'],
    matrix: PENDING,
    kinds: balance,
    change: (right) => ({
      settle: settleLater,
      check: (asked, call, desk) => {
        const known = desk.hooks.recall(asked, call, desk);
        if (known?.result === Result.processing) desk.books.payments.delete(desk.hooks.key(asked, call)); // its job goes on
        return right.check(asked, call, desk);
      },
    }),
  },
] as const satisfies readonly Fault[];

/** Credits by a job of its own; the answer is 4 till then. */
function settleLater(payment: Payment, _call: Call, desk: Desk): void {
  payment.result = Result.processing;
  void desk.wait(desk.delayMs ?? PENDING_MS).then(() => {
    payment.result = Result.ok;
    desk.hooks.credit(payment, desk);
  });
}
