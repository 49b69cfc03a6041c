import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Call, Change } from '../desk.ts';
import type { Variation } from './variation.ts';

/** Long enough for the next request of a caller that sends one at once. */
const IDLE_MS = 30;

/** Other ways to put the same answer on the wire. */
export const HTTP_VARIATIONS = [
  { name: 'application-xml', what: 'Content-Type: application/xml', answers: ['xml'], change: contentType('application/xml; charset=utf-8') },
  { name: 'charset-upper-case', what: 'Content-Type: text/xml; charset="UTF-8"', answers: ['xml'], change: contentType('text/xml; charset="UTF-8"') },
  { name: 'no-charset', what: 'Content-Type: text/xml, the encoding left to the declaration', answers: ['xml'], change: contentType('text/xml') },
  {
    name: 'chunked',
    what: 'the body in chunks of 7 bytes, without Content-Length',
    change: () => ({
      send: ({ res }, { status, headers, body }) => {
        res.writeHead(status, headers);
        for (let at = 0; at < body.length; at += 7) res.write(body.subarray(at, at + 7));
        res.end();
      },
    }),
  },
  {
    name: 'connection-close',
    what: 'Connection: close after every answer',
    change: (right) => ({ send: (call, reply, desk) => right.send(call, { ...reply, headers: { ...reply.headers, connection: 'close' } }, desk) }),
  },
  {
    name: 'gzip-when-offered',
    what: 'gzip where the request offers it',
    change: (right) => ({
      send: (call, reply, desk) =>
        right.send(
          call,
          offersGzip(call)
            ? { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' }, body: gzipSync(reply.body) }
            : reply,
          desk,
        ),
    }),
  },
  { name: 'drops-idle-connections', what: 'closes a connection shortly after each answer, without saying so', change: dropsIdle },
  {
    name: 'slow',
    what: '150 to 400 ms an answer',
    change: (right) => ({
      send: async (call, reply, desk) => {
        await desk.wait(150 + Math.random() * 250);
        return right.send(call, reply, desk);
      },
    }),
  },
] as const satisfies readonly Variation[];

function contentType(type: string): Change {
  return (right) => ({
    reply: (answer, decision, call, desk) => {
      const reply = right.reply(answer, decision, call, desk);
      return { ...reply, headers: { ...reply.headers, 'content-type': type } };
    },
  });
}

function offersGzip({ req }: Call): boolean {
  const offered = String(req.headers['accept-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim());
  return offered.some((each) => /^(gzip|\*)$/i.test(each) || /^(gzip|\*)\s*;\s*q=(1|0\.\d*[1-9])/i.test(each));
}

/** Only when nothing is under way on it: an answer is never cut. */
function dropsIdle(right: Parameters<Change>[0]): ReturnType<Change> {
  const underWay = new Map<Socket, number>();
  return {
    admit: (call, desk) => {
      const { socket } = call.req;
      underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
      call.res.on('close', () => {
        underWay.set(socket, (underWay.get(socket) ?? 1) - 1);
        void desk.wait(IDLE_MS).then(() => {
          if (underWay.get(socket) !== 0) return;
          underWay.delete(socket);
          socket.end();
        });
      });
      return right.admit(call, desk);
    },
  };
}
