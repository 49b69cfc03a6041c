import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import type { Change } from '../desk.ts';
import type { Fault } from './fault.ts';
import { hang } from './tools.ts';

const chapter = 'time';

/** Past the 15 s after which the operator breaks the connection (TP-2.timeout); milliseconds. */
export const LATE_MS = 16_000;
/** Answered in time, but the payer has waited. */
export const SLUGGISH_MS = 6_000;
/** One byte of the body after the other, this far apart, for twenty bytes. */
export const DRIP_MS = 1_000;
const DRIPS = 20;
const HUGE_BYTES = 50 * 2 ** 20;

const cutOff = 'The operator breaks off before the answer has come, so no payment is ever known to be done.';

export const TIME_FAULTS = [
  {
    name: 'answers-after-16-s',
    chapter,
    bugClass: 'too slow',
    effect: cutOff,
    cases: ['time.within-15-seconds', 'preflight.endpoint-answers'],
    slow: true,
    change: waits(LATE_MS),
  },
  {
    name: 'pays-after-16-s',
    chapter,
    bugClass: 'too slow',
    effect: 'Checks are quick and pays are cut off, so payments are credited whose outcome the operator does not know.',
    cases: ['time.within-15-seconds'],
    slow: true,
    change: waits(LATE_MS, /(^|&)command=pay(&|$)/),
  },
  {
    name: 'answers-after-6-s',
    chapter,
    bugClass: 'too slow',
    effect: 'Payers stand at the terminal and give up.',
    cases: ['time.under-5-seconds'],
    remark: true,
    slow: true,
    // Every answer of a run would take an hour; one shows it.
    matrix: { cases: ['check.payable-found', 'time.under-5-seconds'] },
    change: waits(SLUGGISH_MS),
  },
  {
    name: 'cold-start',
    chapter,
    bugClass: 'too slow',
    effect: 'After a pause the first payer waits until the application has started, and gives up.',
    cases: ['time.under-5-seconds'],
    remark: true,
    slow: true,
    change: (right) => {
      let started = false;
      return {
        send: async (call, reply, desk) => {
          if (!started) await desk.wait(desk.delayMs ?? SLUGGISH_MS);
          started = true;
          return right.send(call, reply, desk);
        },
      };
    },
  },
  {
    name: 'body-drips',
    chapter,
    bugClass: 'too slow',
    effect: 'The answer begins in time and ends too late, and the operator breaks off in the middle of it.',
    cases: ['time.no-dripping', 'preflight.endpoint-answers'],
    slow: true,
    change: () => ({
      send: async (call, { status, headers, body }, desk) => {
        const { res } = call;
        res.writeHead(status, { ...headers, 'content-length': body.length });
        for (let at = 0; at < DRIPS && !res.destroyed; at++) {
          res.write(body.subarray(at, at + 1));
          await desk.wait(desk.delayMs ?? DRIP_MS);
        }
        res.end(body.subarray(DRIPS));
      },
    }),
  },
  {
    name: 'hangs',
    chapter,
    bugClass: 'no answer',
    effect: 'Payments are credited, and the operator never hears of it.',
    cases: ['time.within-15-seconds', 'preflight.endpoint-answers'],
    slow: true,
    change: () => ({ send: (call, _reply, desk) => hang(call, desk) }),
  },
  {
    name: 'resets',
    chapter,
    bugClass: 'no answer',
    effect: 'Payments are credited, and the connection is reset in place of an answer.',
    cases: ['preflight.endpoint-answers'],
    undecided: true,
    change: () => ({
      send: ({ req: { socket } }) => {
        if (socket instanceof TLSSocket) socket.destroy(); // a reset can only be sent on a bare socket
        else socket.resetAndDestroy();
      },
    }),
  },
  {
    name: 'huge-answer',
    chapter,
    bugClass: 'unbounded answer',
    effect: 'An answer of 50 MB takes minutes on a slow line, and a careless reader’s memory with it.',
    cases: ['answers.size', 'preflight.endpoint-answers'],
    change: () => ({
      send: async ({ res }, { status, headers, body }) => {
        const text = body.toString();
        const at = Math.max(0, text.search(/<\/comment>|"\}?$/));
        const [head, tail] = [text.slice(0, at), text.slice(at)];
        res.writeHead(status, { ...headers, 'content-length': body.length + HUGE_BYTES });
        await pipeline(Readable.from(filled(head, tail)), res).catch(() => {}); // a caller may well go away
      },
    }),
  },
] as const satisfies readonly Fault[];

function waits(ms: number, which = /^/): Change {
  return (right) => ({
    send: async (call, reply, desk) => {
      if (which.test(call.query)) await desk.wait(desk.delayMs ?? ms);
      return right.send(call, reply, desk);
    },
  });
}

function* filled(head: string, tail: string): Generator<Buffer> {
  const block = Buffer.alloc(64 * 1024, 'x');
  yield Buffer.from(head);
  for (let sent = 0; sent < HUGE_BYTES; sent += block.length) yield block;
  yield Buffer.from(tail);
}
