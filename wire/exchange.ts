/**
 * What was seen of one request and its answer. An exchange is plain data: it can be written to a
 * record and judged later, by somebody who was not there.
 *
 * Times are milliseconds with fractions, measured by a monotonic clock from `startedAt`. A phase
 * that was not reached, or that a kept connection did not need, is undefined.
 */
export interface Exchange {
  /** The bytes that were to be sent: request line, headers, body. */
  request: Buffer;
  /** How many of them were handed to the socket before it ended. */
  sentBytes: number;
  /** Every byte that came back, before any reading of it, up to the limit. */
  response: Buffer;
  /** The answer was longer than the limit, and reading stopped there. */
  truncated: boolean;
  /** Wall clock at the start, milliseconds since 1970. */
  startedAt: number;
  timing: Timing;
  end: End;
  /** The answer as HTTP, as far as it could be read; absent when not a whole head came. */
  http?: HttpAnswer | undefined;
  tls?: TlsFacts | undefined;
  connection: ConnectionFacts;
}

export interface Timing {
  /** Name resolved. */
  dnsMs?: number | undefined;
  /** TCP connected. */
  tcpMs?: number | undefined;
  /** TLS handshake done. */
  tlsMs?: number | undefined;
  /** Last byte of the request handed over. */
  sentMs?: number | undefined;
  firstByteMs?: number | undefined;
  /** Last byte that belongs to the answer. */
  lastByteMs?: number | undefined;
  /** End of the exchange, however it ended. */
  totalMs: number;
}

/** The phase in which an exchange ended, or that ate the time. */
export type Phase = 'dns' | 'tcp' | 'tls' | 'send' | 'wait' | 'body';

/**
 * How an exchange ended.
 * - `answered`: one whole answer by its own framing
 * - `timeout`: the limit passed; `phase` says what ate it
 * - `unresolved`: no address for the name
 * - `refused`: nothing listens there, or there is no way to it
 * - `reset`: the peer tore the connection down
 * - `closed`: the peer closed before the answer was whole
 * - `tls`: the handshake failed, or the certificate is not trusted; `code` says which
 * - `oversize`: head or body past the limit, as it came or unpacked
 * - `malformed`: what came is no HTTP/1.1 answer, or its chunks cannot be followed; the latter has `http`
 * - `aborted`: we broke off, as asked
 */
export interface End {
  how: 'answered' | 'timeout' | 'unresolved' | 'refused' | 'reset' | 'closed' | 'tls' | 'oversize' | 'malformed' | 'aborted';
  phase: Phase;
  /** The system's or OpenSSL's code: ECONNRESET, CERT_HAS_EXPIRED … */
  code?: string;
  message?: string;
}

export interface HttpAnswer {
  version: string;
  status: number;
  reason: string;
  /** In the order and spelling in which they came. */
  headers: [name: string, value: string][];
  framing: 'length' | 'chunked' | 'close' | 'none';
  /** Body without transfer coding, and without gzip when it was decoded. */
  body: Buffer;
  /** What a strict reader of HTTP/1.1 objects to, in the order in which it was met. */
  faults: HttpFault[];
}

/**
 * - `length-too-short`: bytes follow the body that Content-Length declared
 * - `length-too-long`: the connection closed before the declared length
 * - `bad-length`: Content-Length that is no number
 * - `two-lengths`: several Content-Length headers, or a length and a transfer coding
 * - `bad-chunk`: a chunk's size line or end is malformed, or the last chunk is missing
 * - `bare-lf`: a line of the head ends in LF without CR
 * - `folded-header`: obs-fold
 * - `bad-header`: a header line without a name, or with characters that a name may not have
 * - `bad-status-line`
 * - `junk-after`: bytes after a whole answer that is chunked or has no body
 * - `stale-answer`: bytes stood on a kept connection before the request was sent
 * - `gzip-unasked`, `gzip-bad`, `gzip-bomb`
 * - `unknown-coding`: a content or transfer coding that is not taken off
 *
 * A kind is told at most five times an answer, `bare-lf` once.
 */
export interface HttpFault {
  kind:
    | 'length-too-short'
    | 'length-too-long'
    | 'bad-length'
    | 'two-lengths'
    | 'bad-chunk'
    | 'bare-lf'
    | 'folded-header'
    | 'bad-header'
    | 'bad-status-line'
    | 'junk-after'
    | 'stale-answer'
    | 'gzip-unasked'
    | 'gzip-bad'
    | 'gzip-bomb'
    | 'unknown-coding';
  detail: string;
}

export interface ConnectionFacts {
  /** Counts connections of this client from 1. */
  id: number;
  /** Requests that this connection had carried before this one. */
  reused: number;
  localAddress?: string | undefined;
  remoteAddress?: string | undefined;
  /** A kept connection was found closed, with no byte of an answer, and the request went out again on a new one. */
  resent?: boolean | undefined;
  /** Bytes that stood on the kept connection before this request; they were read as the start of its answer. */
  staleBytes?: number | undefined;
}

export interface TlsFacts {
  protocol: string;
  cipher: string;
  authorized: boolean;
  /** Why the chain or the host name is not trusted. */
  problem?: string;
  /** From the leaf up. Dates in ISO 8601. */
  chain: { subject: string; issuer: string; validFrom: string; validTo: string; altNames?: string; fingerprint256: string }[];
}

/** What to send, and how to behave while sending it. */
export interface Ask {
  host: string;
  port: number;
  /** Absent: plain TCP. */
  tls?: TlsChoice;
  request: Buffer;
  /** Take a kept connection when one is idle, or always open one. Default `kept`. */
  connection?: 'kept' | 'new';
  /** Only kept connections that were opened under this name are taken; they count like all others. */
  lane?: string;
  /** Leave the connection open for the next request when the answer allows. Default true. */
  keep?: boolean;
  /** Local address to call from. */
  localAddress?: string;
  /** Whole exchange, to the last byte. Default 15,000. */
  timeoutMs?: number;
  /** Until TCP is connected (DNS included). Default: `timeoutMs`. */
  connectTimeoutMs?: number;
  maxHeadBytes?: number;
  maxBodyBytes?: number;
  /** The request offers gzip, so a gzipped answer is decoded without a fault. */
  acceptsGzip?: boolean;
  /** Wait so long after a whole answer for bytes that should not come. Default 0. */
  lingerMs?: number;
  /** Break off: as soon as connected, when the request has been sent, or at the first byte of the answer. */
  abort?: 'connected' | 'sent' | 'first-byte';
  /** With `abort: 'sent'`: leave the request this long on the wire first. */
  abortAfterMs?: number;
  /** Break off when it aborts, however far the exchange has come. */
  signal?: AbortSignal;
  /** Close our sending side after the request, and go on reading. */
  halfClose?: boolean;
  /** Send in pieces of this many bytes with a pause between. */
  slow?: { bytes: number; everyMs: number };
}

export interface TlsChoice {
  serverName?: string;
  /** PEM bundle trusted beside the system's. */
  ca?: string | Buffer;
  /** Go on although the certificate isn't trusted. */
  insecure?: boolean;
  minVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  ciphers?: string;
}

/** The observing client: a pool of kept connections and the one way to ask. */
export interface Client {
  ask(ask: Ask): Promise<Exchange>;
  /** Ends all idle connections. */
  rest(): void;
  /** Ends all idle connections and destroys those in use. */
  close(): void;
}
