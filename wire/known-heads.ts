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
  const text = firstHead(bytes);
  return text === undefined ? undefined : kept.get(keyOf(text, bodiless));
}

export function keepHead(bytes: Buffer, bodiless: boolean, known: KnownHead): void {
  const text = firstHead(bytes);
  // Behind an interim answer, or with other line ends, it would not be found again.
  if (known.bytes !== text?.length) return;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(keyOf(text, bodiless), known);
}

/** Up to the first empty line, that included; a byte a character. */
function firstHead(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1', 0, LONGEST_KEPT);
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? undefined : text.slice(0, end + 4);
}

/** To a HEAD the same bytes are another answer. */
function keyOf(text: string, bodiless: boolean): string {
  return bodiless ? `HEAD ${text}` : text;
}
