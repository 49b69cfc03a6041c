import type { Tiyn } from '../protocol/index.ts';
import { KINDS, type Difference, type Kind } from './difference.ts';

/** Payments and their money, tiyn. */
export interface Tally {
  count: number;
  sum: Tiyn;
}

/** What one file holds, in the period asked for. */
export interface Side extends Tally {
  /** Rows that could not be read; their money is unknown. */
  malformed: number;
  /** Rows outside of the period. */
  outside: number;
}

/** A day of the books on both sides, `YYYYMMDD`. */
export interface Day {
  day: string;
  registry: Tally;
  ledger: Tally;
}

export interface Reconciliation {
  /** Nothing differs, and every row could be read. */
  agree: boolean;
  registry: Side;
  ledger: Side;
  /** Payments that stand on both sides and agree in everything. */
  matched: Tally;
  /** Of these: payments whose difference a refund explains, and the money that went back. */
  byRefund: Tally;
  /**
   * How many of each kind, and the money at stake: of a missing, extra or doubled payment its sum, of
   * a differing sum the difference without its sign, of other differences the registry's sum.
   */
  kinds: Record<Kind, Tally>;
  /** The first of each kind. */
  examples: Difference[];
  /** Days that have payments, in order. */
  days: Day[];
}

/** Counts differences and keeps the first few of each kind. */
export interface Counter {
  add(difference: Difference): void;
  kinds: Record<Kind, Tally>;
  examples(): Difference[];
}

export function counter(examplesOfEach: number): Counter {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, { count: 0, sum: 0n }])) as Record<Kind, Tally>;
  const examples = new Map<Kind, Difference[]>();
  return {
    kinds,
    add(difference) {
      const tally = kinds[difference.kind];
      tally.count += 1;
      tally.sum += atStake(difference);
      if (tally.count > examplesOfEach) return;
      examples.set(difference.kind, [...(examples.get(difference.kind) ?? []), difference]);
    },
    examples: () => KINDS.flatMap((kind) => examples.get(kind) ?? []),
  };
}

/** The money that a difference puts at stake, tiyn. */
export function atStake({ kind, registry, ledger }: Difference): Tiyn {
  if (kind === 'sum-differs') {
    const away = ledger!.sum - registry!.sum;
    return away < 0n ? -away : away;
  }
  if (kind === 'doubled-in-ledger' || kind === 'extra') return ledger!.sum;
  return registry?.sum ?? 0n;
}

/** Totals of each day, for both sides. */
export interface Calendar {
  add(side: 'registry' | 'ledger', day: string, sum: Tiyn): void;
  days(): Day[];
}

export function calendar(): Calendar {
  const days = new Map<string, Day>();
  return {
    add(side, day, sum) {
      let found = days.get(day);
      if (!found) {
        found = { day, registry: { count: 0, sum: 0n }, ledger: { count: 0, sum: 0n } };
        days.set(day, found);
      }
      const tally = found[side];
      tally.count += 1;
      tally.sum += sum;
    },
    days: () => [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}
