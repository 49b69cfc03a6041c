import { isIP, type LookupFunction } from 'node:net';
import { Clock } from './clock.ts';
import { destroy, factsOf, keyOf, reset, type Connection } from './connection.ts';
import { dial, type Dialer } from './dial.ts';
import type { Ask, End, Exchange, HttpAnswer, Phase, Timing } from './exchange.ts';
import { endOf, endOfThrown } from './failure.ts';
import { keepsOpen } from './http-head.ts';
import { HttpReader } from './http-reader.ts';
import type { Caller, Pool } from './pool.ts';
import { send, type SendListener } from './send.ts';

/** What the calls of one client share. */
export interface Shared {
  pool: Pool;
  lookup: LookupFunction | undefined;
  /** The number for the next connection. */
  nextId(): number;
}

const DEFAULT_TIMEOUT_MS = 15_000;
/** What is no HTTP has no end of its own: it is over when nothing came for so long. */
const SILENCE_MS = 250;

/** One exchange, from its start to its end. `resolve` is called exactly once. */
export class Call implements Caller, Dialer, SendListener {
  private readonly ask: Ask;
  private readonly shared: Shared;
  private readonly resolve: (exchange: Exchange) => void;
  private readonly reader: HttpReader;
  private readonly timing: Timing = {
    dnsMs: undefined,
    tcpMs: undefined,
    tlsMs: undefined,
    sentMs: undefined,
    firstByteMs: undefined,
    lastByteMs: undefined,
    totalMs: 0,
  };
  private readonly timeoutMs: number;
  /** Starts anew when the exchange does. */
  private clock = new Clock();
  private phase: Phase = 'dns';
  private connection: Connection | undefined;
  private connectionId = 0;
  private sentBytes = 0;
  private resent = false;
  private peerEnded = false;
  private finished = false;
  /** What came before the request was out, while that is not known to be an answer. */
  private held: Buffer[] | undefined;
  private stopSending: () => void = () => {};

  constructor(ask: Ask, shared: Shared, resolve: (exchange: Exchange) => void) {
    this.ask = ask;
    this.shared = shared;
    this.resolve = resolve;
    this.timeoutMs = ask.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.reader = new HttpReader({
      maxHeadBytes: ask.maxHeadBytes,
      maxBodyBytes: ask.maxBodyBytes,
      bodiless: ask.request.toString('latin1', 0, 5) === 'HEAD ',
    });
  }

  start(): void {
    this.clock = new Clock();
    this.ask.signal?.addEventListener('abort', this.brokenOff, { once: true });
    if (this.ask.signal?.aborted === true) return this.brokenOff();
    const kept = this.ask.connection === 'new' ? undefined : this.shared.pool.take(keyOf(this.ask));
    if (kept === undefined) return this.connect();
    this.connection = kept;
    this.connectionId = kept.id;
    kept.listener = this;
    if (kept.staleBytes > 0) this.held = kept.stale;
    this.armWhole();
    this.connected();
  }

  /** The client was closed. */
  cancel(): void {
    this.finish({ how: 'aborted', phase: this.phase, message: 'the client was closed' });
  }

  private readonly brokenOff = (): void => this.over('aborted');

  private connect(): void {
    const { ask, shared } = this;
    shared.pool.makeRoom();
    this.connectionId = shared.nextId();
    this.phase = isIP(ask.host) === 0 ? 'dns' : 'tcp';
    try {
      this.connection = dial(ask, this.connectionId, this, shared.lookup);
    } catch (error) {
      this.connection = undefined;
      return this.finish(endOfThrown(error));
    }
    const connectMs = ask.connectTimeoutMs ?? Number.POSITIVE_INFINITY;
    this.clock.arm(Math.min(connectMs, this.timeoutMs - this.clock.now()), () => this.over('timeout'));
  }

  resolved(): void {
    this.timing.dnsMs = this.clock.now();
    this.phase = 'tcp';
  }

  tcpConnected(): void {
    this.timing.tcpMs = this.clock.now();
    if (this.ask.connectTimeoutMs !== undefined) this.armWhole();
    if (this.ask.tls === undefined) this.connected();
    else this.phase = 'tls';
  }

  secured(): void {
    this.timing.tlsMs = this.clock.now();
    const { authorized = false, problem = '' } = this.connection?.tls ?? {};
    if (authorized || this.ask.tls?.insecure === true) return this.connected();
    this.finish({ how: 'tls', phase: 'tls', code: problem, message: 'the certificate is not trusted' });
  }

  private connected(): void {
    this.phase = 'send';
    const { ask, connection } = this;
    if (connection === undefined) return;
    if (ask.abort === 'connected') return this.over('aborted');
    this.stopSending = send(connection.socket, ask, this);
  }

  handed(bytes: number): void {
    this.sentBytes += bytes;
  }

