/**
 * What was found of an XML answer holds for every other that differs from it in some numbers alone: the digits of `txn_id` and
 * `prv_txn`, of which the grammar says how many there are and nothing more (TP-6.txn_id, TP-6.prv_txn), and the texts of
 * fields, of which it says nothing (TP-6.fields). A partner's answers differ in little else, so that most of a run need no parser.
 */
import type { Answer } from '../protocol/index.ts';

/** A text as all that it says but for these numbers. */
export interface Shape {
  /** With a mark in the place of each number, so that no other text has the same. */
  rest: string;
  /** The numbers by the names of their elements. */
  numbers: ReadonlyMap<string, string>;
}

/** The last answers without any objection. */
const kept = new Map<string, Answer>();
const MOST_KEPT = 500;
/** Characters. */
const LONGEST_KEPT = 2_000;

/** No text of XML has this character. */
const MARK = '\0';
const NUMBER = /(<(txn_id|prv_txn|field[0-9]{1,2})(?: name="[^"<>&]*")?>)([0-9][0-9 .,]*)(?=<\/\2>)/g;
/** How numbers of which the digits are counted are written. */
const COUNTED: Readonly<Record<string, RegExp>> = { txn_id: /^[0-9]{1,18}$/, prv_txn: /^[0-9]{1,20}$/ };

/** Undefined for a text that is nothing to go by. `about` is what else its judgement depends on. */
export function shapeOf(text: string, about: string): Shape | undefined {
  if (text.length > LONGEST_KEPT || text.includes(MARK)) return undefined;
  const numbers = new Map<string, string>();
  const rest = text.replace(NUMBER, (whole, tag: string, name: string, number: string) => {
    const counted = COUNTED[name];
    if (numbers.has(name) || (counted && !counted.test(number))) return whole;
    numbers.set(name, number);
    return `${tag}${MARK}${counted ? number.length : ''}${MARK}`;
  });
  return numbers.has('txn_id') ? { rest: `${about}\n${rest}`, numbers } : undefined;
}

/** The answer of this shape, when one was found without any objection. */
export function knownAlike({ rest, numbers }: Shape): Answer | undefined {
  const known = kept.get(rest);
  if (known === undefined) return undefined;
  const prv_txn = numbers.get('prv_txn');
  const fields = known.fields.map((field) => {
    const text = numbers.get(field.element);
    return text === undefined ? field : { ...field, text };
  });
  return { ...known, txn_id: numbers.get('txn_id')!, ...(prv_txn === undefined ? {} : { prv_txn }), fields };
}

/** Keeps an answer to which nothing was objected. */
export function keepAlike({ rest, numbers }: Shape, answer: Answer): void {
  // In a comment, CDATA or an instruction a tag is none, and of two alike only one may count.
  if (/<!|<\?(?!xml )/.test(rest)) return;
  for (const [name, number] of numbers) if (!standsOnce(name, rest) || numberIn(answer, name) !== number) return;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(rest, answer);
}

function standsOnce(name: string, rest: string): boolean {
  return rest.split(new RegExp(`<${name}(?![0-9])`)).length === 2;
}

function numberIn(answer: Answer, name: string): string | undefined {
  if (name === 'txn_id' || name === 'prv_txn') return answer[name];
  return answer.fields.find(({ element }) => element === name)?.text;
}
