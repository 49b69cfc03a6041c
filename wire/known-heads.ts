import type { HttpFault } from './exchange.ts';
import type { Framing, Head } from './http-head.ts';

/** All that is read of the head of an answer. Nothing of it is changed later. */
export interface KnownHead {
  head: Head;
  framing: Framing;
  faults: readonly HttpFault[];
  /** Its length, the empty line included. */
  bytes: number;
}

/**
 * The last heads by their bytes: a server writes the same one over and over, but for the second in its Date, and
 * reading one takes as long as reading the answer in it.
 */
const kept = new Map<string, KnownHead>();
const MOST_KEPT = 50;
const LONGEST_KEPT = 1_000;

/** The head that these bytes begin with, if it was read before. */
export function knownHead(bytes: Buffer, bodiless: boolean): KnownHead | undefined {
  const length = lengthOf(bytes);
  return length === undefined ? undefined : kept.get(keyOf(bytes, length, bodiless));
}

export function keepHead(bytes: Buffer, bodiless: boolean, known: KnownHead): void {
  // Behind an interim answer, or with other line ends, it would not be found again.
  if (known.bytes !== lengthOf(bytes)) return;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(keyOf(bytes, known.bytes, bodiless), known);
}

/** Up to the first empty line, that included. */
function lengthOf(bytes: Buffer): number | undefined {
  const end = bytes.subarray(0, LONGEST_KEPT).indexOf('\r\n\r\n');
  return end < 0 ? undefined : end + 4;
}

/** To a HEAD the same bytes are another answer. */
function keyOf(bytes: Buffer, length: number, bodiless: boolean): string {
  return (bodiless ? 'HEAD ' : '') + bytes.toString('latin1', 0, length);
}
