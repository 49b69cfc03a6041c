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

const RESERVED = /[^A-Za-z0-9\-._~]/;

/** Letters, digits and `-._~` stand as they are (RFC 3986, unreserved); every other byte is encoded. */
export function percentEncode(text: string, { hex = 'upper', space = '%20' }: Spelling = {}): string {
  if (!RESERVED.test(text)) return text;
  // What ECMAScript leaves as it is, RFC 3986 reserves; half a surrogate pair becomes U+FFFD, as in any UTF-8.
  const upper = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{FFFD}')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const written = hex === 'lower' ? upper.replace(/%../g, (escape) => escape.toLowerCase()) : upper;
  return space === '%20' ? written : written.replaceAll('%20', space);
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

/** How books may write an account that is no other: with its case, spaces or leading zeros lost, or with a part hidden. */
export type AccountForm = 'same' | 'folded' | 'masked';

/** What stands for hidden characters; letters only where there are several. */
const MASK = /[*\u2022\u25cf\u2217\uff0a]+|[x\u0445#]{2,}|\u2026|\.{3,}/;
/** A mask that leaves less than this shows nobody. */
const LEAST_SHOWN = 3;
/** `last four digits`, as receipts write them. */
const LAST = 4;

/** In what form a foreign text is this account; undefined when it is another one. */
export function accountForm(account: string, written: string): AccountForm | undefined {
  if (written.trim() === account.trim()) return 'same';
  const [whole, shown] = [plain(account), plain(written)];
  const [bare, bareShown] = [whole, shown].map((text) => text.replace(/^0+(?=.)/, ''));
  if (bare === bareShown) return 'folded';
  return isLast(account, written) || isMasked(whole, shown) || isMasked(bare!, shown) ? 'masked' : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s/g, '');
}

function isLast(account: string, written: string): boolean {
  const characters = [...account.trim()];
  return characters.length > LAST && characters.slice(-LAST).join('').trim().toLowerCase() === written.trim().toLowerCase();
}

/** The parts that are left stand in the account in their order, the first at its beginning and the last at its end. */
function isMasked(whole: string, shown: string): boolean {
  const [head = '', ...rest] = shown.split(MASK);
  const tail = rest.pop();
  if (tail === undefined || head.length + rest.join('').length + tail.length < LEAST_SHOWN) return false;
  if (!whole.startsWith(head) || !whole.endsWith(tail)) return false;
  let from = head.length;
  for (const part of rest) {
    const at = whole.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from + tail.length < whole.length;
}
