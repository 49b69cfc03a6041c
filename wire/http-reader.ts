import { ByteLog, Cursor } from './bytes.ts';
import type { HttpAnswer, HttpFault } from './exchange.ts';
import { decodeContent } from './gzip.ts';
import { ChunkReader } from './http-chunks.ts';
import { addFault, framingOf, mayBeStatusLine, quote, readHeaderLine, readStatusLine, type Framing, type Head } from './http-head.ts';
import { keepHead, knownHead } from './known-heads.ts';

export interface ReadOptions {
  /** Heads of interim answers count too. Default 65,536. */
  maxHeadBytes?: number | undefined;
  /** Of the body as it stands on the wire, chunk lines and trailers included, and of the decoded one. Default 1,048,576. */
  maxBodyBytes?: number | undefined;
  /** The request was a HEAD: no body follows. */
  bodiless?: boolean | undefined;
}

/**
 * - `head`, `body`: more is to come
 * - `whole`: one answer, complete by its own framing
 * - `cut`: the connection ended before that
 * - `broken`: no HTTP, or chunks that cannot be followed; more bytes are kept as evidence only
 * - `oversize`: past a limit; more bytes are ignored
 */
export type ReaderState = 'head' | 'body' | 'whole' | 'cut' | 'broken' | 'oversize';

/**
 * Reads one HTTP/1.1 answer from bytes in any pieces. It objects to everything that the grammar does
 * not allow and yet reads on as an ordinary client would; the same bytes give the same result
 * however they are split. Memory is bounded by the two limits.
 */
export class HttpReader {
  state: ReaderState = 'head';
  /** Bytes past a limit were dropped. */
  truncated = false;
  private readonly maxBodyBytes: number;
  private readonly maxHeadBytes: number;
  private readonly bodiless: boolean;
  private readonly raw = new ByteLog();
  private readonly cursor = new Cursor();
  private readonly faults: HttpFault[] = [];
  private readonly chunks = new ChunkReader(this.faults);
  private head: Head | undefined;
  private framing: Framing | undefined;
  private bodyStart = 0;

  constructor(options: ReadOptions = {}) {
    this.maxHeadBytes = options.maxHeadBytes ?? 65_536;
    this.maxBodyBytes = options.maxBodyBytes ?? 1_048_576;
    this.bodiless = options.bodiless ?? false;
  }

  push(bytes: Buffer): void {
    if (this.truncated) return;
    this.raw.add(bytes);
    // Each part is shown its own bytes and not one more, so that a limit falls on the same byte in any pieces.
    if (this.state === 'head') {
      this.cursor.view = this.raw.view(this.maxHeadBytes);
      if (this.cursor.at > 0 || !this.recallHead()) this.readHead();
    }
    if (this.state === 'body') {
      this.cursor.view = this.raw.view(this.bodyStart + this.maxBodyBytes);
      this.readBody();
    }
    this.holdLimit();
  }

  /** The connection ended in order. */
  end(): void {
    if (this.state === 'body' && this.framing?.framing === 'close') {
      this.cursor.at = this.raw.length;
      this.state = 'whole';
    } else if (this.state === 'head' || this.state === 'body') {
      this.state = 'cut';
      const came = this.raw.length - this.bodyStart;
      if (this.framing?.framing === 'length') {
        addFault(this.faults, 'length-too-long', `declared ${this.framing.length}, came ${came}`);
      }
      if (this.framing?.framing === 'chunked') addFault(this.faults, 'bad-chunk', 'the last chunk is missing');
    }
  }

  /** Everything that came, up to the limits. */
  response(): Buffer {
    return this.raw.view();
  }

  /**
   * The answer as far as it was read; undefined before the end of its head. Gzip is taken off a whole
   * body; `tooBig` says that it would have passed the limit.
   */
  answer(acceptsGzip: boolean): { http?: HttpAnswer; tooBig: boolean } {
    const http = this.undecoded();
    if (http === undefined) return { tooBig: false };
    return { http, tooBig: decodeContent(http, this.state === 'whole', acceptsGzip, this.maxBodyBytes) };
  }

