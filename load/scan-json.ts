import { isUtf8 } from 'node:buffer';
import { isAt, isDigit, skipBlanks } from './scan-bytes.ts';
import type { Scanned } from './scan-head.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN = 123;
const CLOSE = 125;

const TXN = 1;
const PRV = 2;
const SUM = 4;
const RESULT = 8;
const COMMENT = 16;
const FIELDS = 32;
const KEYS: readonly (readonly [bit: number, key: Buffer])[] = [
  [TXN, Buffer.from('"txn_id"')],
  [RESULT, Buffer.from('"result"')],
  [PRV, Buffer.from('"prv_txn_id"')],
  [SUM, Buffer.from('"sum"')],
  [COMMENT, Buffer.from('"comment"')],
  [FIELDS, Buffer.from('"fields"')],
];

/**
 * Reads the body of an answer of the JSON edition in the same way: known members, each at most once,
 * numbers as digits or strings. False for everything else; that goes to the full reader.
 */
export function scanJson(bytes: Buffer, out: Scanned): boolean {
  const to = out.bodyEnd;
  let at = skipBlanks(bytes, out.bodyStart, to);
  if (at >= to || bytes[at] !== OPEN) return false;
  let seen = 0;
  out.prvStart = out.prvEnd = out.sumStart = out.sumEnd = 0;
  do {
    at = skipBlanks(bytes, at + 1, to);
    const known = KEYS.find(([, key]) => isAt(bytes, at, to, key));
    if (known === undefined || (seen & known[0]) !== 0) return false;
    seen |= known[0];
    at = skipBlanks(bytes, at + known[1].length, to);
    if (at >= to || bytes[at] !== COLON) return false;
    at = readMember(bytes, skipBlanks(bytes, at + 1, to), to, known[0], out);
    if (at < 0) return false;
    at = skipBlanks(bytes, at, to);
  } while (at < to && bytes[at] === COMMA);
  if (at >= to || bytes[at] !== CLOSE || (seen & (TXN | RESULT)) !== (TXN | RESULT)) return false;
  return skipBlanks(bytes, at + 1, to) === to;
}

function readMember(bytes: Buffer, at: number, to: number, bit: number, out: Scanned): number {
  if (bit === COMMENT) return readString(bytes, at, to);
  if (bit === FIELDS) return readFields(bytes, at, to);
  const quoted = bytes[at] === QUOTE;
  const start = quoted ? at + 1 : at;
  let valueEnd = start;
  while (valueEnd < to && isDigit(bytes[valueEnd]!)) valueEnd++;
  const length = valueEnd - start;
  // JSON has no number with a zero in front.
  if (length === 0 || (!quoted && length > 1 && bytes[start] === 48)) return -1;
  if (bit === SUM) {
    if (length > 15 || bytes[valueEnd] !== 46 || !isDigit(bytes[valueEnd + 1]!) || !isDigit(bytes[valueEnd + 2]!)) return -1;
    valueEnd += 3;
    out.sumStart = start;
    out.sumEnd = valueEnd;
  } else if (bit === TXN) {
    if (length > 18) return -1;
    out.txnStart = start;
    out.txnEnd = valueEnd;
  } else if (bit === PRV) {
    if (length > 20) return -1;
    out.prvStart = start;
    out.prvEnd = valueEnd;
  } else {
    const digit = bytes[start]! - 48;
    if (length > 1 || digit > 5) return -1;
    out.result = digit;
  }
  if (valueEnd >= to) return -1;
  if (quoted) return bytes[valueEnd] === QUOTE ? valueEnd + 1 : -1;
  // What stands behind a bare number has to end it.
  const next = bytes[valueEnd]!;
  return next === COMMA || next === CLOSE || next <= 32 ? valueEnd : -1;
}

/** `{"field1": {"@name": "…", "#text": "…"}}`, in this order. */
function readFields(bytes: Buffer, from: number, to: number): number {
  let at = from;
  if (bytes[at] !== OPEN) return -1;
  for (let count = 0; count < 20; count++) {
    at = skipBlanks(bytes, at + 1, to);
    if (!isAt(bytes, at, to, FIELD)) return -1;
    const number = at + FIELD.length;
    at = number;
    while (at < to && isDigit(bytes[at]!)) at++;
    if (at === number || at - number > 3 || !isAt(bytes, at, to, NAMED)) return -1;
    at = readString(bytes, at + NAMED.length, to);
    if (at < 0 || !isAt(bytes, at, to, TEXT)) return -1;
    at = readString(bytes, at + TEXT.length, to);
    if (at < 0 || at + 1 >= to || bytes[at] !== CLOSE) return -1;
    if (bytes[at + 1] === CLOSE) return at + 2;
    if (bytes[at + 1] !== COMMA) return -1;
    at++;
  }
  return -1;
}

const FIELD = Buffer.from('"field');
const NAMED = Buffer.from('":{"@name":');
const TEXT = Buffer.from(',"#text":');

/** Behind a string without escapes, in UTF-8. */
function readString(bytes: Buffer, at: number, to: number): number {
  if (bytes[at] !== QUOTE) return -1;
  const close = bytes.indexOf(QUOTE, at + 1);
  if (close < 0 || close >= to) return -1;
  let ascii = true;
  for (let i = at + 1; i < close; i++) {
    const byte = bytes[i]!;
    if (byte < 32 || byte === 92) return -1;
    if (byte >= 128) ascii = false;
  }
  return ascii || isUtf8(bytes.subarray(at + 1, close)) ? close + 1 : -1;
}
