import { parseSum, Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';
import { EVERY_BREAK, EVERY_REPEAT } from './seen-by.ts';

const chapter = 'repeats';

/** What a repeat is answered, and what it does. */
export const REPEAT_FAULTS = [
  {
    name: 'repeat-answered-3',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as refused: the payer gets the money back and the service too.',
    cases: [...EVERY_REPEAT, ...EVERY_BREAK],
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
      'repeats.at-the-end',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
    ],
    change: () => ({ repeat: () => refuse(Result.error, 'Повторный txn_id') }),
  },
  {
    name: 'new-prv-txn-on-repeat',
    chapter,
    bugClass: 'repeat differs',
    effect: 'One credit has several numbers, and a dispute names one that the partner does not know.',
    cases: [...EVERY_REPEAT, ...EVERY_BREAK],
    change: (right) => ({
      repeat: async (payment, asked, desk) => ({ ...(await right.repeat(payment, asked, desk)), prv_txn: desk.hooks.prvTxn(desk) }),
    }),
  },
  {
    name: 'repeat-echoes-new-sum',
    chapter,
    bugClass: 'repeat differs',
    effect: 'The answer confirms a sum that was never credited.',
    cases: ['repeats.with-another-sum', 'repeats.with-everything-else'],
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
    also: [...EVERY_BREAK], // whose first answer comes through only where the partner is quick
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
    change: (right) => ({
      repeat: (payment, asked, desk) => {
        desk.hooks.credit(payment, desk);
        return right.repeat(payment, asked, desk);
      },
    }),
  },
] as const satisfies readonly Fault[];