  private undecoded(): HttpAnswer | undefined {
    if (this.head === undefined || this.framing === undefined) return undefined;
    const faults = [...this.faults];
    // Told last, and from all that came, so that it does not depend on how it came.
    const unread = this.raw.length - this.cursor.at;
    if (this.state === 'broken') faults.push({ kind: 'bad-chunk', detail: this.quoteUnread() });
    if (this.state === 'whole' && unread > 0) {
      const kind = this.framing.framing === 'length' ? 'length-too-short' : 'junk-after';
      faults.push({ kind, detail: `${unread} bytes: ${this.quoteUnread()}` });
    }
    // Named one by one: a spread of each answer's head is felt.
    const { version, status, reason, headers } = this.head;
    return { version, status, reason, headers, framing: this.framing.framing, body: this.body(this.framing), faults };
  }

  private quoteUnread(): string {
    return quote(this.response().toString('latin1', this.cursor.at, this.cursor.at + 80));
  }

  private body({ framing, length }: Framing): Buffer {
    if (framing === 'chunked') return this.chunks.body.view();
    if (framing === 'none') return Buffer.alloc(0);
    const end = framing === 'length' ? this.bodyStart + length : this.raw.length;
    return this.response().subarray(this.bodyStart, end);
  }

  private recallHead(): boolean {
    const known = knownHead(this.cursor.view, this.bodiless);
    if (known === undefined) return false;
    this.head = known.head;
    this.faults.push(...known.faults);
    this.beginBody(known.framing, known.bytes);
    return true;
  }

  private readHead(): void {
    const { cursor } = this;
    while (this.state === 'head') {
      if (this.head === undefined && !mayBeStatusLine(cursor.view, cursor.at)) {
        this.state = 'broken';
        return;
      }
      const line = cursor.line();
      if (line === undefined) return;
      if (cursor.endedBare) addFault(this.faults, 'bare-lf', quote(line));
      if (this.head === undefined) this.readFirstLine(line);
      else if (line === '') this.endHead(this.head);
      else readHeaderLine(line, this.head.headers, this.faults);
    }
  }

  private readFirstLine(line: string): void {
    if (line === '') {
      addFault(this.faults, 'bad-status-line', 'an empty line before it');
      return;
    }
    this.head = readStatusLine(line, this.faults);
    if (this.head === undefined) this.state = 'broken';
  }

  private endHead(head: Head): void {
    // An interim answer. 101 is none: no upgrade was asked for, and HTTP ends there.
    if (head.status >= 100 && head.status < 200 && head.status !== 101) {
      this.head = undefined;
      return;
    }
    this.beginBody(framingOf(head, this.bodiless, this.faults), this.cursor.at);
    keepHead(this.cursor.view, this.bodiless, { head, framing: this.framing!, faults: [...this.faults], bytes: this.bodyStart });
  }

  private beginBody(framing: Framing, start: number): void {
    this.framing = framing;
    this.cursor.at = start;
    this.bodyStart = start;
    this.state = 'body';
  }

  private readBody(): void {
    const { cursor } = this;
    const { framing, length } = this.framing ?? { framing: 'close', length: 0 };
    if (framing === 'chunked') {
      this.chunks.read(cursor);
      if (this.chunks.state === 'done') this.state = 'whole';
      if (this.chunks.state === 'broken') this.state = 'broken';
    } else if (framing !== 'close' && cursor.view.length >= this.bodyStart + length) {
      cursor.at = this.bodyStart + length;
      this.state = 'whole';
    }
  }

  private holdLimit(): void {
    const unfinished = this.state === 'head' || this.state === 'body';
    // What follows a whole answer, or cannot be read at all, may still fill both limits together.
    let limit = this.maxHeadBytes + this.maxBodyBytes;
    if (this.state === 'head') limit = this.maxHeadBytes;
    if (this.state === 'body') limit = this.bodyStart + this.maxBodyBytes;
    if (this.raw.length <= limit) return;
    this.raw.cut(limit);
    this.truncated = true;
    if (unfinished) this.state = 'oversize';
  }
}

/**
 * Reads an answer that has come whole, to the end of its connection. Undefined when it has no whole
 * HTTP head. Never throws: what is wrong stands in `faults`.
 *
 * ```ts
 * const answer = readHttp(Buffer.from('HTTP/1.1 200 OK\nContent-Length: 2\n\nok'));
 * answer?.faults; // [{ kind: 'bare-lf', detail: '"HTTP/1.1 200 OK"' }]
 * ```
 */
export function readHttp(bytes: Buffer, options: ReadOptions & { acceptsGzip?: boolean } = {}): HttpAnswer | undefined {
  const reader = new HttpReader(options);
  reader.push(bytes);
  reader.end();
  return reader.answer(options.acceptsGzip ?? false).http;
}
