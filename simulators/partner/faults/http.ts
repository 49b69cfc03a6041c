import { gzipSync } from 'node:zlib';
import { plain } from '../write.ts';
import type { Fault } from './fault.ts';
import { instead } from './tools.ts';

const chapter = 'answers';

/** HTTP around the answer: status, form, length, coding. */
export const HTTP_FAULTS = [
  {
    name: 'http-500-on-refusal',
    chapter,
    bugClass: 'HTTP status',
    effect: 'A refusal looks like an outage: the operator asks again for hours, and the payer waits.',
    cases: ['answers.http-200'],
    change: (right) => ({
      reply: (answer, decision, call, desk) => ({ ...right.reply(answer, decision, call, desk), status: decision.result === 0 ? 200 : 500 }),
    }),
  },
  {
    name: 'http-404-on-unknown',
    chapter,
    bugClass: 'HTTP status',
    effect: 'An unknown account looks like a missing endpoint, and the payer is not told of the typing error.',
    cases: ['answers.http-200'],
    change: (right) => ({
      reply: (answer, decision, call, desk) => ({ ...right.reply(answer, decision, call, desk), status: decision.result === 1 ? 404 : 200 }),
    }),
  },
  {
    name: 'content-length-short',
    chapter,
    bugClass: 'HTTP framing',
    effect: 'The answer arrives without its end, and what was cut off spoils the next one on the connection.',
    cases: ['answers.declared-length', 'answers.well-formed'],
    change: () => ({
      send: ({ req, res }, { status, headers, body }) => {
        const text = body.toString().trimEnd(); // so that the byte that is lost is one that matters
        // past the response object, which would cut the body to the length that it was told
        res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) - 1 });
        res.flushHeaders();
        req.socket.write(text);
        res.end();
      },
    }),
  },
  {
    name: 'content-length-in-characters',
    chapter,
    bugClass: 'HTTP framing',
    effect: 'Answers with national letters arrive without their end, because a letter was counted as one byte.',
    cases: ['answers.well-formed'],
    change: () => ({
      send: ({ res }, { status, headers, body }) => {
        const length = body.toString().length;
        res.writeHead(status, { ...headers, 'content-length': length, connection: 'close' });
        res.end(body.subarray(0, length));
      },
    }),
  },
  {
    name: 'content-length-long',
    chapter,
    bugClass: 'HTTP framing',
    effect: 'Every answer looks cut off, so no payment is ever known to be done.',
    cases: ['answers.declared-length'],
    change: () => ({
      send: ({ req, res }, { status, headers, body }) => {
        res.writeHead(status, { ...headers, 'content-length': body.length + 10 });
        res.write(body, () => req.socket.destroySoon());
      },
    }),
  },
  {
    name: 'http-302-on-unknown',
    chapter,
    bugClass: 'HTTP status',
    effect: 'An unknown account leads to a page for people, and the operator does not learn that there is no such payer.',
    cases: ['answers.http-200'],
    also: ['answers.*', 'check.*', 'pay.unknown-refused', 'bad-requests.*', 'transport.own-answers'],
    change: (right) => ({
      reply: (answer, decision, call, desk) => {
        if (decision.result !== 1) return right.reply(answer, decision, call, desk);
        const reply = plain(302, 'See /not-found.html\n');
        return { ...reply, headers: { ...reply.headers, location: '/not-found.html' } };
      },
    }),
  },
  {
    name: 'bare-line-feeds',
    chapter,
    bugClass: 'HTTP form',
    effect: 'Headers end in bare line feeds, and a strict proxy on the way drops the answer.',
    cases: ['answers.http-form'],
    remark: true,
    change: () => ({
      send: (call, { status, headers, body }) => {
        const lines = [
          `HTTP/1.1 ${status} OK`,
          ...Object.entries({ ...headers, 'content-length': body.length }).map(([name, value]) => `${name}: ${value}`),
        ];
        instead(call, Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), body]));
      },
    }),
  },
  {
    name: 'status-line-misspelt',
    chapter,
    bugClass: 'HTTP form',
    effect: 'A handmade server writes a status line that strict clients refuse, and credited payments stay open.',
    cases: ['answers.http-form'],
    change: () => ({
      send: (call, { headers, body }) => {
        const lines = ['http/1.1 200', ...Object.entries({ ...headers, 'content-length': body.length }).map(([name, value]) => `${name}: ${value}`)];
        instead(call, Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
      },
    }),
  },
  {
    name: 'no-http-head',
    chapter,
    bugClass: 'HTTP form',
    effect: 'The script prints its own headers and no status line, which no client can read.',
    cases: ['answers.http-form', 'preflight.endpoint-answers'],
    change: () => ({
      send: (call, { body }) => instead(call, Buffer.concat([Buffer.from('Status: 200 OK\r\nContent-Type: text/xml\r\n\r\n'), body])),
    }),
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
    name: 'gzip-broken',
    chapter,
    bugClass: 'content negotiation',
    effect: 'Where gzip is offered the answer comes without its end, and the operator cannot read it.',
    cases: ['transport.gzip-offered'],
    change: (right) => ({
      send: (call, reply, desk) => {
        if (!/gzip/.test(String(call.req.headers['accept-encoding'] ?? ''))) return right.send(call, reply, desk);
        const body = gzipSync(reply.body).subarray(0, -12);
        return right.send(call, { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body }, desk);
      },
    }),
  },
] as const satisfies readonly Fault[];
