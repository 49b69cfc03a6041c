import type { LedgerView, MalformedRow } from './ledger.ts';
import { plainStatus } from './ledger-status.ts';

/** Kept of each word, and most words: what is beyond is counted. */
const KEPT = 100;
const MOST_WORDS = 100;

/** Rows that could not be read, by what they say became of their payment: a refused one may hold anything. */
export function malformedRows(): {
  add(row: MalformedRow): void;
  /** Those of credits. */
  of(isCredit: (row: MalformedRow) => boolean): Pick<LedgerView, 'malformed' | 'malformedCount'>;
} {
  const words = new Map<string, { kept: MalformedRow[]; count: number }>();
  return {
    add: (row) => {
      const word = plainStatus(row);
      const key = words.has(word) || words.size < MOST_WORDS ? word : [...words.keys()].at(-1)!;
      const its = words.get(key) ?? { kept: [], count: 0 };
      its.count++;
      if (its.kept.length < KEPT) its.kept.push(row);
      words.set(key, its);
    },
    of: (isCredit) => {
      const its = [...words.values()].filter(({ kept }) => isCredit(kept[0]!));
      const malformed = its.flatMap(({ kept }) => kept).sort((a, b) => a.line - b.line);
      return { malformed: malformed.slice(0, KEPT), malformedCount: its.reduce((sum, { count }) => sum + count, 0) };
    },
  };
}
