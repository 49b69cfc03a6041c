/** Bytes of the record as buffers, texts and HTTP heads. Reads anything, judges nothing, never throws. */
import { isUtf8 } from 'node:buffer';
import type { Bytes } from '../harness/record/events.ts';

/** The bytes themselves. */
export function bufferOf(bytes: Bytes): Buffer {
  return 'text' in bytes ? Buffer.from(bytes.text, 'utf8') : Buffer.from(bytes.base64, 'base64');
}

/** As text: UTF-8 where it is, else ASCII with every other byte written `\xD0`. */
export function textOf(buffer: Buffer): string {
  if (isUtf8(buffer)) return buffer.toString('utf8');
  return buffer.toString('latin1').replace(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Bytes cut to a length; says whether anything was cut. */
export function shorten(bytes: Bytes, limit: number): { bytes: Bytes; cut: boolean } {
  if ('text' in bytes) return bytes.text.length <= limit ? { bytes, cut: false } : { bytes: { text: wholeChars(bytes.text, limit) }, cut: true };
  const chars = Math.ceil(limit / 3) * 4;
  return bytes.base64.length <= chars ? { bytes, cut: false } : { bytes: { base64: bytes.base64.slice(0, chars) }, cut: true };
}

function wholeChars(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit);
}

/** A request or an answer taken apart at its first line and its first empty line. */
export interface HttpText {
  /** Request line or status line. */
  line: string;
  headers: string[];
  body: Buffer;
}

/** Splits at the empty line; lines may end in LF alone. What has no empty line is all head. */
export function splitHttp(buffer: Buffer): HttpText {
  const end = headEnd(buffer);
  const [line = '', ...headers] = textOf(buffer.subarray(0, end.head)).split(/\r?\n/);
  return { line, headers, body: buffer.subarray(end.body) };
}

function headEnd(buffer: Buffer): { head: number; body: number } {
  const crlf = buffer.indexOf('\r\n\r\n');
  const lf = buffer.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { head: crlf, body: crlf + 4 };
  if (lf >= 0) return { head: lf, body: lf + 2 };
  return { head: buffer.length, body: buffer.length };
}

/** `00000000  3c 3f 78 6d …  <?xm…`: sixteen bytes a line. */
export function hexLines(buffer: Buffer, limit: number): string[] {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(buffer.length, limit); at += 16) {
    const row = buffer.subarray(at, Math.min(at + 16, limit));
    const hex = row.toString('hex').replace(/../g, '$& ').padEnd(48);
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex} ${row.toString('latin1').replace(/[^\x20-\x7e]/g, '·')}`);
  }
  return lines;
}
