/** XML and HTML names of characters that a text of ours may hold. */
const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/**
 * A pattern for a text however an answer writes it: as it is, in a URL, in XML, HTML and JSON, and each of
 * these within another (`%253C`, `&amp;lt;`), character by character.
 */
export function inAnyWriting(text: string): string {
  return [...text].map(waysOf).join('');
}

function waysOf(char: string): string {
  if (/[A-Za-z0-9]/.test(char)) return char;
  const code = char.codePointAt(0)!;
  const bytes = [...Buffer.from(char, 'utf8')].map((byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, '0'))}`).join('');
  const units = [...Array(char.length).keys()].map((at) => `\\\\+u${anyCase(char.charCodeAt(at).toString(16).padStart(4, '0'))}`).join('');
  const reference = `&(?:amp;)*(?:${[`#0*${code}`, `#x0*${anyCase(code.toString(16))}`, ...(NAMES[char] ? [NAMES[char]] : [])].join('|')});`;
  const plain = `${char.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')}`;
  return `\\\\*(?:${[plain, bytes, units, reference, ...(char === ' ' ? ['\\+'] : [])].join('|')})`;
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** The same inside base64, wherever in its groups of three bytes the text begins; only characters that it alone decides. */
export function inBase64(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    const sure = coded.slice(from, to).replace(/[+/]/g, (char) => (char === '+' ? '(?:[+\\-]|%2[Bb])' : '(?:[\\/_]|%2[Ff])'));
    // A last character that is shared with the padding alone.
    return `${sure}(?:\\w?={1,2})?`;
  });
}
