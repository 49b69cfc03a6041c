import { connect, isIP, type LookupFunction, type NetConnectOpts, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { keyOf, type Connection, type Listener } from './connection.ts';
import type { Ask } from './exchange.ts';
import { connectTls, tlsFactsOf } from './tls.ts';

/** Who opens a connection. What goes wrong comes by `failed` and `ended`. */
export interface Dialer extends Listener {
  /** The name has an address. Not called for an ask that gives the address itself. */
  resolved(): void;
  tcpConnected(): void;
  /** The handshake is done; whether the certificate is trusted stands in `connection.tls`. */
  secured(): void;
}

/**
 * Starts to connect, for plain TCP as far as `tcpConnected`, for TLS as far as `secured`.
 *
 * @throws for what can never connect: a port out of range, a local address that is none, an unknown cipher
 */
export function dial(ask: Ask, id: number, dialer: Dialer, lookup?: LookupFunction): Connection {
  const socket = openSocket(ask, lookup);
  const connection: Connection = {
    id,
    key: keyOf(ask),
    socket,
    listener: dialer,
    requests: 0,
    stale: [],
    staleBytes: 0,
  };
  let resolved = false;
  socket.on('lookup', (error: Error | null) => {
    // Comes once for each address of a name; a failure comes as an error of the socket as well.
    if (error !== null || resolved) return;
    resolved = true;
    dialer.resolved();
  });
  socket.once('connect', () => {
    // Small requests must leave when they are written, and slow pieces one by one.
    socket.setNoDelay(true);
    if (socket.localAddress !== undefined) connection.localAddress = socket.localAddress;
    if (socket.remoteAddress !== undefined) connection.remoteAddress = socket.remoteAddress;
    if (connection.listener === dialer) dialer.tcpConnected();
  });
  if (ask.tls !== undefined) {
    socket.once('secureConnect', () => {
      if (connection.listener !== dialer) return;
      connection.tls = tlsFactsOf(socket as TLSSocket);
      dialer.secured();
    });
  }
  socket.on('data', (bytes) => connection.listener.data(bytes));
  socket.on('end', () => connection.listener.ended());
  socket.on('error', (error) => connection.listener.failed(error));
  socket.on('close', () => connection.listener.ended());
  return connection;
}

function openSocket(ask: Ask, lookup?: LookupFunction): Socket {
  const family = ask.localAddress === undefined ? 0 : isIP(ask.localAddress);
  const where: NetConnectOpts = {
    host: ask.host,
    port: ask.port,
    // A name may have addresses of the other family, which cannot be called from this one.
    ...(ask.localAddress !== undefined && { localAddress: ask.localAddress, ...(family !== 0 && { family }) }),
    ...(lookup !== undefined && { lookup }),
  };
  return ask.tls === undefined ? connect(where) : connectTls(ask.host, ask.tls, where);
}
