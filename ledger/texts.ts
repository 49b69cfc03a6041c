import { UnreadableLedger } from './unreadable.ts';

/** Many short texts in little memory: as UTF-8 behind one another, where a string each would cost five times as much. */
export interface Texts {
  /** Puts a text at the end; returns where it stands. */
  add(text: string): number;
  at(place: number): string;
  /** True where this text stands there; without making a string of it. */
  is(place: number, text: string): boolean;
}

const BLOCK = 1024 * 1024;
/** Places are kept in 32 bits. */
const MOST_BYTES = 2 ** 32 - BLOCK;
/** A length in two bytes, then the text; texts are of 200 characters at most. */
const LENGTH_BYTES = 2;
const MOST_TEXT_BYTES = 65_535;

export function texts(): Texts {
  const blocks: Buffer[] = [];
  let used = BLOCK;
  const at = (place: number): string => {
    const block = blocks[Math.floor(place / BLOCK)]!;
    const from = (place % BLOCK) + LENGTH_BYTES;
    return block.toString('utf8', from, from + block.readUInt16LE(from - LENGTH_BYTES));
  };
  return {
    add(text) {
      const room = Math.min(MOST_TEXT_BYTES, text.length * 3) + LENGTH_BYTES;
      if (used + room > BLOCK) {
        if (blocks.length * BLOCK >= MOST_BYTES) throw new UnreadableLedger('unreadable.too-large');
        blocks.push(Buffer.allocUnsafeSlow(BLOCK));
        used = 0;
      }
      const block = blocks.at(-1)!;
      const place = (blocks.length - 1) * BLOCK + used;
      const bytes = block.write(text, used + LENGTH_BYTES, room - LENGTH_BYTES, 'utf8');
      block.writeUInt16LE(bytes, used);
      used += LENGTH_BYTES + bytes;
      return place;
    },
    at,
    is(place, text) {
      const block = blocks[Math.floor(place / BLOCK)]!;
      const from = (place % BLOCK) + LENGTH_BYTES;
      const length = block.readUInt16LE(from - LENGTH_BYTES);
      for (let index = 0; index < length; index++) {
        const byte = block[from + index]!;
        // Beyond ASCII bytes and characters are not the same.
        if (byte >= 0x80) return at(place) === text;
        if (byte !== text.charCodeAt(index)) return false;
      }
      return length === text.length;
    },
  };
}
