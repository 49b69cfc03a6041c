import type { RecordEvent } from './events.ts';
import { inAnyWriting, inBase64 } from './ways.ts';

/** Hides accounts in texts; learns more of them as a run goes on. */
export interface AccountMask {
  /** Takes note of the accounts that an event is about. */
  learn(event: RecordEvent): void;
  /** A text that is an account. */
  one(account: string): string;
  /** A text in which accounts may stand. */
  hide(text: string): string;
}

/** Shorter ones are also counts, results and sums: they are hidden only where they stand as an account. */
const LONG = 5;

/** A mask that knows these accounts from the beginning. */
export function accountMask(accounts: readonly string[]): AccountMask {
  const known = new Set<string>();
  let patterns: { fields: RegExp; texts: RegExp } | undefined;
  const add = (account: string | undefined) => {
    if (account === undefined || account === '' || known.has(account)) return;
    known.add(account);
    patterns = undefined;
  };
  for (const account of accounts) add(account);
  // Of one that is written otherwise the end tells nothing.
  const found = (text: string) => (known.has(text) ? maskOf(text) : '***');
  return {
    learn: (event) => {
      if (event.type === 'exchange' || event.type === 'payment') add(event.account);
    },
    one: maskOf,
    hide: (text) => {
      const { fields, texts } = (patterns ??= patternsOf(
        [...known].sort((a, b) => b.length - a.length),
        accounts,
      ));
      return text.replace(fields, (_, name: string, value: string) => `${name}${found(value)}`).replace(texts, found);
    },
  };
}

/** Where a text begins anew, though a letter or a digit of an escape stands before. */
const START = '(?:(?<![\\p{L}\\p{N}])|(?<=%(?:25)*[0-9A-Fa-f]{2})|(?<=\\\\[nrt])|(?<=\\\\u[0-9a-f]{4}))';

/** Whole accounts: digits within longer digits are another number. */
function patternsOf(accounts: readonly string[], own: readonly string[]): { fields: RegExp; texts: RegExp } {
  const any = (some: readonly string[]) => (some.length === 0 ? '(?!)' : some.map(inAnyWriting).join('|'));
  // Only the profile's own are worth looking for inside base64.
  const coded = own.filter((account) => account.length >= LONG).flatMap(inBase64);
  return {
    fields: new RegExp(`(\\baccount(?:=|%3D))(${any(accounts)})(?![\\p{L}\\p{N}])`, 'gu'),
    texts: new RegExp(
      `${START}(?:${any(accounts.filter((account) => account.length >= LONG))})(?![\\p{L}\\p{N}])${coded.map((way) => `|${way}`).join('')}`,
      'gu',
    ),
  };
}

/** `***5959`: the end, as far as it is no more than a third, so that a reader can tell accounts apart. */
function maskOf(account: string): string {
  const shown = Math.min(4, Math.floor([...account].length / 3));
  return account === '' ? '' : `***${shown === 0 ? '' : [...account].slice(-shown).join('')}`;
}
