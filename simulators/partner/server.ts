import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve, type Life, type Listening, type TlsSetting } from '../server.ts';
import type { Call, Desk } from './desk.ts';
import { route, type Paths } from './serve.ts';
import { plain, send } from './write.ts';

export type { TlsSetting } from '../server.ts';

/** A desk without what the server adds to it. */
export type Parts = Omit<Desk, keyof Life>;

/** Listens until closed. */
export function listen(parts: Parts, paths: Paths, at: { host: string; port: number; tls?: TlsSetting | undefined }): Promise<Listening> {
  return serve(at, (life) => {
    const desk: Desk = { ...parts, ...life };
    return {
      request: (req, res) => void handle(req, res, paths, desk),
      connected: (socket, open) => desk.hooks.connected(socket, open),
    };
  });
}

async function handle(req: IncomingMessage, res: ServerResponse, paths: Paths, desk: Desk): Promise<void> {
  const [path, query] = target(req.url ?? '/');
  const call: Call = { req, res, query, remote: (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '') };
  try {
    const refused = desk.hooks.admit(call, desk);
    const reply = refused === undefined ? await route(path, call, paths, desk) : plain(refused, 'Forbidden\n');
    await desk.hooks.send(call, reply, desk);
  } catch {
    if (res.headersSent || req.socket.destroyed) return void req.socket.destroy();
    send(call, plain(500, 'Internal error\n'));
  }
}

/** Path and query as sent: nothing is normalised. Proxies send the whole address (RFC 9112, 3.2.2). */
function target(url: string): [path: string, query: string] {
  const relative = url.replace(/^https?:\/\/[^/?]*/i, '');
  const at = relative.indexOf('?');
  return at < 0 ? [relative, ''] : [relative.slice(0, at), relative.slice(at + 1)];
}
