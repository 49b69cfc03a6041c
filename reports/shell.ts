/**
 * Words for a POSIX shell. What is copied from a report into a terminal must do what it shows and
 * nothing else, whatever an account or a header holds.
 */

/** One word, taken literally: `'it'\''s'`. Only for printable ASCII; see `printfFormat` for the rest. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Printable ASCII alone: nothing in it can reach the terminal as a control sequence when pasted. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A text with places for secrets: they become environment variables, the rest stays literal. */
export function quoteWithSecrets(text: string, variable: string): string {
  const parts = text.split(SECRET);
  if (parts.length === 1) return quote(text);
  // Inside double quotes only where nothing but letters, colons and the like stands around the variable.
  if (parts.every((part) => /^[\w :./-]*$/.test(part)) && parts.slice(1).every((part) => !/^\w/.test(part))) return `"${parts.join(`$${variable}`)}"`;
  return parts.map((part) => (part === '' ? '' : quote(part))).join(`"$${variable}"`);
}

/** What the record writes in the place of a secret. */
export const SECRET = '‹secret›';

/** A format of printable ASCII with which `printf` prints exactly these bytes; it stands in single quotes. */
export function printfFormat(bytes: Buffer): string {
  let format = '';
  // A leading dash would be read as an option.
  for (const [at, byte] of bytes.entries()) format += at === 0 && byte === 0x2d ? '\\055' : printfByte(byte);
  return format;
}

function printfByte(byte: number): string {
  if (byte === 0x0d) return '\\r';
  if (byte === 0x0a) return '\\n';
  if (byte === 0x25) return '%%';
  // Quotes and backslashes go as octal numbers: no escape inside an escape.
  if (byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c) return `\\${byte.toString(8).padStart(3, '0')}`;
  return String.fromCharCode(byte);
}
