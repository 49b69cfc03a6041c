import type { Edition } from '../protocol/index.ts';
import { isDigit } from './scan-bytes.ts';
import { nothingScanned, type Scanned } from './scan-head.ts';

/**
 * Answers to payments are alike: from one to the next the digits of `txn_id` and `prv_txn` change, and
 * nothing else. One that differs in these digits alone from an answer that was plainly right is plainly
 * right as well, and to see that takes a fraction of reading it.
 */
interface Seen {
  /** Bytes of the whole answer. */
  size: number;
  bytes: Uint8Array;
  /** 0 for a byte that may differ, 255 for one that may not. */
  mask: Uint8Array;
  /** The same, four bytes at a time. */
  words: Int32Array;
  wordMask: Int32Array;
  out: Scanned;
}

/** Longer ones are read each time. */
const MOST_BYTES = 2_048;
/** So many lengths are kept apart: those of check and pay, and of a number that has grown by a digit. */
const LENGTHS = 16;

const seen: Record<Edition, (Seen | undefined)[]> = { xml: [], json: [] };

/** Fills `out` where the answer in the first `size` bytes is like one that was remembered. */
export function isLikeSeen(bytes: Buffer, size: number, edition: Edition, out: Scanned): boolean {
  const like = seen[edition][size % LENGTHS];
  if (like === undefined || like.size !== size) return false;
  const words = wordsOf(bytes);
  if (words === undefined) return false;
  const { words: known, wordMask: mask } = like;
  const whole = size >> 2;
  for (let at = 0; at < whole; at++) if (((words[at]! ^ known[at]!) & mask[at]!) !== 0) return false;
  for (let at = whole << 2; at < size; at++) if (((bytes[at]! ^ like.bytes[at]!) & like.mask[at]!) !== 0) return false;
  const { txnStart, txnEnd, prvStart, prvEnd } = like.out;
  if (!isPlainNumber(bytes, txnStart, txnEnd) || !isPlainNumber(bytes, prvStart, prvEnd)) return false;
  copy(like.out, out);
  return true;
}

/** Takes an answer that was read and is plainly right for a pattern of those to come. */
export function remember(bytes: Buffer, size: number, edition: Edition, out: Scanned): void {
  if (size > MOST_BYTES) return;
  const like = (seen[edition][size % LENGTHS] ??= nothingSeen());
  like.size = size;
  like.bytes.set(bytes.subarray(0, size));
  like.mask.fill(255, 0, size);
  like.mask.fill(0, out.txnStart, out.txnEnd);
  like.mask.fill(0, out.prvStart, out.prvEnd);
  copy(out, like.out);
}

function nothingSeen(): Seen {
  const [bytes, mask] = [new Uint8Array(MOST_BYTES), new Uint8Array(MOST_BYTES)];
  return { size: 0, bytes, mask, words: new Int32Array(bytes.buffer), wordMask: new Int32Array(mask.buffer), out: nothingScanned() };
}

/** Field by field: a hot path that makes no objects. */
function copy(from: Scanned, to: Scanned): void {
  to.end = from.end;
  to.bodyStart = from.bodyStart;
  to.bodyEnd = from.bodyEnd;
  to.keep = from.keep;
  to.txnStart = from.txnStart;
  to.txnEnd = from.txnEnd;
  to.result = from.result;
  to.prvStart = from.prvStart;
  to.prvEnd = from.prvEnd;
  to.sumStart = from.sumStart;
  to.sumEnd = from.sumEnd;
}

/** Digits, or nothing where there was nothing. A zero in front is no matter of course: JSON has no such number. */
function isPlainNumber(bytes: Buffer, from: number, to: number): boolean {
  if (bytes[from] === 48 && to > from) return false;
  for (let at = from; at < to; at++) if (!isDigit(bytes[at]!)) return false;
  return true;
}

let viewed: Buffer | undefined;
let view: Int32Array | undefined;

/** The bytes four at a time, where they lie so in memory. All connections of a thread read into one buffer. */
function wordsOf(bytes: Buffer): Int32Array | undefined {
  if (bytes !== viewed) {
    viewed = bytes;
    view = bytes.byteOffset % 4 === 0 ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : undefined;
  }
  return view;
}
