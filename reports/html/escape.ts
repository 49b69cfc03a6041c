import { visible } from '../visible.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Nothing in it needs a second look: most texts of a report. */
const PLAIN = /^[\n\t !#$%(-;=?-~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0557\u2010-\u2027\u2030-\u205e\u20b8\u2190-\u2426]*$/;

/** Text for an element or a quoted attribute. Control characters and direction marks become visible signs; line ends and tabs stay. */
export function esc(text: string): string {
  if (PLAIN.test(text)) return text;
  return harmless(text).replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}

/** Every character shows and does nothing; line ends and tabs stay. What is not for markup needs no more. */
export function harmless(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');
}

/** Data for a script element: JSON that can neither end the element nor begin a comment in it. */
export function embeddedJson(value: unknown): Html {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A part of a page that is markup already. */
export type Html = string;

/** Joins what is there; what is `undefined` or false leaves no trace. */
export function join(...parts: readonly (Html | undefined | false)[]): Html {
  return parts.filter(Boolean).join('\n');
}

/** A name for `id` and links, whatever the text holds. */
export function anchor(prefix: string, text: string): string {
  return `${prefix}-${text.replace(/[^\w.-]/g, '_')}`;
}
