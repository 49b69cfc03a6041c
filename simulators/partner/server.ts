import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Desk } from './desk.ts';
import { route, type Paths } from './serve.ts';
import { plain, send } from './write.ts';

export interface TlsSetting {
  key: string | Buffer;
  cert: string | Buffer;
  minVersion?: SecureVersion;
  maxVersion?: SecureVersion;
  ciphers?: string;
}

export interface Listening {
  host: string;
  port: number;
  close(): Promise<void>;
}

/** What the server adds to a desk: time that ends with the partner, and its own end. */
export type Parts = Omit<Desk, 'wait' | 'crash'>;

/** Listens until closed. Closing cuts every connection, wakes every wait, and never hangs. */
export async function listen(parts: Parts, paths: Paths, at: { host: string; port: number; tls?: TlsSetting | undefined }): Promise<Listening> {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one for every answer that waits
  const sockets = new Set<Socket>();
  const server: Server = at.tls ? createTlsServer({ ...at.tls }) : createServer();
  server.keepAliveTimeout = 65_000; // longer than the operator's idle connections live, so that we never cut one in use
  server.headersTimeout = 20_000;
  server.requestTimeout = 30_000;
  server.maxConnections = 1_000;

  const stop = () =>
    new Promise<void>((resolve) => {
      closing.abort();
      server.close(() => resolve()); // an error says that it was closed already
      for (const socket of sockets) socket.destroy();
    });
  const desk: Desk = {
    ...parts,
    wait: (ms) => sleep(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {}),
    crash: () => void stop(),
  };

  // TCP sockets, also below TLS: a handshake that never ends must not hold up close()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // a caller that goes away is no event
    desk.hooks.connected(socket, sockets.size);
  });
  server.on('request', (req: IncomingMessage, res: ServerResponse) => void handle(req, res, paths, desk));

  await new Promise<void>((resolve, reject_) => {
    server.once('error', reject_);
    server.listen(at.port, at.host, () => {
      server.off('error', reject_);
      resolve();
    });
  });
  return { host: at.host, port: (server.address() as AddressInfo).port, close: stop };
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
