import { isAscii, isUtf8 } from 'node:buffer';
import type { Edition, Problem } from '../protocol/index.ts';
import { clip, objection } from './objection.ts';

/** A body as text, and what its bytes, its declaration and its header get wrong (TP-1.xml). */
export interface Decoded {
  /** Without a byte order mark. */
  text: string;
  /** Whether the mark of UTF-8 stood there. */
  bom: boolean;
  problems: Problem[];
}

/**
 * Bytes to text: UTF-8 where they are, else what they most likely are, so that the values can still
 * be read. Never throws. The protocol demands UTF-8 where national letters occur, so another
 * declared encoding is a fault with such letters and a remark without.
 */
export function decode(body: Buffer, edition: Edition, contentType: string | undefined): Decoded {
  const wide = wideEncoding(body);
  if (wide) {
    const problem = objection('answer.other-encoding', 'TP-1.xml', 'must', { expected: 'UTF-8', observed: wide.toUpperCase() });
    const { text } = withoutBom(decodeAs(wide, body) ?? body.toString('latin1'));
    return { text, bom: false, problems: [problem] };
  }
  const ascii = isAscii(body);
  const utf8 = ascii || isUtf8(body);
  const declared = edition === 'xml' ? declaredEncoding(body) : undefined;
  const charset = charsetOf(contentType);
  const named = [declared, charset].filter((name) => name !== undefined && !isUtf8Name(name));
  const problems: Problem[] = [];
  if (named.length > 0) {
    const level = ascii ? 'should' : 'must';
    problems.push(objection('answer.other-encoding', 'TP-1.xml', level, { expected: 'UTF-8', observed: [...new Set(named)].join(', ') }));
  }
  if (declared !== undefined && charset !== undefined && !sameEncoding(declared, charset)) {
    problems.push(objection('answer.charset-conflict', 'TP-1.xml', 'should', { expected: declared, observed: charset }));
  }
  if (utf8) return { ...withoutBom(ascii ? body.toString('latin1') : body.toString('utf8')), problems };
  const guess = guessEncoding(body, named[0]);
  problems.push(objection('answer.not-utf8', 'TP-1.xml', 'must', { expected: 'UTF-8', observed: describeBytes(body, guess) }));
  return { ...withoutBom(guess?.text ?? body.toString('utf8')), problems };
}

/** The media type and charset of a Content-Type; parameters may be quoted. */
export function mediaTypeOf(contentType: string): string {
  return contentType.slice(0, 200).split(';', 1)[0]!.trim().toLowerCase();
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;[ \t]{0,9}charset[ \t]{0,9}=[ \t]{0,9}"?([^\s";,]{1,40})/i.exec(contentType?.slice(0, 200) ?? '')?.[1];
}

/** Read from the bytes, since it says how to read them; also behind text that should not stand before it. */
function declaredEncoding(body: Buffer): string | undefined {
  const head = body.toString('latin1', 0, 4096);
  return /<\?xml[ \t\r\n][^<>?]{0,200}?encoding[ \t\r\n]{0,9}=[ \t\r\n]{0,9}["']([^"'<>]{0,40})["']/.exec(head)?.[1];
}

/** `utf8` is no registered name, but no reader stumbles over it. */
function isUtf8Name(name: string): boolean {
  return /^utf-?8$/i.test(name);
}

function sameEncoding(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || (isUtf8Name(one) && isUtf8Name(other));
}

/** UTF-16 by its byte order mark, or by the zero byte beside the first `<`, `{` or `[`. */
function wideEncoding(body: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = [body[0], body[1]];
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const opens = (byte: number | undefined) => byte === 0x3c || byte === 0x7b || byte === 0x5b;
  if (opens(first) && second === 0) return 'utf-16le';
  if (first === 0 && opens(second)) return 'utf-16be';
  return undefined;
}

interface Guess {
  name: string;
  text: string;
}

/** The encoding that the answer names, if it reads; else windows-1251, if that gives Cyrillic words. */
function guessEncoding(body: Buffer, named: string | undefined): Guess | undefined {
  for (const name of [named, 'windows-1251']) {
    if (name === undefined) continue;
    const text = decodeAs(name, body);
    if (text !== undefined && (name === named || looksCyrillic(text))) return { name, text };
  }
  return undefined;
}

/** Russian letters stand together, and few other signs beside them: other encodings give no such text. */
function looksCyrillic(text: string): boolean {
  if (!/[А-яЁё]{2}/u.test(text)) return false;
  const beyond = text.slice(0, 65_536).match(/[\u{80}-\u{FFFF}]/gu) ?? [];
  const letters = beyond.filter((char) => /[А-яЁё«»№–—…\u{A0}]/u.test(char));
  return letters.length >= beyond.length * 0.8;
}

function describeBytes(body: Buffer, guess: Guess | undefined): string {
  const at = Buffer.byteLength(body.toString('utf8').split('\u{FFFD}', 1)[0]!);
  const byte = `0x${body[at]?.toString(16).toUpperCase() ?? '?'} @${at}`;
  if (!guess) return byte;
  const words = /\P{ASCII}[^<>\p{Cc}]{0,60}/u.exec(guess.text)?.[0] ?? '';
  return `${byte}; ${guess.name}: «${clip(words, 60)}»`;
}

function decodeAs(label: string, body: Buffer): string | undefined {
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(body);
  } catch {
    return undefined; // a name that no decoder here knows
  }
}

function withoutBom(text: string): { text: string; bom: boolean } {
  return text.charCodeAt(0) === 0xfeff ? { text: text.slice(1), bom: true } : { text, bom: false };
}
