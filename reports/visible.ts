/**
 * Texts of the partner are hostile: they may hold terminal escapes, carriage returns that overwrite
 * what we printed, and marks that reverse the direction of writing. Here they become signs that can
 * be seen and do nothing.
 */

// C0 and C1 controls, soft hyphen, Arabic letter mark, Hangul fillers, zero-width and direction marks, line and
// paragraph separators, byte order mark, interlinear and tag characters, halves of surrogate pairs.
const ODD =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** One line in which every character shows: `␛[31m`, `⟨U+202E⟩`. Line ends become `␊`. */
export function visible(text: string): string {
  return text.replace(ODD, sign);
}

/** Lines of a text, each of them visible; CRLF and LF end a line, a lone CR shows as `␍`. */
export function visibleLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => visible(line.replaceAll('\t', '    ')));
}

function sign(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