  sent(): void {
    const { ask } = this;
    this.timing.sentMs = this.clock.now();
    if (this.phase === 'send') this.phase = 'wait';
    if (ask.halfClose === true) this.connection?.socket.end();
    if (ask.abort === 'sent') {
      if (ask.abortAfterMs === undefined || ask.abortAfterMs <= 0) return this.over('aborted');
      const pause = setTimeout(() => this.over('aborted'), ask.abortAfterMs);
      this.stopSending = () => clearTimeout(pause);
    }
    this.release();
  }

  /** Reads what stood on the connection before the request as an ordinary client would: as its answer. */
  private release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const bytes of held) this.data(bytes);
  }

  data(bytes: Buffer): void {
    if (this.finished) return;
    if (this.held !== undefined) {
      this.held.push(bytes);
      return;
    }
    const over = this.reader.state === 'whole';
    this.reader.push(bytes);
    if (over) {
      // Nobody is owed patience for bytes that should not be there.
      if (this.reader.truncated) this.over('answered');
      return;
    }
    this.phase = 'body';
    this.timing.lastByteMs = this.clock.now();
    this.timing.firstByteMs ??= this.timing.lastByteMs;
    if (this.ask.abort === 'first-byte') return this.over('aborted');
    this.judge();
  }

  private judge(): void {
    const { lingerMs = 0 } = this.ask;
    switch (this.reader.state) {
      case 'whole':
        if (this.peerEnded || lingerMs <= 0) this.over('answered');
        else this.clock.arm(lingerMs, () => this.over('answered'));
        break;
      case 'broken':
        if (this.reader.truncated || this.peerEnded) this.over('malformed');
        else this.clock.arm(Math.min(SILENCE_MS, this.timeoutMs - this.clock.now()), () => this.over('malformed'));
        break;
      case 'oversize':
        this.over('oversize');
        break;
      case 'cut':
        this.over('closed');
        break;
      default:
    }
  }

  ended(): void {
    this.release();
    if (this.finished || this.sendAgain()) return;
    this.peerEnded = true;
    this.reader.end();
    this.judge();
  }

  failed(error: Error): void {
    this.release();
    if (this.finished) return;
    const end = endOf(error, this.phase);
    if (end.how === 'reset' && this.sendAgain()) return;
    this.peerEnded = true;
    // What had come before is what it was; only an answer that was still coming is torn by this.
    if (this.reader.state === 'whole' || this.reader.state === 'broken') this.judge();
    else this.finish(end);
  }

  /**
   * A kept connection may be closed by the peer just when a request goes out on it. That is nobody's
   * fault, and every client asks once more on a new one.
   */
  private sendAgain(): boolean {
    const { connection } = this;
    if (connection === undefined || connection.requests === 0 || this.timing.firstByteMs !== undefined) return false;
    this.stopSending();
    destroy(connection);
    this.resent = true;
    this.sentBytes = 0;
    this.timing.sentMs = undefined;
    this.connect();
    return true;
  }

  /** Ends the exchange in the phase that it has reached. */
  private over(how: End['how']): void {
    this.finish({ how, phase: this.phase });
  }

  private armWhole(): void {
    this.clock.arm(this.timeoutMs - this.clock.now(), () => this.over('timeout'));
  }

  private finish(end: End): void {
    if (this.finished) return;
    this.finished = true;
    this.clock.stop();
    this.stopSending();
    this.ask.signal?.removeEventListener('abort', this.brokenOff);
    this.timing.totalMs = this.clock.now();
    const exchange = this.exchange(end);
    this.part(exchange);
    this.shared.pool.leave(this);
    this.resolve(exchange);
  }

  private exchange(end: End): Exchange {
    const { ask, connection, reader } = this;
    const { http, tooBig } = reader.answer(ask.acceptsGzip ?? false);
    const stale = connection?.staleBytes ?? 0;
    if (stale > 0) http?.faults.unshift({ kind: 'stale-answer', detail: `${stale} bytes before the request` });
    return {
      request: ask.request,
      sentBytes: this.sentBytes,
      response: reader.response(),
      truncated: reader.truncated || tooBig,
      startedAt: this.clock.startedAt,
      timing: this.timing,
      end: tooBig ? { how: 'oversize', phase: 'body' } : end,
      http,
      tls: connection?.tls,
      connection: factsOf(connection, this.connectionId, this.resent),
    };
  }

  /** Keeps the connection, or ends it. */
  private part(exchange: Exchange): void {
    const { connection } = this;
    if (connection === undefined) return;
    if (this.ask.abort === 'first-byte' && exchange.end.how === 'aborted') return reset(connection);
    if (exchange.end.how !== 'answered' || !this.mayKeep(exchange.http)) return destroy(connection);
    connection.requests += 1;
    this.shared.pool.give(connection);
  }

  private mayKeep(http: HttpAnswer | undefined): boolean {
    const { ask, connection } = this;
    if (ask.keep === false || ask.halfClose === true || ask.abort !== undefined || this.peerEnded) return false;
    if (http === undefined || connection === undefined || connection.staleBytes > 0) return false;
    return this.timing.sentMs !== undefined && keepsOpen(http);
  }
}
