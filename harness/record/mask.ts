import type { RecordEvent } from './events.ts';
import { written } from './written.ts';

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
  const known = new Map<string, string>();
  let pattern: RegExp | undefined;
  const add = (account: string | undefined) => {
    if (account === undefined || account === '' || known.has(account)) return;
    for (const form of written(account)) known.set(form, maskOf(account));
    pattern = undefined;
  };
  for (const account of accounts) add(account);
  return {
    learn: (event) => {
      if (event.type === 'exchange' || event.type === 'payment') add(event.account);
    },
    one: maskOf,
    hide: (text) => {
      const hidden = text.replace(/\baccount=([^&\s]+)/g, (whole, value: string) => (known.has(value) ? `account=${known.get(value)!}` : whole));
      pattern ??= patternOf([...known.keys()]);
      return hidden.replace(pattern, (found) => known.get(found) ?? found);
    },
  };
}

/** Whole accounts: digits within longer digits are another number. */
function patternOf(accounts: readonly string[]): RegExp {
  const long = accounts.filter((account) => account.length >= LONG).sort((a, b) => b.length - a.length);
  if (long.length === 0) return /(?!)/g;
  const any = long.map((account) => account.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
}

/** `***5959`: the end, as far as it is no more than a third, so that a reader can tell accounts apart. */
function maskOf(account: string): string {
  const shown = Math.min(4, Math.floor([...account].length / 3));
  return account === '' ? '' : `***${shown === 0 ? '' : [...account].slice(-shown).join('')}`;
}
