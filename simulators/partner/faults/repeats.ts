import type { Socket } from 'node:net';
import { parseSum, Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Fault } from './fault.ts';
import { balance, RACE_MS } from './tools.ts';

const chapter = 'repeats';
const again = 'The partner gives the service again when the operator asks for an outcome that it did not hear.';

export const REPEAT_FAULTS = [
  {
    name: 'repeat-answered-3',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as refused: the payer gets the money back and the service too.',
    cases: [
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.at-the-end',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
    ],
    kinds: balance,
    change: () => ({ repeat: () => refuse(Result.paid, 'Уже оплачено') }),
  },
  {
    name: 'repeat-answered-5',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as failed: the payer gets the money back and the service too.',
    cases: [
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
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
    cases: [
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.at-the-end',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
    ],
    change: (right) => ({
      repeat: async (payment, asked, desk) => ({ ...(await right.repeat(payment, asked, desk)), prv_txn: desk.hooks.prvTxn(desk) }),
    }),
  },
  {
    name: 'repeat-echoes-new-sum',
    chapter,
    bugClass: 'repeat differs',
    effect: 'The answer confirms a sum that was never credited.',
    cases: ['repeats.with-another-sum'],
    change: (right) => ({
      repeat: async (payment, asked, desk) => ({ ...(await right.repeat(payment, asked, desk)), sum: parseSum(asked.sum ?? '') ?? payment.sum }),
    }),
  },
  {
    name: 'repeat-without-prv-txn',
    chapter,
    bugClass: 'repeat differs',
    effect: 'A payment whose first answer was lost never gets the partner’s number.',
    cases: [
      'answers.prv-txn-present',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'repeats.after-a-check',
      'repeats.after-a-refused-pay',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.after-other-payments',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.at-the-end',
      'repeats.five-times',
      'repeats.in-turn',
      'repeats.on-a-new-connection',
      'repeats.with-another-account',
      'repeats.with-another-date',
      'repeats.with-another-sum',
    ],
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
    cases: [
      'repeats.at-the-end',
      'broken-connections.after-sending',
      'broken-connections.byte-at-a-time',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
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
    ],
    change: (right) => ({
      repeat: (payment, asked, desk) => {
        desk.hooks.credit(payment, desk);
        return right.repeat(payment, asked, desk);
      },
    }),
  },
  {
    name: 'no-lock',
    chapter,
    bugClass: 'race',
    effect: 'Repeats that come at once are each credited.',
    cases: [
      'broken-connections.after-sending',
      'broken-connections.half-closed',
      'broken-connections.while-processing',
      'repeats.at-once',
      'repeats.at-the-end',
    ],
    kinds: balance,
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const known = desk.hooks.recall(asked, call, desk);
        await desk.wait(desk.delayMs ?? RACE_MS);
        if (known) return desk.hooks.repeat(known, asked, desk);
        desk.books.payments.delete(desk.hooks.key(asked, call)); // does not look again
        return right.pay(asked, call, desk);
      },
    }),
  },
  {
    name: 'losers-of-the-race-refused',
    chapter,
    bugClass: 'race',
    effect: 'A repeat that comes while the first is at work reads as failed: the payer gets the money back and the service too.',
    cases: ['broken-connections.half-closed', 'broken-connections.while-processing', 'repeats.at-once', 'repeats.at-once-afterwards'],
    change: (right) => {
      const atWork = new Set<string>();
      return {
        pay: async (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          if (atWork.has(key)) return refuse(Result.error, 'Запрос уже обрабатывается');
          atWork.add(key);
          await desk.wait(desk.delayMs ?? RACE_MS);
          atWork.delete(key);
          return right.pay(asked, call, desk);
        },
      };
    },
  },
  {
    name: 'memory-of-last-payment',
    chapter,
    bugClass: 'short memory',
    effect: again,
    cases: ['repeats.after-other-payments', 'repeats.at-the-end'],
    also: ['repeats.*', 'broken-connections.*'],
    change: (right) => ({
      remember: (payment, asked, call, desk) => {
        desk.books.payments.clear();
        right.remember(payment, asked, call, desk);
      },
    }),
  },
  {
    name: 'memory-per-connection',
    chapter,
    bugClass: 'state per connection',
    effect: again,
    cases: [
      'broken-connections.after-sending',
      'broken-connections.half-closed',
      'broken-connections.in-mid-answer',
      'broken-connections.while-processing',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.at-the-end',
      'repeats.on-a-new-connection',
    ],
    // A repeat on a kept connection may find that of the first pay in use by another case.
    also: ['repeats.*', 'broken-connections.*'],
    change: (right) => {
      const numbers = new WeakMap<Socket, number>();
      let next = 1;
      return {
        key: (asked, call) => {
          const number = numbers.get(call.req.socket) ?? next++;
          numbers.set(call.req.socket, number);
          return `${number}/${right.key(asked, call)}`;
        },
      };
    },
  },
  {
    name: 'memory-of-3-seconds',
    chapter,
    bugClass: 'short memory',
    effect: again,
    cases: [],
    change: (right) => {
      const at = new Map<string, number>();
      return {
        remember: (payment, asked, call, desk) => {
          at.set(desk.hooks.key(asked, call), desk.now());
          right.remember(payment, asked, call, desk);
        },
        recall: (asked, call, desk) => {
          const since = at.get(desk.hooks.key(asked, call));
          return since !== undefined && desk.now() - since <= (desk.delayMs ?? 3_000) ? right.recall(asked, call, desk) : undefined;
        },
      };
    },
  },
  {
    name: 'key-includes-sum',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.with-another-sum'],
    kinds: balance,
    change: (right) => ({ key: (asked, call) => `${right.key(asked, call)}/${asked.sum}` }),
  },
  {
    name: 'key-includes-account',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.with-another-account'],
    change: (right) => ({ key: (asked, call) => `${right.key(asked, call)}/${asked.account}` }),
  },
  {
    name: 'key-includes-txn-date',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.with-another-date'],
    change: (right) => ({ key: (asked, call) => `${right.key(asked, call)}/${asked.txn_date}` }),
  },
  {
    name: 'key-through-double',
    chapter,
    bugClass: 'precision loss',
    effect: 'Two payments whose numbers differ in the last digits are taken for one: the second payer paid and got nothing.',
    cases: ['answers.txn-id-neighbours', 'answers.prv-txn-unique'],
    also: ['*'],
    change: (right) => ({ key: (asked, call) => String(Number(right.key(asked, call))) }),
  },
  {
    name: 'check-wipes-payment',
    chapter,
    bugClass: 'check taken for pay',
    effect: again,
    cases: ['repeats.after-a-check', 'repeats.after-a-refused-request', 'repeats.after-check-and-pay', 'repeats.at-the-end'],
    change: (right) => ({
      check: (asked, call, desk) => {
        desk.books.payments.delete(desk.hooks.key(asked, call));
        return right.check(asked, call, desk);
      },
    }),
  },
  {
    name: 'refusal-clears-memory',
    chapter,
    bugClass: 'short memory',
    effect: again,
    cases: ['repeats.after-a-refused-request', 'repeats.at-the-end'],
    also: ['repeats.*', 'broken-connections.*'],
    change: (right) => ({
      decide: async (asked, call, desk) => {
        const decision = await right.decide(asked, call, desk);
        if (decision.result !== Result.ok) desk.books.payments.clear();
        return decision;
      },
    }),
  },
] as const satisfies readonly Fault[];
