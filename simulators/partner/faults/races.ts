import { Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Fault } from './fault.ts';
import { balance, RACE_MS } from './tools.ts';

const chapter = 'repeats';

/** Requests that come at once. */
export const RACE_FAULTS = [
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
] as const satisfies readonly Fault[];
