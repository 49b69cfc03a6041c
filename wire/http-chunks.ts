import { ByteLog, type Cursor } from './bytes.ts';
import type { HttpFault } from './exchange.ts';
import { addFault, quote, readHeaderLine, type Head } from './http-head.ts';

const LF = 10;
const CR = 13;
const SEPARATORS = new Set([LF, CR, 9, 32, 59]);
// 13 hexadecimal digits stay below 2^53; leading zeros beyond that are as hostile as a huge size.
const MOST_DIGITS = 13;

/** The chunked transfer coding, read as its bytes come. Data goes to `body`; trailers are checked and dropped. */
export class ChunkReader {
  state: 'size' | 'data' | 'data-end' | 'trailers' | 'done' | 'broken' = 'size';
  readonly body = new ByteLog();
  private left = 0;
  private readonly faults: HttpFault[];
  private readonly trailers: Head['headers'] = [];

  constructor(faults: HttpFault[]) {
    this.faults = faults;
  }

  /** Reads on from the cursor as far as the bytes go. */
  read(cursor: Cursor): void {
    while (this.step(cursor));
  }

  private step(cursor: Cursor): boolean {
    switch (this.state) {
      case 'size':
        return this.readSize(cursor);
      case 'data':
        return this.readData(cursor);
      case 'data-end':
        return this.readDataEnd(cursor);
      case 'trailers':
        return this.readTrailer(cursor);
      default:
        return false;
    }
  }

  private readSize(cursor: Cursor): boolean {
    const start = cursor.at;
    let end = start;
    while (end < cursor.view.length && isHexDigit(cursor.view[end] ?? 0)) end += 1;
    const digits = end - start;
    // A body without any chunks must not be waited for until a line end comes by chance.
    const next = cursor.view[end];
    if (digits > MOST_DIGITS || (next !== undefined && (digits === 0 || !SEPARATORS.has(next)))) {
      return this.broken();
    }
    const line = cursor.line();
    if (line === undefined) return false;
    const rest = line.slice(digits);
    if (cursor.endedBare || (rest !== '' && !/^[ \t]*;/.test(rest))) addFault(this.faults, 'bad-chunk', quote(line));
    this.left = Number.parseInt(line.slice(0, digits), 16);
    this.state = this.left === 0 ? 'trailers' : 'data';
    return true;
  }

  private readData(cursor: Cursor): boolean {
    const end = Math.min(cursor.at + this.left, cursor.view.length);
    this.body.add(cursor.view, cursor.at, end);
    this.left -= end - cursor.at;
    cursor.at = end;
    if (this.left > 0) return false;
    this.state = 'data-end';
    return true;
  }

  private readDataEnd(cursor: Cursor): boolean {
    const first = cursor.view[cursor.at];
    if (first === undefined) return false;
    const second = cursor.view[cursor.at + 1];
    if (first === CR && second === undefined) return false;
    if (first === LF) addFault(this.faults, 'bad-chunk', 'a chunk ends in LF without CR');
    else if (first !== CR || second !== LF) return this.broken();
    cursor.at += first === LF ? 1 : 2;
    this.state = 'size';
    return true;
  }

  private readTrailer(cursor: Cursor): boolean {
    const line = cursor.line();
    if (line === undefined) return false;
    if (cursor.endedBare) addFault(this.faults, 'bare-lf', quote(line));
    if (line === '') this.state = 'done';
    else readHeaderLine(line, this.trailers, this.faults);
    return true;
  }

  /** The cursor stays before what cannot be read; the fault is told from there when all has come. */
  private broken(): false {
    this.state = 'broken';
    return false;
  }
}

function isHexDigit(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);
}
