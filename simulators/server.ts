import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';

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

/** Time that ends with the server, and its own end. */
export interface Life {
  /** Waits; wakes up at once when the server closes. Never keeps the process alive. */
  wait(ms: number): Promise<void>;
  /** Stops listening and cuts every connection, as a crash does. */
  crash(): void;
}

export interface Serving {
  request(req: IncomingMessage, res: ServerResponse): void;
  /** A connection was opened. `open` counts all, this one included. */
  connected?(socket: Socket, open: number): void;
}

/** Listens until closed. Closing cuts every connection, wakes every wait, and never hangs. */
export async function serve(at: { host: string; port: number; tls?: TlsSetting | undefined }, make: (life: Life) => Serving): Promise<Listening> {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one for every answer that waits
  const sockets = new Set<Socket>();
  const server: Server = at.tls ? createTlsServer({ ...at.tls }) : createServer();
  server.keepAliveTimeout = 65_000; // longer than a caller's idle connections live, so that we never cut one in use
  server.headersTimeout = 20_000;
  server.requestTimeout = 30_000;
  server.maxConnections = 1_000;

  const stop = () =>
    new Promise<void>((resolve) => {
      closing.abort();
      server.close(() => resolve()); // an error says that it was closed already
      for (const socket of sockets) socket.destroy();
    });
  const serving = make({
    wait: (ms) => sleep(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {}),
    crash: () => void stop(),
  });

  // TCP sockets, also below TLS: a handshake that never ends must not hold up close()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // a caller that goes away is no event
    serving.connected?.(socket, sockets.size);
  });
  server.on('request', (req: IncomingMessage, res: ServerResponse) => serving.request(req, res));

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { host: at.host, port: (server.address() as AddressInfo).port, close: stop };
}
