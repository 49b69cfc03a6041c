import type { Fault } from './fault.ts';
import { EXPLORE_MS } from './tools.ts';

const chapter = 'exploration';

/** Defects that show in a sequence of requests for which no case is written, so that only chance, drawn often, meets them. */
export const SEQUENCE_FAULTS = [
  {
    name: 'check-after-repeat-wipes',
    chapter,
    bugClass: 'state between requests',
    effect: 'A payment that was repeated once and then checked is forgotten, and the next repeat credits it again.',
    cases: ['exploration.sequences'],
    matrix: { cases: ['exploration'], exploreMs: EXPLORE_MS },
    change: (right) => {
      const repeated = new Set<string>();
      return {
        repeat: (payment, asked, desk) => {
          repeated.add(payment.txn_id);
          return right.repeat(payment, asked, desk);
        },
        check: (asked, call, desk) => {
          if (repeated.delete(asked.txn_id ?? '')) desk.books.payments.delete(desk.hooks.key(asked, call));
          return right.check(asked, call, desk);
        },
      };
    },
  },
] as const satisfies readonly Fault[];
