/** Columns of a terminal: how wide a text is, and where to break it. Works on texts without escapes. */

/** Made when a text first needs it; most need none. */
let made: Intl.Segmenter | undefined;
const graphemes = (text: string) => (made ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);

const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Letters and signs of one column each that combine with none: nearly all texts. A segmenter costs 5 MB to make. */
const PLAIN = /^[\u0020-\u02ff\u0370-\u0482\u048a-\u0587\u2010-\u2027\u2030-\u205e\u20b8\u2190-\u2426\u2500-\u257f\u2713\u2717]*$/;

/** Columns that a text takes. */
export function columns(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const { segment } of graphemes(text)) count += columnsOf(segment);
  return count;
}

function columnsOf(grapheme: string): number {
  return /^\p{M}/u.test(grapheme) ? 0 : WIDE.test(grapheme) ? 2 : 1;
}

/** Cut to a width; what is cut shows as `…`. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  if (PLAIN.test(text)) return `${text.slice(0, width - 1)}…`;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes(text)) {
    used += columnsOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columns(text))) + text;
}

/** Lines of at most this width, broken at spaces; a word that is longer is broken where it must. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (columns(word) <= width) return [word];
  if (PLAIN.test(word)) return Array.from({ length: Math.ceil(word.length / width) }, (_, at) => word.slice(at * width, (at + 1) * width));
  const found: string[] = [];
  let piece = '';
  for (const { segment } of graphemes(word)) {
    if (columns(piece) + columnsOf(segment) > width) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...found, piece];
}
