import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { createClient, type ClientOptions } from './client.ts';
import type { Ask, Client, Exchange } from './exchange.ts';

export const REQUEST = Buffer.from('GET /?command=check HTTP/1.1\r\nHost: partner\r\n\r\n');
export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

export interface Peer {
  port: number;
  /** Each connection that was accepted. */
  sockets: Socket[];
}

/** A server that does to each connection what `handle` says, and ends with its test. */
export async function serve(t: TestContext, handle: (socket: Socket, index: number) => void, tls?: TlsOptions): Promise<Peer> {
  const sockets: Socket[] = [];
  const accept = (socket: Socket): void => {
    socket.on('error', () => {});
    handle(socket, sockets.push(socket) - 1);
  };
  const options = { allowHalfOpen: true, noDelay: true };
  const server: Server = tls === undefined ? createServer(options, accept) : createTlsServer({ ...options, ...tls }, accept);
  // With TLS, a handshake that fails leaves a socket that only this event shows.
  const raw: Socket[] = [];
  server.on('connection', (socket) => raw.push(socket));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    server.close();
    for (const socket of [...sockets, ...raw]) socket.destroy();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

/** Answers the n-th request of each connection with the n-th of `answers`, and the rest with the last. */
export function answering(...answers: (string | Buffer)[]): (socket: Socket) => void {
  return (socket) => {
    let count = 0;
    socket.on('data', () => {
      socket.write(answers[Math.min(count, answers.length - 1)] ?? '');
      count += 1;
    });
  };
}

export function clientFor(t: TestContext, options?: ClientOptions): Client {
  const client = createClient(options);
  t.after(() => client.close());
  return client;
}

/** One ask of a client of its own. */
export async function askOnce(t: TestContext, port: number, ask: Partial<Ask> = {}): Promise<Exchange> {
  return clientFor(t).ask({ host: '127.0.0.1', port, request: REQUEST, ...ask });
}

/** Until the client's side of a connection that the server sees is gone, in whatever way. */
export async function closed(socket: Socket): Promise<void> {
  while (!socket.destroyed && !socket.readableEnded) {
    socket.resume();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function faultsOf(exchange: Exchange): string[] {
  return (exchange.http?.faults ?? []).map((fault) => fault.kind);
}
