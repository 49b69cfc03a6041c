const EMPTY = Buffer.alloc(0);

/**
 * Bytes that grow at the end. While only one piece came it is held as it is, without a copy; after
 * that the room doubles, so an answer that drips in single bytes costs linear time and no more than
 * twice its length.
 */
export class ByteLog {
  length = 0;
  private store: Buffer = EMPTY;

  add(source: Buffer, start = 0, end = source.length): void {
    if (end <= start) return;
    if (this.length === 0) {
      this.store = source.subarray(start, end);
      this.length = end - start;
      return;
    }
    const length = this.length + end - start;
    if (length > this.store.length) {
      const grown = Buffer.allocUnsafe(Math.max(length, 2 * this.store.length, 256));
      this.store.copy(grown, 0, 0, this.length);
      this.store = grown;
    }
    source.copy(this.store, this.length, start, end);
    this.length = length;
  }

  /** The first `limit` bytes, or all. Not a copy; later additions do not change it. */
  view(limit = this.length): Buffer {
    return this.store.subarray(0, Math.min(limit, this.length));
  }

  /** Forgets what stands after `length` bytes. */
  cut(length: number): void {
    // The store may be somebody else's piece: shortened, it is full, and the next addition copies.
    this.store = this.view(length);
    this.length = this.store.length;
  }
}

const LF = 10;
const CR = 13;

/** A place in bytes that are still coming, and the lines that are whole there. */
export class Cursor {
  view: Buffer = EMPTY;
  at = 0;
  /** The line returned last ended in LF without CR. */
  endedBare = false;
  private scanned = 0;

  /** The next line without its end, as Latin-1, or undefined while its end has not come. */
  line(): string | undefined {
    const lf = this.view.indexOf(LF, Math.max(this.at, this.scanned));
    if (lf < 0) {
      // Never look twice at the same byte: a long line may come in very small pieces.
      this.scanned = this.view.length;
      return undefined;
    }
    this.endedBare = lf === this.at || this.view[lf - 1] !== CR;
    const text = this.view.toString('latin1', this.at, this.endedBare ? lf : lf - 1);
    this.at = lf + 1;
    return text;
  }
}
