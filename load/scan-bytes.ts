/** What the scanners of both editions read with: places in a buffer, nothing copied. */

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Behind the blanks that XML and JSON allow between their parts. */
export function skipBlanks(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const byte = bytes[at]!;
    if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) break;
    at++;
  }
  return at;
}

export function isAt(bytes: Buffer, at: number, to: number, text: Buffer): boolean {
  if (at + text.length > to) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}
