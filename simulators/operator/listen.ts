import type { IncomingMessage, ServerResponse } from 'node:http';
import { callAt, TOKEN_HEADER } from '../../protocol/refund/index.ts';
import { serve, type Life, type Listening, type TlsSetting } from '../server.ts';
import type { Call, Desk, Reply } from './desk.ts';
import { MAX_BODY_BYTES, send } from './hooks.ts';
import type { OperatorEvent, Script } from './index.ts';

/** Listens until closed; every request becomes an event when its reply is decided. */
export function listen(
  parts: Omit<Desk, keyof Life>,
  at: { host: string; port: number; tls?: TlsSetting | undefined },
  { script, note }: { script: Script; note: (event: OperatorEvent) => void },
): Promise<Listening> {
  let sockets = 0;
  const numbers = new WeakMap<object, number>();
  return serve(at, (life) => {
    const desk: Desk = { ...parts, ...life };
    return {
      connected: (socket) => void numbers.set(socket, ++sockets),
      request: (req, res) => void handle(req, res, desk, script, (event) => note({ ...event, connection: numbers.get(req.socket) ?? 0 })),
    };
  });
}

async function handle(req: IncomingMessage, res: ServerResponse, desk: Desk, script: Script, note: (event: OperatorEvent) => void): Promise<void> {
  const at = desk.now();
  try {
    const call = await receive(req, res);
    const event = (reply: Reply): OperatorEvent => ({
      at,
      ...(call.name ? { call: call.name } : {}),
      method: call.method,
      path: call.path,
      headers: req.rawHeaders.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, req.rawHeaders[index + 1] ?? '']] : [])),
      ...(call.token === undefined ? {} : { token: call.token }),
      body: call.body,
      oversize: call.oversize,
      answeredAt: desk.now(),
      reply,
      connection: 0,
    });
    const reply = await script(call, async () => desk.hooks.serve(call, desk), desk);
    note(event(reply));
    await desk.hooks.send(call, reply, desk);
  } catch {
    if (res.headersSent || req.socket.destroyed) return void req.socket.destroy();
    send({ req, res }, { status: 500, body: '{"message":"Internal error"}', headers: { 'content-type': 'application/json' } });
  }
}

/** Reads the body up to the limit; what is longer is left on the wire. */
async function receive(req: IncomingMessage, res: ServerResponse): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  let oversize = false;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read on for a while, so that a caller that only reads after writing gets its answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else oversize = true;
    if (size > 64 * MAX_BODY_BYTES) break;
  }
  const path = (req.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/, '');
  const name = callAt(path);
  const token = req.headers[TOKEN_HEADER];
  return {
    req,
    res,
    method: req.method ?? 'GET',
    path,
    ...(name ? { name } : {}),
    ...(typeof token === 'string' ? { token } : {}),
    body: Buffer.concat(chunks),
    oversize,
  };
}
