import type { TxnId } from '../../protocol/index.ts';

/** Gives out payment numbers, none twice in a run. */
export interface Numbers {
  next(): TxnId;
  /** The first of so many numbers in a row, all taken. */
  block(count: number): TxnId;
  /** A number of exactly so many digits, drawn at random; not remembered. One of 16 digits or more fits no double. */
  ofDigits(digits: number): TxnId;
}

/** Room for the numbers that one millisecond's run may use, below the clock's 13 digits. */
const PER_MILLISECOND = 100_000n;

/**
 * Numbers from `from` upwards. Without it they begin at the clock, 18 digits of it, so that no two
 * runs against one endpoint share a number: a number that the partner already has is a repeat.
 */
export function numbers(from: TxnId | undefined, epochMs: number, random: Random): Numbers {
  let last = from === undefined ? BigInt(epochMs) * PER_MILLISECOND : BigInt(from) - 1n;
  return {
    next: () => (++last).toString(),
    block: (count) => {
      const first = last + 1n;
      last += BigInt(count);
      return first.toString();
    },
    // Odd, above 2^53 from 16 digits on and above 2^32 at 10: no double and no int holds such a number, so none passes by chance.
    ofDigits: (digits) => {
      const first = digits >= 16 ? '9' : digits === 10 ? String(random.below(5) + 5) : String(random.below(9) + 1);
      const middle = Array.from({ length: Math.max(0, digits - 2) }, (_, at) =>
        digits >= 16 && at === 0 ? random.below(9) + 1 : random.below(10),
      ).join('');
      return digits === 1 ? first : `${first}${middle}${random.below(5) * 2 + 1}`;
    },
  };
}

/** A small seeded source of chance: the same seed gives the same run. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit` (at most 2^32). */
  below(limit: number): number;
  shuffle<T>(items: readonly T[]): T[];
  letters(length: number): string;
  digits(length: number): string;
}

/** Mulberry32 over a hash of the seed's text: good enough to vary a test, and not for secrets. */
export function random(seed: string): Random {
  let state = [...seed].reduce((hash, char) => Math.imul(hash ^ char.codePointAt(0)!, 0x01000193), 0x811c9dc5);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const draw = (alphabet: string, length: number) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return {
    below,
    shuffle: (items) => {
      const out = [...items];
      for (let at = out.length - 1; at > 0; at--) {
        const other = below(at + 1);
        [out[at], out[other]] = [out[other]!, out[at]!];
      }
      return out;
    },
    letters: (length) => draw('abcdefghijklmnopqrstuvwxyz', length),
    digits: (length) => draw('0123456789', length),
  };
}
