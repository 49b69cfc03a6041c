import { plain } from '../write.ts';
import type { Fault } from './fault.ts';

/** Only load shows these: one request after the other finds nothing wrong. */
const chapter = 'load';

/** Requests a second that are served; below what the load of a busy partner sends, above what a polite run needs. */
const SERVED_A_SECOND = 20;

export const LOAD_FAULTS = [
  {
    name: 'one-at-a-time',
    chapter,
    bugClass: 'no concurrency',
    effect: 'At a busy hour payments queue behind one another until the operator breaks them off.',
    cases: [],
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
    cases: [],
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
    cases: [],
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
    cases: [],
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
] as const satisfies readonly Fault[];
