/**
 * The observing HTTP(S) client. Here lives what sends exact bytes over TCP or TLS and tells exactly
 * what happened: the bytes both ways, the time of each phase, the certificate chain, what a strict
 * reader of HTTP/1.1 objects to, and how it ended.
 *
 * Here may not live: anything that knows of payments, builds a request, judges an exchange, or
 * writes it down; and no dependency but Node's own net, tls and zlib.
 *
 * The other way round, `listen` is an observing server: it tells what callers send, and is bounded
 * against them.
 *
 * `client` lets asks in, `call` is one exchange from start to end, `dial` opens a connection,
 * `connection` and `pool` hold them, `send` writes, `http-reader` reads (`http-head`, `http-chunks`
 * and `gzip` are its parts). A `.fixture.ts` serves tests alone.
 */
export { createClient, type ClientOptions } from './client.ts';
export { listen, type Listener, type ListenOptions, type Received, type Reply, type Sent } from './listen.ts';
export { readHttp, type ReadOptions } from './http-reader.ts';
export type { Ask, Client, ConnectionFacts, End, Exchange, HttpAnswer, HttpFault, Phase, Timing, TlsChoice, TlsFacts } from './exchange.ts';
