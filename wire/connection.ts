import type { Socket } from 'node:net';
import type { Ask, ConnectionFacts, TlsFacts } from './exchange.ts';
import { tlsId } from './tls.ts';

/** Who is told of what happens on a connection: an exchange, or the pool while it is idle. */
export interface Listener {
  data(bytes: Buffer): void;
  /** The peer sends no more. */
  ended(): void;
  failed(error: Error): void;
}

/**
 * One connection for its whole life. The socket has one set of listeners, put on once; exchanges
 * that come and go change `listener` and leave nothing behind.
 */
export interface Connection {
  readonly id: number;
  /** Equal for connections that one ask may use in place of another. */
  readonly key: string;
  readonly socket: Socket;
  listener: Listener;
  /** Requests carried so far. */
  requests: number;
  localAddress?: string;
  remoteAddress?: string;
  tls?: TlsFacts;
  /** What came while it was idle. */
  stale: Buffer[];
  staleBytes: number;
}

/** Host, port, address to call from, TLS choice and lane: all that makes connections different. */
export function keyOf(ask: Ask): string {
  const tls = ask.tls === undefined ? '' : tlsId(ask.tls);
  return `${ask.host} ${ask.port} ${ask.localAddress ?? ''} ${ask.lane ?? ''} ${tls}`;
}

const NOBODY: Listener = { data() {}, ended() {}, failed() {} };

/** What is told of a connection, which may never have come to be, in an exchange. */
export function factsOf(connection: Connection | undefined, id: number, resent: boolean): ConnectionFacts {
  return {
    id,
    reused: connection?.requests ?? 0,
    localAddress: connection?.localAddress,
    remoteAddress: connection?.remoteAddress,
    resent: resent || undefined,
    staleBytes: connection?.staleBytes || undefined,
  };
}

/** Ends a connection at once. Nobody hears of it any more. */
export function destroy(connection: Connection): void {
  connection.listener = NOBODY;
  connection.socket.destroy();
}

/** The same with a reset instead of an orderly close, where the socket can do that. */
export function reset(connection: Connection): void {
  connection.listener = NOBODY;
  // Node resets plain TCP only. An unread answer makes the system reset a TLS connection anyhow.
  if ('getProtocol' in connection.socket) connection.socket.destroy();
  else connection.socket.resetAndDestroy();
}
