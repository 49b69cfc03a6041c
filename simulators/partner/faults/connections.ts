import type { Socket } from 'node:net';
import { Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Change, Call, Reply } from '../desk.ts';
import { plain } from '../write.ts';
import type { Fault } from './fault.ts';
import { EVERY_CUT_TOGETHER } from './seen-by.ts';
import { RACE_MS } from './tools.ts';

const chapter = 'transport';

/** Of the checks that come on a fresh connection every so many is torn down; the next ask gets through. */
const TORN_EVERY = 3;
const BAN_MS = 1_000;

/** What goes from one request to the next, and must not. */
export const CONNECTION_FAULTS = [
  {
    name: 'answer-per-connection',
    chapter,
    bugClass: 'state per connection',
    effect:
      'The second request on a kept connection is done but gets the first one’s answer, so the operator books a payment under another’s result.',
    cases: ['transport.own-answers', 'answers.txn-id-echoed'],
    also: ['*'],
    change: (right) => {
      const first = new WeakMap<Socket, Reply>();
      return {
        serve: async (call, desk) => {
          const reply = await right.serve(call, desk);
          const kept = first.get(call.req.socket);
          if (!kept) first.set(call.req.socket, reply);
          return kept ?? reply;
        },
      };
    },
  },
  {
    name: 'global-request',
    chapter,
    bugClass: 'shared state',
    effect: 'The number of the request stands in one place for all, and under load payers get each other’s answers.',
    cases: ['answers.txn-id-echoed'],
    also: ['answers.*', 'transport.own-answers'],
    change: (right) => {
      let current: string | undefined;
      return {
        serve: async (call, desk) => {
          current = right.read(call.query, call, desk).txn_id;
          await desk.wait(desk.delayMs ?? RACE_MS / 10);
          return right.serve(call, desk);
        },
        answer: (asked, decision, desk) => right.answer({ ...asked, txn_id: current }, decision, desk),
      };
    },
  },
  {
    name: 'first-request-refused',
    chapter,
    bugClass: 'state per connection',
    effect: 'The first request on a connection is refused while the session is made, so whoever connects anew for each payment never pays.',
    cases: ['transport.new-connection', 'transport.closing-connection', 'transport.kept-connection'],
    also: ['*'],
    change: byTurn(
      (turn) => turn === 1,
      (_call) => undefined,
    ),
  },
  {
    name: 'second-request-refused',
    chapter,
    bugClass: 'state per connection',
    effect: 'The second request on a kept connection is taken for a part of the first, and a payment is refused that is right.',
    cases: ['transport.kept-connection', 'answers.http-200'],
    also: ['*'],
    change: byTurn(
      (turn) => turn > 1,
      () => plain(400, 'Bad Request\n'),
    ),
  },
  {
    name: 'closing-refused',
    chapter,
    bugClass: 'HTTP headers',
    effect: 'Requests that say Connection: close are refused, as any client may say it.',
    cases: [
      'answers.edition',
      'answers.http-200',
      'repeats.at-once',
      'repeats.at-once-afterwards',
      'repeats.changed-at-once',
      'repeats.on-a-new-connection',
      'transport.closing-connection',
    ],
    also: [...EVERY_CUT_TOGETHER, 'repeats.beside-its-check'],
    change: (right) => ({
      serve: (call, desk) => (call.req.headers.connection?.toLowerCase() === 'close' ? plain(400, 'Bad Request\n') : right.serve(call, desk)),
    }),
  },
  {
    name: 'tears-some-connections',
    chapter,
    bugClass: 'no answer',
    effect: 'Now and then a connection is closed in place of an answer, and the payer waits until the operator has asked again.',
    cases: ['transport.every-request-answered'],
    remark: true,
    change: (right) => {
      const known = new WeakSet<Socket>();
      let checks = 0;
      return {
        send: (call, reply, desk) => {
          const { socket } = call.req;
          // On a kept connection it would look like one that was idle for too long, which is allowed.
          const fresh = !known.has(socket);
          known.add(socket);
          const torn = fresh && isCheck(call) && reply.status === 200 && ++checks % TORN_EVERY === 0;
          return torn ? void socket.destroy() : right.send(call, reply, desk);
        },
      };
    },
  },
  {
    name: 'one-connection-at-a-time',
    chapter,
    bugClass: 'connection limit',
    effect: 'Whoever opens a connection and sends nothing stops all payments, by ill will or because a phone has lost its network.',
    cases: ['transport.beside-silent-connections'],
    slow: true,
    change: (right) => {
      const turns = new WeakMap<Socket, Promise<unknown>>();
      let last: Promise<unknown> = Promise.resolve();
      return {
        connected: (socket) => {
          turns.set(socket, last);
          last = Promise.all([last, new Promise((resolve) => socket.once('close', resolve))]);
        },
        serve: async (call, desk) => {
          await Promise.race([turns.get(call.req.socket), desk.wait(60_000)]);
          return right.serve(call, desk);
        },
        // A connection that is kept would be the only one ever served.
        send: (call, reply, desk) => right.send(call, { ...reply, headers: { ...reply.headers, connection: 'close' } }, desk),
      };
    },
  },
  {
    name: 'bans-after-empty-connections',
    chapter: 'broken-connections',
    bugClass: 'firewall rule',
    effect: 'A few connections that break before their request lock the operator out, and payments of the next minutes are lost.',
    cases: ['broken-connections.nothing-sent'],
    also: ['*'],
    change: (right) => {
      let empty = 0;
      let until = 0;
      return {
        connected: (socket) => {
          socket.once('close', () => {
            // The preflight looks whether the port is open, so one alone may not ban.
            if (socket.bytesRead === 0 && ++empty > 2) until = performance.now() + BAN_MS;
          });
        },
        serve: async (call, desk) => {
          await desk.wait(desk.delayMs ?? 20); // the guard reads its log, where the broken connections have to stand by now
          return performance.now() < until ? plain(403, 'Forbidden\n') : right.serve(call, desk);
        },
      };
    },
  },
] as const satisfies readonly Fault[];

const isCheck = ({ query }: Call) => /(^|&)command=check(&|$)/.test(query);

/** Refuses the requests on a connection whose turn is this; code 5 where no reply is given. */
function byTurn(which: (turn: number) => boolean, reply: (call: Call) => Reply | undefined): Change {
  const turns = new WeakMap<Socket, number>();
  return (right) => ({
    serve: (call, desk) => {
      const turn = (turns.get(call.req.socket) ?? 0) + 1;
      turns.set(call.req.socket, turn);
      if (!which(turn)) return right.serve(call, desk);
      const decision = refuse(Result.error, 'Нет сессии');
      return reply(call) ?? right.reply(right.answer(right.read(call.query, call, desk), decision, desk), decision, call, desk);
    },
  });
}
