import { setTimeout as sleep } from 'node:timers/promises';
import type { Change, Reply } from '../desk.ts';
import { plain } from '../write.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

/** Only load shows these: one request after the other finds nothing wrong. */
const chapter = 'load';

/** The matrix runs the chapter alone: the others would take long, or show what is not the point here. */
const alone = { cases: ['load'] } as const;

/** Each request takes this long, so that those which come at once are at work at once, also on a busy machine, milliseconds. */
const AT_WORK_MS = 60;

/** Counts requests at work; `busy` changes how one is served, `at` many at once. */
function whileAtWork(busy: (right: Parameters<Change>[0], atWork: () => number) => ReturnType<Change>): Change {
  return (right) => {
    let atWork = 0;
    const changed = { ...right, ...busy(right, () => atWork) };
    return {
      ...busy(right, () => atWork),
      serve: async (call, desk) => {
        atWork++;
        try {
          await desk.wait(desk.delayMs ?? AT_WORK_MS);
          return await changed.serve(call, desk);
        } finally {
          atWork--;
        }
      },
    };
  };
}

/** Requests a second that are served; below what the load of a busy partner sends, above what a polite run needs. */
const SERVED_A_SECOND = 20;

export const LOAD_FAULTS = [
  {
    name: 'one-at-a-time',
    chapter,
    bugClass: 'no concurrency',
    effect: 'At a busy hour payments queue behind one another until the operator breaks them off.',
    cases: ['load.in-parallel'],
    remark: true,
    matrix: { ...alone, delayMs: 60 },
    change: (right) => {
      let queue: Promise<unknown> = Promise.resolve();
      return {
        serve: (call, desk) => {
          const turn = queue.then(() => desk.wait(desk.delayMs ?? 1_000)).then(() => right.serve(call, desk));
          queue = turn.catch(() => {});
          return turn;
        },
      };
    },
  },
  {
    name: 'five-connections',
    chapter,
    bugClass: 'connection limit',
    effect: 'At a busy hour every payment past the fifth connection fails.',
    cases: ['load.served-at-once', 'load.no-errors'],
    matrix: alone,
    change: () => ({
      connected: (socket, open) => {
        if (open > 5) socket.destroy();
      },
    }),
  },
  {
    name: 'rate-limiter-429',
    chapter,
    bugClass: 'rate limit',
    effect: 'At a busy hour payments are turned away with HTTP 429, though the operator sends no more than was agreed.',
    cases: ['load.expected-rate'],
    also: ['load.served-at-once'],
    matrix: { ...alone, expectedPerMinute: 3_000 },
    change: (right) => {
      let second = 0;
      let served = 0;
      return {
        serve: (call, desk) => {
          const now = Math.floor(desk.now() / 1_000);
          if (now !== second) [second, served] = [now, 0];
          if (++served <= SERVED_A_SECOND) return right.serve(call, desk);
          const reply = plain(429, 'Too Many Requests\n');
          return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } };
        },
      };
    },
  },
  {
    name: 'slower-with-each-request',
    chapter,
    bugClass: 'leak',
    effect: 'Something grows with each request: answers take longer from hour to hour, until the operator breaks them off.',
    cases: ['load.steady'],
    remark: true,
    matrix: { ...alone, delayMs: 6 },
    change: (right) => {
      let waitMs = 0;
      return {
        serve: async (call, desk) => {
          waitMs += desk.delayMs ?? 1;
          await desk.wait(waitMs);
          return right.serve(call, desk);
        },
      };
    },
  },
  {
    name: 'eight-at-once',
    chapter,
    bugClass: 'worker pool',
    effect: 'At a busy hour payments are turned away with HTTP 503 as soon as eight are at work.',
    cases: ['load.served-at-once', 'load.no-errors'],
    matrix: alone,
    change: whileAtWork((right, atWork) => ({
      serve: (call, desk) => (atWork() > 8 ? plain(503, 'Service Unavailable\n') : right.serve(call, desk)),
    })),
  },
  {
    name: 'answers-crossed',
    chapter,
    bugClass: 'shared state',
    effect: 'At a busy hour two payers get each other’s answers, and a payment is booked under the result of another.',
    cases: ['load.right-answers'],
    also: ['load.repeats-afterwards'],
    matrix: alone,
    change: whileAtWork((right, atWork) => {
      let waiting: { reply: Reply; swap: (other: Reply) => void } | undefined;
      return {
        serve: async (call, desk) => {
          const reply = await right.serve(call, desk);
          if (waiting) {
            const { reply: other, swap } = waiting;
            waiting = undefined;
            swap(reply);
            return other;
          }
          if (atWork() < 8) return reply;
          const swapped = new Promise<Reply>((resolve) => (waiting = { reply, swap: resolve }));
          return Promise.race([swapped, desk.wait(1_000).then(() => reply)]);
        },
      };
    }),
  },
  {
    name: 'prv-txn-shared',
    chapter,
    bugClass: 'number race',
    effect: 'Payments that come at once get one prv_txn, and in a dispute nobody can tell which of them was credited.',
    cases: ['load.right-answers'],
    matrix: alone,
    change: whileAtWork((_right, atWork) => ({
      prvTxn: (desk) => String(atWork() > 4 ? desk.books.nextPrvTxn : desk.books.nextPrvTxn++),
    })),
  },
  {
    name: 'lost-update-under-load',
    chapter,
    bugClass: 'lost update',
    effect: 'Two payments to one account at once read the same balance, and the one that writes last takes the other’s money away.',
    cases: ['load.credited-once'],
    kinds: balance,
    matrix: alone,
    change: whileAtWork((right, atWork) => ({
      settle: async (payment, call, desk) => {
        const payee = desk.books.payees.get(payment.account);
        const before = payee?.received ?? 0n;
        const race = atWork() > 4;
        if (race) await sleep(RACE_MS);
        await right.settle(payment, call, desk);
        if (race && payee) payee.received = before + payment.sum;
      },
    })),
  },
  {
    name: 'credits-nothing-when-busy',
    chapter,
    bugClass: 'lost credit',
    effect: 'At a busy hour credits are handed to a queue that is full: they are answered 0 and dropped.',
    cases: ['load.credited-once'],
    kinds: balance,
    matrix: alone,
    change: whileAtWork((right, atWork) => ({
      credit: (payment, desk) => {
        if (atWork() <= 8) right.credit(payment, desk);
      },
    })),
  },
  {
    name: 'three-in-a-hundred-fail',
    chapter,
    bugClass: 'errors under load',
    effect: 'Of a hundred payments three end in HTTP 500, and the payers wait until the operator has asked again.',
    cases: ['load.no-errors'],
    also: ['load.served-at-once', 'load.repeats-afterwards'],
    matrix: alone,
    change: (right) => {
      let count = 0;
      return { serve: (call, desk) => (++count % 33 === 0 ? plain(500, 'Internal Server Error\n') : right.serve(call, desk)) };
    },
  },
  {
    name: 'left-waiting',
    chapter,
    bugClass: 'connection limit',
    effect: 'The eleventh connection is accepted and never served: its payment waits until the operator breaks it off.',
    cases: ['load.served-at-once', 'load.in-time', 'load.no-errors'],
    matrix: alone,
    slow: true,
    change: (right) => {
      const waiting = new WeakSet<object>();
      return {
        connected: (socket, open) => void (open > 10 && waiting.add(socket)),
        serve: (call, desk) => (waiting.has(call.req.socket) ? desk.wait(60_000).then(() => right.serve(call, desk)) : right.serve(call, desk)),
      };
    },
  },
  {
    name: 'repeats-forgotten-under-load',
    chapter,
    bugClass: 'memory under load',
    effect: 'Of payments that come at once some are not remembered, and when the operator repeats them they are credited again.',
    cases: ['load.repeats-afterwards'],
    also: ['repeats.at-the-end', 'ledger.*'],
    matrix: alone,
    change: whileAtWork((right, atWork) => ({
      remember: (payment, asked, call, desk) => {
        if (atWork() <= 8) right.remember(payment, asked, call, desk);
      },
    })),
  },
] as const satisfies readonly Fault[];

/** Long enough for the next payment to read the same balance. */
const RACE_MS = 10;
