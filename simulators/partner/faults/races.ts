import { Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Decision } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance, RACE_MS } from './tools.ts';

const chapter = 'repeats';

/** There one repeat follows one request: whether it comes in time to meet it depends on how busy the machine is. */
const CHANCE = ['broken-connections.*'] as const;

/** Requests that come at once. */
export const RACE_FAULTS = [
  {
    name: 'no-lock',
    chapter,
    bugClass: 'race',
    effect: 'Repeats that come at once are each credited.',
    cases: ['repeats.at-once', 'repeats.at-once-interleaved', 'repeats.at-once-ten-times', 'repeats.at-the-end', 'repeats.changed-at-once'],
    also: CHANCE,
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
    name: 'no-lock-one-time-in-five',
    chapter,
    bugClass: 'race',
    effect: 'Two of the repeats that come at once meet in the wrong moment now and then, and are both credited.',
    cases: ['repeats.at-once-ten-times'],
    also: ['*'],
    kinds: balance,
    change: (right) => {
      const late = new Set<string>();
      return {
        pay: async (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          if (BigInt(asked.txn_id ?? '0') % 5n !== 0n || late.has(key) || desk.hooks.recall(asked, call, desk)) return right.pay(asked, call, desk);
          late.add(key);
          await desk.wait(desk.delayMs ?? RACE_MS);
          desk.books.payments.delete(key); // does not look again
          return right.pay(asked, call, desk);
        },
      };
    },
  },
  {
    name: 'losers-of-the-race-refused',
    chapter,
    bugClass: 'race',
    effect: 'A repeat that comes while the first is at work reads as failed: the payer gets the money back and the service too.',
    cases: ['repeats.at-once', 'repeats.at-once-afterwards', 'repeats.at-once-interleaved', 'repeats.at-once-ten-times', 'repeats.changed-at-once'],
    also: CHANCE,
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
    name: 'lock-per-account',
    chapter,
    bugClass: 'race',
    effect: 'The lock is on the account and not on the number: one number that comes for two accounts at once is credited to both.',
    cases: ['repeats.changed-at-once'],
    also: ['answers.sum-value', 'repeats.at-the-end'], // the later of the two is what is remembered
    kinds: balance,
    change: (right) => {
      const locks = new Map<string, Promise<unknown>>();
      return {
        pay: (asked, call, desk) => {
          const account = asked.account ?? '';
          const inTurn = async () => {
            if (!desk.hooks.recall(asked, call, desk)) {
              await desk.wait(desk.delayMs ?? RACE_MS);
              desk.books.payments.delete(desk.hooks.key(asked, call)); // does not look again
            }
            return right.pay(asked, call, desk);
          };
          const turn = (locks.get(account) ?? Promise.resolve()).then(inTurn, inTurn);
          locks.set(account, turn);
          return turn;
        },
      };
    },
  },
  {
    name: 'single-slot',
    chapter,
    bugClass: 'race',
    effect: 'The number at work is kept in one variable, which the next number overwrites: a repeat that comes then is credited again.',
    cases: ['repeats.at-once-interleaved'],
    also: ['*'], // wherever the run has two payments at work at once
    kinds: balance,
    change: (right) => {
      let slot: { key: string; work: Promise<Decision> } | undefined;
      return {
        pay: async (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          while (slot?.key === key) await slot.work;
          if (desk.hooks.recall(asked, call, desk)) return right.pay(asked, call, desk);
          const credit = async () => {
            await desk.wait(desk.delayMs ?? RACE_MS);
            desk.books.payments.delete(key); // does not look again
            const decision = await right.pay(asked, call, desk);
            if (slot?.key === key) slot = undefined;
            return decision;
          };
          slot = { key, work: credit() };
          return slot.work;
        },
      };
    },
  },
] as const satisfies readonly Fault[];
