import { sumValue, TENGE, type Tiyn } from '../../protocol/index.ts';
import type { Outcome } from '../outcome.ts';

/** What an answer says the balance is, in tiyn; debts are negative. */
export function balanceOf(outcome: Outcome, field: string): Tiyn | undefined {
  return readBalance(outcome, field)?.balance;
}

/**
 * Does the partner show its balances in whole tenge only? Of all balances that it told, some can be read and none has tiyn.
 * Then two of them tell a growth to within a tenge.
 */
export function showsWholeTenge(outcomes: readonly Outcome[], field: string): boolean {
  let told = false;
  for (const outcome of outcomes) {
    const read = outcome.command === 'check' ? readBalance(outcome, field) : undefined;
    if (read?.hasTiyn) return false;
    told ||= read !== undefined;
  }
  return told;
}

/** Is this growth of a balance the sum that was due, as far as the balance shows it? One of whole tenge is always shown exactly. */
export function isGrowthBy(due: Tiyn, grown: Tiyn, isCoarse: () => boolean): boolean {
  if (grown === due) return true;
  return due % TENGE !== 0n && grown - due < TENGE && due - grown < TENGE && isCoarse();
}

/** Spaces, separators of thousands and a currency are the partner's own style. */
function readBalance(outcome: Outcome, field: string): { balance: Tiyn; hasTiyn: boolean } | undefined {
  const text = outcome.answer?.fields.find(({ element, name }) => name === field || element === field)?.text;
  if (text === undefined) return undefined;
  // As nearly all write it: any other way takes ten times as long to read.
  const plain = /^\d+\.\d\d$/.test(text) ? sumValue(text) : undefined;
  if (plain !== undefined) return { balance: plain, hasTiyn: true };
  // Two numbers are no balance: `1.00 KZT / 2.00 USD`.
  if (/\d[^\d.,]*[^\d.,\s'’][^\d.,]*\d/.test(text)) return undefined;
  const digits = withMinus(text)
    .replace(/[^\d.,-]/g, '')
    .replace(/[.,]+$/, '');
  if (!digits || !/^-?\d[\d.,]*$/.test(digits)) return undefined;
  // Of several separators the last is the decimal one, if what is behind it are no thousands.
  const decimal = /[.,](\d{1,2}|\d{2}0{2,})$/.exec(digits) ?? /(?<=^-?\d{4,})[.,](\d{2}0)$/.exec(digits);
  if (!decimal && /[.,](?!\d{3}(?:[.,]|$))/.test(digits)) return undefined;
  const whole = (decimal ? digits.slice(0, decimal.index) : digits).replace(/[.,]/g, '');
  const value = sumValue(`${whole.replace('-', '')}.${(decimal?.[1] ?? '').slice(0, 2).padEnd(2, '0')}`);
  return value === undefined ? undefined : { balance: whole.startsWith('-') ? -value : value, hasTiyn: decimal !== null };
}

/** A debt begins with a hyphen, whatever sign its partner writes it with. A dash behind a word is none: `Баланс — 5.00`. */
function withMinus(text: string): string {
  const plain = text
    .trim()
    .replace(/(?<=\p{L}[.:]?\s+)[-–—](?=\s)|(?<=\p{L})[-–—](?=\p{L})/gu, '')
    .replace(/[‒–−﹣－]/g, '-');
  // As books write it: in brackets, or with the sign behind.
  const inBrackets = /\d/.test(/^\([^()]*\)/.exec(plain)?.[0] ?? '');
  return inBrackets || /^[^-]*\d-$/.test(plain) ? `-${plain.replace(/[()-]/g, '')}` : plain;
}
