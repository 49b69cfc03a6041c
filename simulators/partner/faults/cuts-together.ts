import { refuse } from '../decide.ts';
import type { Call } from '../desk.ts';
import { AT_WORK_MS } from './broken-connections.ts';
import type { Fault } from './fault.ts';
import { balance, hasLeft } from './tools.ts';

/** What a caller who leaves does to others, and many who leave to all. */

const chapter = 'broken-connections';

/** What a pool of connections to a database often holds. */
const PLACES = 10;

export const CUT_TOGETHER_FAULTS = [
  {
    name: 'waiters-start-anew',
    chapter,
    bugClass: 'double credit',
    effect: 'When the first caller leaves, each repeat that waits for the work begins it anew: the payment is credited as often as it was repeated.',
    cases: ['broken-connections.cut-among-repeats'],
    also: ['broken-connections.*', 'repeats.at-the-end'], // of many cuts too some are repeats that wait
    kinds: balance,
    change: (right) => {
      const atWork = new Map<string, Promise<boolean>>();
      return {
        pay: async (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          const others = atWork.get(key);
          if (others) {
            // Each looked before the first one left, and none looks again.
            if (!(await others)) desk.books.payments.delete(key);
            return right.pay(asked, call, desk);
          }
          if (desk.hooks.recall(asked, call, desk)) return right.pay(asked, call, desk);
          const work = desk.wait(desk.delayMs ?? AT_WORK_MS).then(() => !hasLeft(call));
          atWork.set(key, work);
          const isAwaited = await work;
          atWork.delete(key);
          return isAwaited ? right.pay(asked, call, desk) : refuse(5, 'Клиент отключился');
        },
      };
    },
  },
  {
    name: 'cut-tears-others',
    chapter,
    bugClass: 'crash',
    effect: 'The process ends over a caller who left, and starts again: every other payment at work is left without an answer.',
    cases: ['broken-connections.beside-others'],
    also: ['*'], // whatever is at work beside a cut
    kinds: balance,
    change: (right) => {
      const open = new Set<Call>();
      return {
        serve: async (call, desk) => {
          open.add(call);
          try {
            return await right.serve(call, desk);
          } finally {
            open.delete(call);
          }
        },
        settle: async (payment, call, desk) => {
          desk.hooks.credit(payment, desk);
          for (const until = desk.now() + (desk.delayMs ?? AT_WORK_MS); desk.now() < until; await desk.wait(5)) {
            if (!hasLeft(call)) continue;
            for (const { req } of open) req.socket.destroy();
            return;
          }
        },
      };
    },
  },
  {
    name: 'cut-keeps-its-place',
    chapter,
    bugClass: 'resource leak',
    effect: 'A caller who leaves keeps a connection of the pool for good: after ten of them the endpoint answers nobody.',
    cases: ['broken-connections.many-cut'],
    matrix: { cases: ['broken-connections.many-cut'] },
    change: (right) => {
      let left = PLACES;
      return {
        serve: async (call, desk) => {
          while (left <= 0 && !hasLeft(call)) await desk.wait(5);
          left -= 1;
          const reply = await right.serve(call, desk);
          if (!hasLeft(call)) left += 1;
          return reply;
        },
        pay: async (asked, call, desk) => {
          await desk.wait(desk.delayMs ?? AT_WORK_MS);
          return right.pay(asked, call, desk);
        },
      };
    },
  },
  {
    name: 'check-resets-pay-at-work',
    chapter: 'repeats',
    bugClass: 'double credit',
    effect: 'A check stores its number as new while the pay of that number is at work: the repeat is credited again.',
    cases: ['repeats.beside-its-check'],
    also: ['repeats.at-the-end'],
    change: (right) => {
      const atWork = new Set<string>();
      const reset = new Set<string>();
      return {
        check: (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          if (atWork.has(key)) reset.add(key);
          return right.check(asked, call, desk);
        },
        settle: async (payment, _, desk) => {
          atWork.add(payment.txn_id);
          desk.hooks.credit(payment, desk);
          await desk.wait(desk.delayMs ?? AT_WORK_MS);
          atWork.delete(payment.txn_id);
          if (reset.delete(payment.txn_id)) desk.books.payments.delete(payment.txn_id);
        },
      };
    },
  },
] as const satisfies readonly Fault[];
