import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came. */
export interface Received {
  method: string;
  /** Path and query, as sent. */
  target: string;
  headers: [name: string, value: string][];
  body: Buffer;
  /** Start line, headers and body; transfer coding is taken off. */
  bytes: Buffer;
  /** Milliseconds since 1970, and on the monotonic clock, when its head was read. */
  at: number;
  startedAt: number;
  /** Why nobody should act upon it: it is no HTTP/1.1, longer than the limit, or never came whole. */
  fault?: 'malformed' | 'oversize' | 'broken-off';
  connection: { id: number; reused: number; remoteAddress?: string };
}

/** What to do with a request: an answer, or none. */
export type Reply = { status: number; headers?: [name: string, value: string][]; body?: string } | 'cut';

/** What became of it. */
export interface Sent {
  /** The bytes of the answer; empty where none was given. */
  bytes: Buffer;
  status?: number;
  /** `answered`, `aborted` by us, or `closed` by the caller before the answer. */
  how: 'answered' | 'aborted' | 'closed';
  /** Milliseconds from the head of the request. */
  totalMs: number;
}

export interface ListenOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Told of each request once its body is in; what it resolves to is done. `gone` aborts when the caller leaves. */
  answer: (received: Received, gone: AbortSignal) => Promise<Reply>;
  /** Told how it ended. */
  ended?: (received: Received, sent: Sent) => void;
  /** Longest body, bytes. Default 64 KiB. */
  maxBody?: number;
  /** Speaks TLS with this certificate and its private key, both PEM. */
  tls?: { cert: string; key: string };
  /** Numbers the connections, where several listeners are to count together. Default: each counts its own from 1. */
  nextConnection?: () => number;
  /** Told of a handshake that came to nothing, with its code. */
  broken?: (code: string) => void;
}

export interface Listener {
  host: string;
  port: number;
  /** Cuts every connection and stops; may be called again. */
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 256;
const HEAD_MS = 10_000;
const REQUEST_MS = 20_000;
const IDLE_MS = 65_000;
const MAX_MALFORMED = 4_096;

/**
 * An observing HTTP or HTTPS server: hands over each request with its bytes, and tells what became of the
 * answer. Callers are strangers: heads, bodies, connections and times are bounded. Rejects with the
 * system's error when the port can't be had.
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { host, port, answer, ended = () => {}, maxBody = 64 * 1024, tls, broken = () => {}, nextConnection = counter() } = options;
  const sockets = new Map<Socket, { id: number; requests: number }>();
  const bounds = { keepAliveTimeout: IDLE_MS, headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 1_000 };
  const server = tls ? createTlsServer({ ...bounds, ...tls, handshakeTimeout: HEAD_MS }) : createServer(bounds);
  server.maxConnections = MAX_CONNECTIONS;
  const raw = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket));
    socket.on('error', () => {});
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => broken(error.code ?? error.message));
  // The socket that requests name is the one inside TLS, where there is TLS.
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.set(socket, { id: nextConnection(), requests: 0 });
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // a caller that goes away is no event
  });
  const factsOf = (socket: Socket): Received['connection'] => {
    const known = sockets.get(socket) ?? { id: 0, requests: 0 };
    return { id: known.id, reused: known.requests++, ...(socket.remoteAddress === undefined ? {} : { remoteAddress: socket.remoteAddress }) };
  };
  server.on(
    'request',
    (req: IncomingMessage, res: ServerResponse) => void serve(req, res, { maxBody, answer, ended, connection: factsOf(req.socket) }),
  );
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket: Socket) => {
    const bytes = Buffer.from((error.rawPacket ?? Buffer.alloc(0)).subarray(0, MAX_MALFORMED));
    // A connection that closes between two requests is no fault.
    if (bytes.length > 0) {
      const received = { method: '', target: '', headers: [], body: Buffer.alloc(0), bytes, at: Date.now(), startedAt: performance.now() };
      const reply = bytesOf({ status: 400 });
      ended({ ...received, fault: 'malformed', connection: factsOf(socket) }, { bytes: reply, status: 400, how: 'answered', totalMs: 0 });
      if (socket.writable) return void socket.end(reply, () => socket.destroy());
    }
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve()); // an error says that it was closed already
        for (const socket of [...sockets.keys(), ...raw]) socket.destroy();
      }),
  };
}

function counter(): () => number {
  let count = 0;
  return () => ++count;
}

type Serving = Required<Pick<ListenOptions, 'answer' | 'ended' | 'maxBody'>> & { connection: Received['connection'] };

async function serve(req: IncomingMessage, res: ServerResponse, { answer, ended, maxBody, connection }: Serving): Promise<void> {
  const [at, startedAt] = [Date.now(), performance.now()];
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  const { body, fault } = await readBody(req, maxBody);
  const headers = Array.from({ length: req.rawHeaders.length / 2 }, (_, n): [string, string] => [req.rawHeaders[2 * n]!, req.rawHeaders[2 * n + 1]!]);
  const head = `${req.method} ${req.url} HTTP/${req.httpVersion}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const received: Received = {
    method: req.method ?? '',
    target: req.url ?? '',
    headers,
    body,
    bytes: Buffer.concat([Buffer.from(head, 'latin1'), body]),
    at,
    startedAt,
    ...(fault ? { fault } : {}),
    connection,
  };
  const took = () => performance.now() - startedAt;
  if (fault === 'broken-off') return ended(received, { bytes: Buffer.alloc(0), how: 'closed', totalMs: took() });
  const reply = fault === 'oversize' ? ({ status: 413 } satisfies Reply) : await answer(received, gone.signal).catch((): Reply => ({ status: 500 }));
  if (reply === 'cut' || gone.signal.aborted) {
    const how = gone.signal.aborted ? 'closed' : 'aborted';
    req.socket.destroy();
    return ended(received, { bytes: Buffer.alloc(0), how, totalMs: took() });
  }
  const keep = fault === undefined && req.httpVersion === '1.1' && !/\bclose\b/i.test(req.headers.connection ?? '');
  const bytes = bytesOf(reply, keep);
  res.on('finish', () => ended(received, { bytes, status: reply.status, how: 'answered', totalMs: took() }));
  res.sendDate = false;
  for (const [name, value] of headersOf(reply, keep)) res.setHeader(name, value);
  res.writeHead(reply.status).end(reply.body ?? '');
  // What is left of an endless body is nobody's business.
  if (fault === 'oversize') res.on('finish', () => req.socket.destroy());
}

function readBody(req: IncomingMessage, most: number): Promise<{ body: Buffer; fault?: 'oversize' | 'broken-off' }> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const whole = () => Buffer.concat(parts);
    req.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= most) return void parts.push(part);
      req.pause();
      resolve({ body: whole(), fault: 'oversize' });
    });
    req.on('end', () => resolve({ body: whole() }));
    req.on('close', () => resolve({ body: whole(), fault: 'broken-off' }));
    req.on('error', () => resolve({ body: whole(), fault: 'broken-off' }));
  });
}

function headersOf({ headers = [], body = '' }: Exclude<Reply, 'cut'>, keep: boolean): [string, string][] {
  return [...headers, ['Content-Length', String(Buffer.byteLength(body))], ['Connection', keep ? 'keep-alive' : 'close']];
}

/** The answer as it goes out. */
function bytesOf(reply: Exclude<Reply, 'cut'>, keep = false): Buffer {
  const lines = headersOf(reply, keep).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}\r\n${lines.join('')}\r\n${reply.body ?? ''}`, 'utf8');
}
