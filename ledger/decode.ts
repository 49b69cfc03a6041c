import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be';

/** Large pieces are handed on in slices of this size, so that whoever reads them keeps little. */
const SLICE = 64 * 1024;
const MARK_BYTES = 3;

/**
 * The text of a file in whatever encoding it comes: UTF-8 or UTF-16 by its byte order mark, else
 * UTF-8, else windows-1251. ASCII is the same in the last two, so the first word that is none decides.
 * A file that is UTF-8 and has a broken byte later gets U+FFFD there.
 */
export async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  /** What can't be told yet: the bytes of a mark, a character that goes on in the next piece. */
  let held: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const piece of sliced(bytes)) {
    if (decoder) {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    const whole = held.length > 0 ? Buffer.concat([held, piece]) : piece;
    const sure: number = begun || whole.length >= MARK_BYTES ? whole.length - openEnd(whole) : 0;
    const encoding = (begun ? undefined : byMark(whole)) ?? encodingOf(whole.subarray(0, sure));
    if (encoding !== undefined) {
      decoder = new TextDecoder(encoding);
      yield decoder.decode(whole, { stream: true });
      continue;
    }
    begun ||= sure > 0;
    held = whole.subarray(sure);
    yield whole.toString('latin1', 0, sure);
  }
  if (decoder) yield decoder.decode();
  else if (held.length > 0) yield new TextDecoder(byMark(held) ?? encodingOf(held)).decode(held);
}

/** By the first word that is no ASCII; undefined while there is none. */
function encodingOf(bytes: Buffer): Encoding | undefined {
  if (isAscii(bytes)) return undefined;
  const from = bytes.findIndex((byte) => byte >= 0x80);
  let to = from;
  while (bytes[to]! >= 0x80) to += 1;
  return isUtf8(bytes.subarray(from, to)) ? 'utf-8' : 'windows-1251';
}

/** A decoder takes the mark itself away. */
function byMark(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Bytes at the end that may be the beginning of a character of UTF-8: at most three. */
function openEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

async function* sliced(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let at = 0; at < buffer.length; at += SLICE) yield buffer.subarray(at, at + SLICE);
  }
}
