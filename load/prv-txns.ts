/** Remembers every prv_txn of a run with its payment, exactly, in 12 bytes and the room that a table needs between them. */
export interface PrvTxns {
  /** The payment that had this number before, or -1. The same payment may come again. `start` to `end` are at most 20 digits. */
  add(bytes: Uint8Array, start: number, end: number, payment: number): number;
  /** Every number once more, for putting several threads' together. */
  each(take: (digits: string, payment: number) => void): void;
}

/**
 * A number of 20 digits fits no double: it stands as its last nine digits, the nine before them, and the
 * first two, which share their word with the payment. A payment is told by its number and one, so that an
 * empty place is all zeros: the system gives such memory without touching it.
 */
const WORDS = 3;
const PART_DIGITS = 9;
const PART = 10 ** PART_DIGITS;
const HEADS = 100;
/** More payments than this do not fit beside the first digits. */
export const MOST_PAYMENTS = Math.floor(2 ** 32 / HEADS) - 1;
/** Of the places, so many may be taken before a search takes long. */
const FULL = 0.75;
const LEAST = 1 << 10;
/** Who asks for more gets a table that grows. */
const MOST_AT_ONCE = 1 << 20;
/** Numbers that follow each other stand side by side: the next one is in the processor's cache already. */
const TOGETHER_BITS = 4;
const TOGETHER = 1 << TOGETHER_BITS;

/** `expected` payments find their place without the table being made anew, which takes time and twice the memory. */
export function prvTxns(expected = 0): PrvTxns {
  // A partner that knew the places could put all its numbers into one.
  const seed = Math.floor(Math.random() * 2 ** 32);
  let size = Math.ceil((Math.max(LEAST, Math.min(expected, MOST_AT_ONCE)) / FULL + 1) / TOGETHER) * TOGETHER;
  let table = new Uint32Array(size * WORDS);
  let count = 0;

  /** Where this number stands, or the empty place for it. */
  const find = (head: number, middle: number, low: number): number => {
    let hash = Math.imul((low >>> TOGETHER_BITS) ^ seed, 0x9e3779b1) ^ Math.imul(middle + head, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    const group = Math.floor(((hash ^ (hash >>> 13)) >>> 0) * (size / TOGETHER / 2 ** 32));
    let at = (group * TOGETHER + (low & (TOGETHER - 1))) * WORDS;
    while (table[at] !== 0 && (table[at + 1] !== middle || table[at + 2] !== low || table[at]! % HEADS !== head)) {
      at += WORDS;
      if (at === table.length) at = 0;
    }
    return at;
  };
  const grow = () => {
    const before = table;
    size *= 2;
    table = new Uint32Array(size * WORDS);
    for (let from = 0; from < before.length; from += WORDS)
      if (before[from] !== 0) table.set(before.subarray(from, from + WORDS), find(before[from]! % HEADS, before[from + 1]!, before[from + 2]!));
  };
  return {
    add: (bytes, start, end, payment) => {
      if (end - start > 2 * PART_DIGITS + 2 || payment >= MOST_PAYMENTS)
        throw new RangeError(`no place for payment ${payment} and ${end - start} digits`);
      const [lowAt, middleAt] = [Math.max(start, end - PART_DIGITS), Math.max(start, end - 2 * PART_DIGITS)];
      const [head, middle, low] = [valueOf(bytes, start, middleAt), valueOf(bytes, middleAt, lowAt), valueOf(bytes, lowAt, end)];
      const at = find(head, middle, low);
      if (table[at] !== 0) {
        const other = Math.floor(table[at]! / HEADS) - 1;
        return other === payment ? -1 : other;
      }
      table[at] = (payment + 1) * HEADS + head;
      table[at + 1] = middle;
      table[at + 2] = low;
      if (++count > size * FULL) grow();
      return -1;
    },
    each: (take) => {
      for (let at = 0; at < table.length; at += WORDS) {
        if (table[at] === 0) continue;
        const upper = (table[at]! % HEADS) * PART + table[at + 1]!;
        const low = String(table[at + 2]);
        take(upper === 0 ? low : `${upper}${low.padStart(PART_DIGITS, '0')}`, Math.floor(table[at]! / HEADS) - 1);
      }
    },
  };
}

function valueOf(digits: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + (digits[at]! - 48);
  return value;
}
