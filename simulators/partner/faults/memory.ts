import type { Socket } from 'node:net';
import { Result } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

const chapter = 'repeats';
const again = 'The partner gives the service again when the operator asks for an outcome that it did not hear.';

/** By what, and for how long, a payment is remembered (TP-7.7). */
export const MEMORY_FAULTS = [
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
    cases: ['repeats.at-the-end'],
    also: ['repeats.*', 'broken-connections.*'],
    // A run against this machine is over within three seconds; a partner elsewhere needs longer.
    matrix: { delayMs: 250 },
    change: remembersFor(3_000),
  },
  {
    name: 'memory-of-30-seconds',
    chapter,
    bugClass: 'short memory',
    effect:
      'The operator asks for an outcome that it did not hear a minute later, when the partner has forgotten the payment, and it is credited again.',
    cases: ['repeats.minutes-later'],
    // On a busy machine a run is longer than this memory before it waits.
    also: ['repeats.*', 'broken-connections.*'],
    slow: true,
    matrix: { delayMs: 8_000, repeatAfter: 9 },
    change: remembersFor(30_000),
  },
  {
    name: 'key-includes-sum',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.changed-at-once', 'repeats.with-another-sum', 'repeats.with-everything-else'],
    kinds: balance,
    change: (right) => ({ key: (asked, call) => `${right.key(asked, call)}/${asked.sum}` }),
  },
  {
    name: 'key-unless-all-differs',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.at-the-end', 'repeats.with-everything-else'],
    change: (right) => ({
      recall: (asked, call, desk) => {
        const known = right.recall(asked, call, desk);
        const same = known && (known.account === asked.account || known.sum === desk.hooks.sum(asked.sum) || known.txn_date === asked.txn_date);
        return same ? known : undefined;
      },
    }),
  },
  {
    name: 'key-includes-account',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.changed-at-once', 'repeats.with-another-account', 'repeats.with-everything-else', 'repeats.with-unknown-account'],
    change: (right) => ({ key: (asked, call) => `${right.key(asked, call)}/${asked.account}` }),
  },
  {
    name: 'key-includes-txn-date',
    chapter,
    bugClass: 'wrong key',
    effect: again,
    cases: ['repeats.with-another-date', 'repeats.with-everything-else'],
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
    cases: [
      'broken-connections.asked-late',
      'repeats.after-a-check',
      'repeats.after-a-refused-request',
      'repeats.after-check-and-pay',
      'repeats.at-the-end',
    ],
    also: ['repeats.beside-its-check'],
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

/** A cache in the place of a table: a payment is forgotten so many milliseconds after it was first asked for. */
function remembersFor(ms: number): Change {
  return (right) => {
    const at = new Map<string, number>();
    return {
      remember: (payment, asked, call, desk) => {
        at.set(desk.hooks.key(asked, call), desk.now());
        right.remember(payment, asked, call, desk);
      },
      recall: (asked, call, desk) => {
        const since = at.get(desk.hooks.key(asked, call));
        return since !== undefined && desk.now() - since <= (desk.delayMs ?? ms) ? right.recall(asked, call, desk) : undefined;
      },
    };
  };
}
