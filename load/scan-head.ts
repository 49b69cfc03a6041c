import type { Edition } from '../protocol/index.ts';
import { isAt } from './scan-bytes.ts';

/**
 * Where the parts of one answer stand in its bytes. One object serves all answers of a thread: the hot
 * path makes no garbage.
 */
export interface Scanned {
  /** Behind the last byte of the answer. */
  end: number;
  bodyStart: number;
  bodyEnd: number;
  /** The connection can take another request. */
  keep: boolean;
  txnStart: number;
  txnEnd: number;
  /** 0 to 5. */
  result: number;
  /** Both 0 where there is none. */
  prvStart: number;
  prvEnd: number;
  sumStart: number;
  sumEnd: number;
}

export function nothingScanned(): Scanned {
  return { end: 0, bodyStart: 0, bodyEnd: 0, keep: true, txnStart: 0, txnEnd: 0, result: 0, prvStart: 0, prvEnd: 0, sumStart: 0, sumEnd: 0 };
}

const CR = 13;
const LF = 10;
const SPACE = 32;
const COLON = 58;

const STATUS = Buffer.from('HTTP/1.1 200 ');

/** Bytes that a header's name may have: RFC 9110's token. */
const TOKEN = new Uint8Array(256);
for (const char of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") TOKEN[char.charCodeAt(0)] = 1;

const LENGTH = Buffer.from('content-length');
const TYPE = Buffer.from('content-type');
const CONNECTION = Buffer.from('connection');
const CLOSE = Buffer.from('close');
const KEEP_ALIVE = Buffer.from('keep-alive');

/** Names that say how a body is to be read in a way that is left to the full reader. */
const LEFT = [Buffer.from('content-encoding'), Buffer.from('trailer'), Buffer.from('upgrade')];
const TRANSFER = Buffer.from('transfer-encoding');
const CHUNKED = Buffer.from('chunked');

/** The Content-Types that nothing objects to, as they were seen to be; one a connection is the usual number. */
const PLAIN_TYPES: Record<Edition, RegExp> = {
  xml: /^(?:text|application)\/xml(?:; ?charset="?utf-8"?)?$/i,
  json: /^application\/json(?:; ?charset="?utf-8"?)?$/i,
};

/**
 * Reads the head of an answer that is whole in the first `to` bytes, and finds its body. False for
 * everything that is not plainly right: another status, a header line that HTTP's grammar does not
 * have, two lengths, a body that is not all there or has bytes behind it. Those go to the full reader.
 */
export function scanHead(bytes: Buffer, to: number, edition: Edition, out: Scanned): boolean {
  let at = STATUS.length;
  if (to < 40 || !isAt(bytes, 0, to, STATUS)) return false;
  at = endOfText(bytes, at, to);
  if (at < 0) return false;
  let length = -1;
  let chunked = false;
  let typed = false;
  let keep = true;
  let connections = 0;
  for (;;) {
    if (bytes[at] === CR) {
      if (at + 1 >= to || bytes[at + 1] !== LF) return false;
      at += 2;
      break;
    }
    const name = at;
    while (at < to && TOKEN[bytes[at]!] === 1) at++;
    if (at === name || at >= to || bytes[at] !== COLON) return false;
    const nameEnd = at++;
    while (at < to && bytes[at] === SPACE) at++;
    const value = at;
    at = endOfText(bytes, at, to);
    if (at < 0) return false;
    const valueEnd = at - 2;
    if (isNamed(bytes, name, nameEnd, LENGTH)) {
      if (length >= 0) return false;
      length = digits(bytes, value, valueEnd);
      if (length < 0) return false;
    } else if (isNamed(bytes, name, nameEnd, TYPE)) {
      if (typed || !isPlainType(bytes, value, valueEnd, edition)) return false;
      typed = true;
    } else if (isNamed(bytes, name, nameEnd, CONNECTION)) {
      if (++connections > 1) return false;
      if (isNamed(bytes, value, valueEnd, CLOSE)) keep = false;
      else if (!isNamed(bytes, value, valueEnd, KEEP_ALIVE)) return false;
    } else if (isNamed(bytes, name, nameEnd, TRANSFER)) {
      if (chunked || !isNamed(bytes, value, valueEnd, CHUNKED)) return false;
      chunked = true;
    } else if (LEFT.some((left) => isNamed(bytes, name, nameEnd, left))) return false;
  }
  if (!typed || chunked === length >= 0) return false;
  out.keep = keep;
  if (chunked) return scanChunk(bytes, at, to, out);
  out.bodyStart = at;
  out.bodyEnd = at + length;
  out.end = out.bodyEnd;
  return out.end === to;
}

/** One chunk and the last one, as servers send a short answer; more chunks are put together elsewhere. */
function scanChunk(bytes: Buffer, from: number, to: number, out: Scanned): boolean {
  let size = 0;
  let at = from;
  for (; at < to && at - from < 6; at++) {
    const digit = hexDigit(bytes[at]!);
    if (digit < 0) break;
    size = size * 16 + digit;
  }
  if (at === from || size === 0 || bytes[at] !== CR || bytes[at + 1] !== LF) return false;
  out.bodyStart = at + 2;
  out.bodyEnd = out.bodyStart + size;
  out.end = out.bodyEnd + 7;
  return out.end === to && bytes.toString('latin1', out.bodyEnd, to) === '\r\n0\r\n\r\n';
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Behind the CRLF that ends a line of printable ASCII, or -1. */
function endOfText(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= SPACE && byte < 127) continue;
    // Blanks before the line's end belong to no value; whoever sends them is read in full.
    return byte === CR && at + 1 < to && bytes[at + 1] === LF && (at === from || bytes[at - 1] !== SPACE) ? at + 2 : -1;
  }
  return -1;
}

/** Letters in any case, as names of headers are, and the words that some of them have. `name` is in small letters. */
function isNamed(bytes: Buffer, from: number, to: number, name: Buffer): boolean {
  if (to - from !== name.length) return false;
  for (let i = 0; i < name.length; i++) {
    const byte = bytes[from + i]!;
    if (byte !== name[i] && (byte < 65 || byte > 90 || (byte | 32) !== name[i])) return false;
  }
  return true;
}

const known: Record<Edition, Buffer> = { xml: Buffer.alloc(0), json: Buffer.alloc(0) };

function isPlainType(bytes: Buffer, from: number, to: number, edition: Edition): boolean {
  const last = known[edition];
  if (last.length > 0 && to - from === last.length && isAt(bytes, from, to, last)) return true;
  if (to - from > 60 || !PLAIN_TYPES[edition].test(bytes.toString('latin1', from, to))) return false;
  known[edition] = Buffer.from(bytes.subarray(from, to));
  return true;
}

/** A length of at most seven digits, or -1. */
function digits(bytes: Buffer, from: number, to: number): number {
  if (to === from || to - from > 7) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
