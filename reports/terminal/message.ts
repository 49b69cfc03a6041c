import { textOf } from '../bytes.ts';
import { visibleLines } from '../visible.ts';
import { columns, cut } from './layout.ts';

/** Lines of a request or an answer for a terminal's width. Only what is shown is broken: the record has the bytes. */

/** A request line with hostile text in it may be as long as a server takes. */
const REQUEST_LINES = 6;

/** `GET /…`, broken before each parameter that finds no room; what is still too long is cut. */
export function requestLines(line: string, room: number): string[] {
  const lines = joined(line.split(/(?=&)/), room);
  const kept = lines.slice(0, REQUEST_LINES);
  if (lines.length > REQUEST_LINES) kept[REQUEST_LINES - 1] += '…';
  return kept.map((each) => cut(each, room));
}

/** The lines of a body; one that is too long is broken by element, or by member of an object. */
export function bodyLines(body: Buffer, room: number): string[] {
  if (body.length === 0) return [];
  return visibleLines(textOf(body))
    .filter((line, at, all) => line !== '' || at < all.length - 1)
    .flatMap((line) => (columns(line) <= room ? [line] : piecesOf(line)))
    .map((line) => cut(line, room));
}

/** An element keeps its own text and end beside it. */
const BEFORE_ELEMENT = /(?<=>)(?=<[^/!])/;
const BEFORE_MEMBER = /(?<=[,{[])(?="|\{)/;

function piecesOf(line: string): string[] {
  return line.split(/^\s*[{[]/.test(line) ? BEFORE_MEMBER : BEFORE_ELEMENT);
}

/** As many pieces a line as find room. */
function joined(pieces: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + columns(piece) <= room) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines;
}
