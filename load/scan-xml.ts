import { isUtf8 } from 'node:buffer';
import { isAt, skipBlanks } from './scan-bytes.ts';
import type { Scanned } from './scan-head.ts';

const OPEN = 60; // <
const SLASH = 47;
const CLOSE = 62; // >
const AMPERSAND = 38;

const tag = (name: string) => Buffer.from(`<${name}>`);
const end = (name: string) => Buffer.from(`</${name}>`);
const RESPONSE = tag('response');
const RESPONSE_END = end('response');
const TXN = tag('txn_id');
const TXN_END = end('txn_id');
const PRV = tag('prv_txn');
const PRV_END = end('prv_txn');
const SUM = tag('sum');
const SUM_END = end('sum');
const RESULT = tag('result');
const RESULT_END = end('result');
const COMMENT = tag('comment');
const COMMENT_END = end('comment');
const COMMENT_EMPTY = Buffer.from('<comment/>');
const FIELDS = tag('fields');
const FIELDS_END = end('fields');

/** Declarations as they are written; another one is read in full. */
const DECLARATIONS = ['"', "'"].flatMap((q) =>
  ['UTF-8', 'utf-8']
    .map((name) => Buffer.from(`<?xml version=${q}1.0${q} encoding=${q}${name}${q}?>`))
    .concat(Buffer.from(`<?xml version=${q}1.0${q}?>`)),
);

const TXN_SEEN = 1;
const PRV_SEEN = 2;
const SUM_SEEN = 4;
const RESULT_SEEN = 8;
const COMMENT_SEEN = 16;
const FIELDS_SEEN = 32;

/**
 * Reads the body of an XML answer without making a single object: the elements of table 6 in any order,
 * each at most once, values plain, white space between them as it comes. False for everything else, right
 * or wrong: comments, CDATA, attributes, unknown elements. Those go to the full reader.
 */
export function scanXml(bytes: Buffer, out: Scanned): boolean {
  const to = out.bodyEnd;
  let at = out.bodyStart;
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
  if (bytes[at + 1] === 63) {
    const declaration = DECLARATIONS.find((each) => isAt(bytes, at, to, each));
    if (declaration === undefined) return false;
    at += declaration.length;
  }
  at = skipBlanks(bytes, at, to);
  if (!isAt(bytes, at, to, RESPONSE)) return false;
  at += RESPONSE.length;
  let seen = 0;
  out.prvStart = out.prvEnd = out.sumStart = out.sumEnd = 0;
  for (;;) {
    at = skipBlanks(bytes, at, to);
    if (at + 1 >= to || bytes[at] !== OPEN) return false;
    const bit = elementAt(bytes, at, to);
    if (bit === 0) break;
    if ((seen & bit) !== 0) return false;
    seen |= bit;
    at = readElement(bytes, at, to, bit, out);
    if (at < 0) return false;
  }
  if ((seen & (TXN_SEEN | RESULT_SEEN)) !== (TXN_SEEN | RESULT_SEEN) || !isAt(bytes, at, to, RESPONSE_END)) return false;
  return skipBlanks(bytes, at + RESPONSE_END.length, to) === to;
}

function elementAt(bytes: Buffer, at: number, to: number): number {
  switch (bytes[at + 1]) {
    case 116:
      return isAt(bytes, at, to, TXN) ? TXN_SEEN : 0;
    case 112:
      return isAt(bytes, at, to, PRV) ? PRV_SEEN : 0;
    case 115:
      return isAt(bytes, at, to, SUM) ? SUM_SEEN : 0;
    case 114:
      return isAt(bytes, at, to, RESULT) ? RESULT_SEEN : 0;
    case 99:
      return isAt(bytes, at, to, COMMENT) || isAt(bytes, at, to, COMMENT_EMPTY) ? COMMENT_SEEN : 0;
    case 102:
      return isAt(bytes, at, to, FIELDS) ? FIELDS_SEEN : 0;
    default:
      return 0;
  }
}

