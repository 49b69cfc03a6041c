import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { readQuery } from '../../../protocol/index.ts';
import type { Change, Reply } from '../desk.ts';
import type { Fault } from './fault.ts';

const chapter = 'transport';
const bugClass = 'spoofable source';

/** The operator's own address is allowed too: it is the first that a forger would write. */
const options = { allow: ['127.0.0.1', '194.187.247.152'] };

export const TRANSPORT_FAULTS = [
  {
    name: 'query-order-matters',
    chapter,
    bugClass: 'positional parsing',
    effect: 'Payers whose request names its parameters in another order are refused, though they exist.',
    cases: ['transport.command-last', 'transport.fields-reversed'],
    change: (right) => ({
      read: (query, call, desk) => {
        const [command, txn_id, account, sum, txn_date] = [...readQuery(query).fields.values()].flat();
        return { ...right.read(query, call, desk), command, txn_id, account, sum, txn_date };
      },
    }),
  },
  {
    name: 'extra-fields-refused',
    chapter,
    bugClass: 'closed parsing',
    effect: 'All payments of the partner stop on the day the operator adds a field.',
    cases: ['transport.extra-fields-in-check', 'transport.extra-fields-in-pay'],
    change: (right) => ({ flaw: (asked, desk) => (asked.extra.length > 0 ? `Неизвестный параметр ${asked.extra[0]}` : right.flaw(asked, desk)) }),
  },
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
    name: 'needs-user-agent',
    chapter,
    bugClass: 'firewall rule',
    effect: 'Every payment is refused when the operator’s system sends no User-Agent, which no clause promises.',
    cases: ['transport.no-user-agent'],
    change: (right) => ({ admit: (call, desk) => (call.req.headers['user-agent'] ? right.admit(call, desk) : 403) }),
  },
  {
    name: 'needs-accept',
    chapter,
    bugClass: 'content negotiation',
    effect: 'Every payment is refused when the operator’s system sends no Accept, which no clause promises.',
    cases: ['transport.no-accept'],
    change: (right) => ({ admit: (call, desk) => (call.req.headers.accept ? right.admit(call, desk) : 406) }),
  },
  {
    name: 'believes-x-forwarded-for',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into X-Forwarded-For credits any account without money.',
    cases: ['transport.outside-with-x-forwarded-for'],
    options,
    change: believes('x-forwarded-for'),
  },
  {
    name: 'believes-forwarded',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into Forwarded credits any account without money.',
    cases: ['transport.outside-with-forwarded'],
    options,
    change: believes('forwarded'),
  },
  {
    name: 'believes-x-real-ip',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into X-Real-IP credits any account without money.',
    cases: ['transport.outside-with-x-real-ip'],
    options,
    change: believes('x-real-ip'),
  },
  {
    name: 'believes-client-ip',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into Client-IP credits any account without money.',
    cases: ['transport.outside-with-client-ip'],
    options,
    change: believes('client-ip'),
  },
  {
    name: 'believes-true-client-ip',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into True-Client-IP credits any account without money.',
    cases: ['transport.outside-with-true-client-ip'],
    options,
    change: believes('true-client-ip'),
  },
  {
    name: 'no-allow-list',
    chapter,
    bugClass: 'no authentication',
    effect: 'Anyone who finds the address of the endpoint credits any account without money.',
    cases: [
      'transport.outside-refused',
      'transport.outside-with-client-ip',
      'transport.outside-with-forwarded',
      'transport.outside-with-true-client-ip',
      'transport.outside-with-x-forwarded-for',
      'transport.outside-with-x-real-ip',
    ],
    options,
    change: () => ({ admit: () => undefined }),
  },
  {
    name: 'gzip-unasked',
    chapter,
    bugClass: 'content negotiation',
    effect: 'The operator cannot read the answers, so credited payments stay open and are asked again and again.',
    cases: ['answers.compression'],
    change: (right) => ({
      send: (call, reply, desk) =>
        right.send(call, { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body: gzipSync(reply.body) }, desk),
    }),
  },
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
] as const satisfies readonly Fault[];

/** Takes the first address of the header for the caller's own; without the header, the socket's. */
function believes(header: string): Change {
  return (right) => ({
    admit: (call, desk) => {
      const said = String(call.req.headers[header] ?? '')
        .replace(/^.*?for="?\[?/i, '')
        .split(/[,;"\]]/)[0]
        ?.trim();
      return said ? right.admit({ ...call, remote: said }, desk) : right.admit(call, desk);
    },
  });
}
