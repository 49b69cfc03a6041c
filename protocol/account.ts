/**
 * An account travels in a query string: UTF-8, percent-encoded. Servers meet every spelling that
 * RFC 3986 and HTML forms allow, so the spelling can be chosen.
 */
export interface Spelling {
  /** Case of the hexadecimal digits. Default `upper`. */
  hex?: 'upper' | 'lower';
  /** How a space is written. Default `%20`. */
  space?: '%20' | '+';
}

/** The protocol's longest account (TP-6.account). */
export const MAX_ACCOUNT_LENGTH = 200;

/** Letters, digits and `-._~` stand as they are (RFC 3986, unreserved); every other byte is encoded. */
export function percentEncode(text: string, spelling: Spelling = {}): string {
  let out = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-._~]/.test(char)) out += char;
    else if (char === ' ' && spelling.space === '+') out += '+';
    else out += `%${hexByte(byte, spelling.hex)}`;
  }
  return out;
}

function hexByte(byte: number, hex: Spelling['hex']): string {
  const digits = byte.toString(16).padStart(2, '0');
  return hex === 'lower' ? digits : digits.toUpperCase();
}

/** `+` is a space, `%41` a byte. Undefined when an escape is malformed or the bytes are no UTF-8. */
export function percentDecode(text: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return undefined; // the escapes do not form UTF-8
  }
}
