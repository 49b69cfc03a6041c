import type { HttpAnswer, HttpFault } from './exchange.ts';

/** Status line and headers of one answer. */
export type Head = Pick<HttpAnswer, 'version' | 'status' | 'reason' | 'headers'>;

/** How the end of a body is known; `length` in bytes, for framing `length` alone. */
export interface Framing {
  framing: HttpAnswer['framing'];
  length: number;
}

/** One defect repeated on each of a thousand lines is told a few times, so that a record stays small. */
const FAULTS_OF_A_KIND = 5;

export function addFault(faults: HttpFault[], kind: HttpFault['kind'], detail: string): void {
  const most = kind === 'bare-lf' ? 1 : FAULTS_OF_A_KIND;
  let same = 0;
  for (const fault of faults) if (fault.kind === kind) same += 1;
  if (same < most) faults.push({ kind, detail });
}

/** A piece of what came, short and printable. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

// RFC 9112, 4: status-line = HTTP-version SP status-code SP [ reason-phrase ]; the second space is
// mandatory even when the phrase is absent.
const STRICT_STATUS = /^HTTP\/(1\.[01]) ([1-5]\d\d) ([\t\x20-\x7e\x80-\xff]*)$/;
const LAX_STATUS = /^HTTP\/(\d+(?:\.\d+)?)[ \t]+(\d{3})(?![0-9])[ \t]*(.*)$/is;

/** Undefined when the line is no status line by any reading. */
export function readStatusLine(line: string, faults: HttpFault[]): Head | undefined {
  const strict = STRICT_STATUS.exec(line);
  const match = strict ?? LAX_STATUS.exec(line);
  if (match === null) return undefined;
  if (strict === null) addFault(faults, 'bad-status-line', quote(line));
  return { version: match[1] ?? '', status: Number(match[2]), reason: match[3] ?? '', headers: [] };
}

const PREFIX = 'http/';

/** False as soon as the bytes from `at` cannot become a status line, so that garbage need not be waited for. */
export function mayBeStatusLine(view: Buffer, at: number): boolean {
  const first = view[at];
  if (first === 10 || first === 13) return true;
  for (let i = 0; i < PREFIX.length && at + i < view.length; i += 1) {
    if (((view[at + i] ?? 0) | 0x20) !== PREFIX.charCodeAt(i)) return false;
  }
  return true;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// Everything but HTAB, visible characters and obs-text.
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** Reads one line of the head or of the trailers into `headers`. */
export function readHeaderLine(line: string, headers: Head['headers'], faults: HttpFault[]): void {
  const last = headers.at(-1);
  if ((line.startsWith(' ') || line.startsWith('\t')) && last !== undefined) {
    addFault(faults, 'folded-header', quote(line));
    last[1] = `${last[1]} ${trimmed(line)}`;
    return;
  }
  const colon = line.indexOf(':');
  const spelled = colon < 0 ? '' : line.slice(0, colon);
  const name = spelled.trim();
  const value = trimmed(line.slice(colon + 1));
  if (!TOKEN.test(spelled) || FORBIDDEN_IN_VALUE.test(value)) addFault(faults, 'bad-header', quote(line));
  if (name !== '') headers.push([name, value]);
}

// By hand: /[ \t]+$/ takes quadratic time on a line of 64 KiB spaces, and trim() would take more than blanks.
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** All values of a header, split at commas, lower case. */
export function listed(headers: Head['headers'], name: string): string[] {
  const values: string[] = [];
  // By place: iterators over each answer's headers are felt.
  for (let at = 0; at < headers.length; at += 1) {
    const header = headers[at]!;
    if (header[0].length !== name.length || header[0].toLowerCase() !== name) continue;
    for (const part of header[1].split(',')) values.push(trimmed(part).toLowerCase());
  }
  return values;
}

/**
 * RFC 9112, 6.3, and what an ordinary client makes of an answer that breaks it: a transfer coding
 * wins over a length, the first of two different lengths is believed, and a length that is no number
 * is no length.
 *
 * @param bodiless the request was a HEAD
 */
export function framingOf(head: Head, bodiless: boolean, faults: HttpFault[]): Framing {
  const codings = listed(head.headers, 'transfer-encoding');
  const lengths = listed(head.headers, 'content-length');
  if (lengths.length > 1) addFault(faults, 'two-lengths', `Content-Length: ${quote(lengths.join(', '))}`);
  if (lengths.length > 0 && codings.length > 0) {
    addFault(faults, 'two-lengths', 'Content-Length beside Transfer-Encoding');
  }
  const bad = lengths.find((text) => !/^\d+$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER);
  if (bad !== undefined) addFault(faults, 'bad-length', quote(bad));

  if (bodiless || head.status < 200 || head.status === 204 || head.status === 304) return { framing: 'none', length: 0 };
  if (codings.length > 0) return { framing: transferFraming(head, codings, faults), length: 0 };
  const length = lengths[0];
  if (length === undefined || bad !== undefined) return { framing: 'close', length: 0 };
  return { framing: 'length', length: Number(length) };
}

function transferFraming(head: Head, codings: string[], faults: HttpFault[]): 'chunked' | 'close' {
  const known = codings.length === 1 && codings[0] === 'chunked' && head.version !== '1.0';
  if (!known) addFault(faults, 'unknown-coding', `HTTP/${head.version} Transfer-Encoding: ${quote(codings.join(', '))}`);
  return codings.at(-1) === 'chunked' ? 'chunked' : 'close';
}

/** An answer with one of these has an end that its sender may see elsewhere. */
const FRAMING_FAULTS = new Set<HttpFault['kind']>(['two-lengths', 'bad-length', 'bad-chunk', 'length-too-short', 'junk-after']);

/** Whether a whole answer leaves its connection fit for another request. An HTTP/1.0 answer never does. */
export function keepsOpen(answer: HttpAnswer): boolean {
  if (answer.version !== '1.1' || answer.status === 101 || answer.framing === 'close') return false;
  if (answer.faults.some((fault) => FRAMING_FAULTS.has(fault.kind))) return false;
  return !saysClose(answer.headers);
}

/** By headers: a head that was read before comes with the same ones again. */
const closing = new WeakMap<Head['headers'], boolean>();

function saysClose(headers: Head['headers']): boolean {
  let says = closing.get(headers);
  if (says === undefined) closing.set(headers, (says = listed(headers, 'connection').includes('close')));
  return says;
}