/** Behind the element, or -1 where its content is not plainly right. */
function readElement(bytes: Buffer, at: number, to: number, bit: number, out: Scanned): number {
  if (bit === TXN_SEEN) {
    out.txnStart = at + TXN.length;
    out.txnEnd = digitsEnd(bytes, out.txnStart, 18);
    return behind(bytes, out.txnStart, out.txnEnd, to, TXN_END);
  }
  if (bit === PRV_SEEN) {
    out.prvStart = at + PRV.length;
    out.prvEnd = digitsEnd(bytes, out.prvStart, 20);
    return behind(bytes, out.prvStart, out.prvEnd, to, PRV_END);
  }
  if (bit === SUM_SEEN) {
    out.sumStart = at + SUM.length;
    out.sumEnd = sumEnd(bytes, out.sumStart);
    return behind(bytes, out.sumStart, out.sumEnd, to, SUM_END);
  }
  if (bit === RESULT_SEEN) {
    const digit = bytes[at + RESULT.length]! - 48;
    if (digit < 0 || digit > 5) return -1;
    out.result = digit;
    return behind(bytes, at + RESULT.length, at + RESULT.length + 1, to, RESULT_END);
  }
  if (bit === COMMENT_SEEN) {
    if (bytes[at + COMMENT.length - 1] === SLASH) return at + COMMENT_EMPTY.length;
    return behindText(bytes, at + COMMENT.length, to, COMMENT_END);
  }
  return readFields(bytes, at + FIELDS.length, to);
}

/** `<field1 name="…">…</field1>`, any number of them, each name once. */
function readFields(bytes: Buffer, from: number, to: number): number {
  let at = skipBlanks(bytes, from, to);
  for (let count = 0; !isAt(bytes, at, to, FIELDS_END); count++) {
    if (count === 20 || !isAt(bytes, at, to, FIELD)) return -1;
    const number = at + FIELD.length;
    const numberEnd = digitsEnd(bytes, number, 3);
    if (numberEnd === number || !isAt(bytes, numberEnd, to, NAME)) return -1;
    const quote = bytes.indexOf(34, numberEnd + NAME.length);
    if (quote < 0 || quote >= to || bytes[quote + 1] !== CLOSE || !isText(bytes, numberEnd + NAME.length, quote)) return -1;
    const textEnd = bytes.indexOf(OPEN, quote + 2);
    if (textEnd < 0 || textEnd >= to || !isText(bytes, quote + 2, textEnd) || bytes[textEnd + 1] !== SLASH) return -1;
    // The end tag has the name of the start tag, number and all.
    const name = numberEnd - at - 1;
    for (let i = 0; i < name; i++) if (bytes[textEnd + 2 + i] !== bytes[at + 1 + i]) return -1;
    at = textEnd + 2 + name;
    if (bytes[at] !== CLOSE) return -1;
    at = skipBlanks(bytes, at + 1, to);
  }
  return at + FIELDS_END.length;
}

const FIELD = Buffer.from('<field');
const NAME = Buffer.from(' name="');

/** Text up to the next tag, which has to be this end tag. */
function behindText(bytes: Buffer, from: number, to: number, endTag: Buffer): number {
  const open = bytes.indexOf(OPEN, from);
  if (open < 0 || open >= to || !isText(bytes, from, open) || !isAt(bytes, open, to, endTag)) return -1;
  return open + endTag.length;
}

/** Characters that XML allows, without references: UTF-8, no controls, no `&`, no `]]>`, no `<`. */
function isText(bytes: Buffer, from: number, to: number): boolean {
  let ascii = true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 128) {
      // U+FFFE and U+FFFF begin so, and are no characters.
      if (byte === 0xef) return false;
      ascii = false;
    } else if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === AMPERSAND || byte === CLOSE || byte === OPEN) return false;
  }
  return ascii || isUtf8(bytes.subarray(from, to));
}

function behind(bytes: Buffer, start: number, valueEnd: number, to: number, endTag: Buffer): number {
  return valueEnd > start && isAt(bytes, valueEnd, to, endTag) ? valueEnd + endTag.length : -1;
}

/** Behind up to `most` digits. */
function digitsEnd(bytes: Buffer, from: number, most: number): number {
  let at = from;
  while (at - from < most && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
  return at;
}

/** Behind a sum with two decimals, or `from`. */
function sumEnd(bytes: Buffer, from: number): number {
  const point = digitsEnd(bytes, from, 15);
  if (point === from || bytes[point] !== 46) return from;
  return digitsEnd(bytes, point + 1, 2) === point + 3 ? point + 3 : from;
}
