import type { Field, Guess } from './columns.ts';
import { UnreadableLedger } from './unreadable.ts';

/** An object of a JSON text that stands for a row, or what stands in the place of one. */
export interface JsonPiece {
  /** The line where it begins, from 1. */
  line: number;
  text: string;
  /** What is wrong with it as a whole. */
  why?: 'row-too-long' | 'json' | 'no-object';
}

const MOST_DEPTH = 32;
const MOST_PIECE = 64 * 1024;

const QUOTE = 34;
const BACKSLASH = 92;
const LF = 10;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** A bracket that is open. `rows`: a list whose elements are rows, so that anything else in it is to be told. */
interface Level {
  list: boolean;
  rows: boolean;
}

/**
 * Finds the rows of a JSON text, piece by piece, so that a file of any size passes through little
 * memory: the objects of a list, of lists at any depth (`{"days":[{"payments":[…]}]}`), or an object a
 * line. An object that holds lists of objects is no row, unless it names its `txn_id` before them.
 * Only brackets and strings are looked at here; each row is parsed strictly by whoever takes it.
 *
 * An object a line that is broken is given up by itself. Inside a list nothing tells where the next row
 * begins: a text that is broken there throws an UnreadableLedger that names the line.
 */
export function jsonScanner(guess: (name: string) => Guess | undefined): { read(text: string, last: boolean): JsonPiece[] } {
  let found: JsonPiece[] = [];
  let buffer = '';
  let at = 0;
  let line = 1;
  let stack: Level[] = [];
  /** The object that may be a row; `depth`: how many brackets were open before it. */
  let candidate: { start: number; line: number; depth: number; named: boolean } | undefined;
  /** The last character that was no space. */
  let before = 0;
  let inString = false;
  /** An odd number of backslashes stands before `at`, in a string that goes on in the next piece. */
  let escaped = false;
  let skipping = false;
  /** The first closing bracket at `at` or behind it, as far as it has been sought. */
  let bracket = -1;

  function read(text: string, last: boolean): JsonPiece[] {
    found = [];
    forget();
    buffer += text;
    while (at < buffer.length) {
      if (skipping) skipLine();
      else if (inString) passString();
      else take(buffer.charCodeAt(at));
      if (candidate && at - candidate.start > MOST_PIECE) giveUp('row-too-long');
    }
    if (last && (inString || stack.length > 0)) giveUp('json');
    return found;
  }

  /** What stands before the row at hand has been read. */
  function forget(): void {
    const from = candidate?.start ?? at;
    buffer = buffer.slice(from);
    at -= from;
    bracket = -1;
    if (candidate) candidate.start = 0;
  }

  function take(code: number): void {
    if (code === OPEN_OBJECT && flatRow()) return;
    at += 1;
    if (code === LF) line += 1;
    if (code <= 32) return;
    if (code === OPEN_OBJECT || code === OPEN_LIST) open(code === OPEN_LIST);
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) close(code === CLOSE_LIST);
    else if (code !== COMMA && code !== COLON) {
      scalar();
      inString = code === QUOTE && !skipping;
    }
    before = code;
  }

  function open(list: boolean): void {
    const parent = stack.at(-1);
    // A row that was not closed, and the next one on a line of its own.
    if (parent && !parent.list && before !== COLON) {
      at -= 1;
      return giveUp('json', false);
    }
    if (stack.length >= MOST_DEPTH) return giveUp('json');
    if (list && parent?.rows === true) tell('no-object');
    if (!list && (parent === undefined || parent.list) && !insideRow()) {
      candidate = { start: at - 1, line, depth: stack.length, named: false };
      if (parent) parent.rows = true;
    }
    stack.push({ list, rows: list && parent === undefined });
  }

  /**
   * The usual row is flat, stands on one line and in one piece: taken as a whole, which is several times as
   * fast. An even number of quotes before the bracket says that it is in none; all else goes the long way.
   */
  function flatRow(): boolean {
    const parent = stack.at(-1);
    if (candidate || (parent && !parent.list)) return false;
    if (bracket < at) bracket = buffer.indexOf('}', at);
    if (bracket < 0) bracket = buffer.length;
    const end = bracket;
    const inner = buffer.indexOf('{', at + 1);
    if (end === buffer.length || end - at > MOST_PIECE || (inner >= 0 && inner < end)) return false;
    const text = buffer.slice(at, end + 1);
    if (/[[\]\\\n]/.test(text) || text.split('"').length % 2 === 0) return false;
    found.push({ line, text });
    if (parent) parent.rows = true;
    at = end + 1;
    before = CLOSE_OBJECT;
    return true;
  }

  /** True where the object that is open has said its txn_id: what it holds is its own. */
  function insideRow(): boolean {
    if (candidate && !candidate.named) candidate.named = keys(buffer.slice(candidate.start, at)).has('txn_id');
    return candidate?.named === true;
  }

  function close(list: boolean): void {
    if (stack.at(-1)?.list !== list) return giveUp('json');
    stack.pop();
    if (candidate?.depth !== stack.length || list) return;
    const piece = { line: candidate.line, text: buffer.slice(candidate.start, at) };
    candidate = undefined;
    if (!isEmptyContainer(piece.text)) found.push(piece);
  }

  /** A day without payments, a registry without days. */
  function isEmptyContainer(text: string): boolean {
    if (!/\[\s*\]/.test(text)) return false;
    const fields = keys(text);
    return !fields.has('txn_id') && !fields.has('account');
  }

  function keys(text: string): Set<Field | undefined> {
    const strings = [...text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?/g)];
    return new Set(strings.flatMap(([, name, colon]) => (colon === undefined ? [] : [guess(name!)?.field])));
  }

  /** A text or number begins: nothing to say of members, but a list of rows holds none, and a file neither. */
  function scalar(): void {
    if (stack.length === 0) {
      if (before === 0 || before === CLOSE_OBJECT || before === CLOSE_LIST || before === COMMA) giveUp('json');
    } else if (stack.at(-1)!.rows && (before === OPEN_LIST || before === COMMA)) tell('no-object');
  }

  function tell(why: 'no-object'): void {
    found.push({ line, text: buffer.slice(at - 1, at + 60).split('\n')[0]!, why });
  }

  function passString(): void {
    const end = buffer.indexOf('"', at);
    const stop = end < 0 ? buffer.length : end;
    const lineEnd = buffer.slice(at, stop).indexOf('\n');
    if (lineEnd >= 0) {
      at += lineEnd;
      return giveUp('json');
    }
    let backslashes = stop;
    while (backslashes > at && buffer.charCodeAt(backslashes - 1) === BACKSLASH) backslashes -= 1;
    const odd = (stop - backslashes) % 2 === 1;
    const escapes = backslashes === at ? odd !== escaped : odd;
    at = end < 0 ? stop : end + 1;
    escaped = end < 0 && escapes;
    inString = end < 0 || escapes;
  }

  /** The text is broken here. By itself where an object a line was expected; else with the whole file. */
  function giveUp(why: 'json' | 'row-too-long', skip = true): void {
    if (stack.some(({ list, rows }) => list && rows) || (stack[0]?.list === false && candidate?.depth !== 0))
      throw new UnreadableLedger('unreadable.json-broken', { line: String(line) });
    const start = candidate?.start ?? Math.max(0, at - 1);
    found.push({ line: candidate?.line ?? line, text: buffer.slice(start, start + 200), why });
    candidate = undefined;
    stack = [];
    inString = false;
    escaped = false;
    skipping = skip;
    before = 0;
  }

  function skipLine(): void {
    const end = buffer.indexOf('\n', at);
    at = end < 0 ? buffer.length : end;
    skipping = end < 0;
    before = 0;
  }

  return { read };
}
