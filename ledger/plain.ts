import { formatSum } from '../protocol/index.ts';
import type { Malformed, Row } from './credit.ts';
import { KINDS, type Difference, type Kind } from './difference.ts';
import { atStake, type Reconciliation, type Side, type Tally } from './result.ts';

interface PlainTally {
  count: number;
  /** Tenge, `200.00`. */
  sum: string;
}

type PlainRow = Omit<Row, 'sum'> & { sum: string };

export interface PlainDifference {
  kind: Kind;
  txn_id: string | null;
  /** The money at stake; null where it can't be known. */
  atStake: string | null;
  registry?: PlainRow;
  ledger?: PlainRow;
  firstLine?: number;
  cause?: string;
  malformed?: Malformed;
}

/** A reconciliation as JSON holds it: sums as texts in tenge, days with dashes. */
export interface PlainReconciliation {
  agree: boolean;
  registry: PlainTally & { malformed: number; outside: number };
  ledger: PlainTally & { malformed: number; outside: number };
  matched: PlainTally;
  byRefund: PlainTally;
  kinds: Record<Kind, PlainTally>;
  examples: PlainDifference[];
  /** `difference`: the ledger's sum less the registry's. */
  days: { day: string; registry: PlainTally; ledger: PlainTally; difference: string }[];
}

/** For `--format json`, and for whoever prints it. */
export function plainReconciliation({ agree, registry, ledger, matched, byRefund, kinds, examples, days }: Reconciliation): PlainReconciliation {
  return {
    agree,
    registry: side(registry),
    ledger: side(ledger),
    matched: tally(matched),
    byRefund: tally(byRefund),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, tally(kinds[kind])])) as Record<Kind, PlainTally>,
    examples: examples.map(example),
    days: days.map((day) => ({
      day: `${day.day.slice(0, 4)}-${day.day.slice(4, 6)}-${day.day.slice(6)}`,
      registry: tally(day.registry),
      ledger: tally(day.ledger),
      difference: formatSum(day.ledger.sum - day.registry.sum),
    })),
  };
}

function tally({ count, sum }: Tally): PlainTally {
  return { count, sum: formatSum(sum) };
}

function side({ malformed, outside, ...money }: Side): PlainReconciliation['registry'] {
  return { ...tally(money), malformed, outside };
}

function example(difference: Difference): PlainDifference {
  const { registry, ledger, malformed, ...rest } = difference;
  return {
    ...rest,
    txn_id: registry?.txn_id ?? ledger?.txn_id ?? malformed?.txn_id ?? null,
    atStake: malformed ? null : formatSum(atStake(difference)),
    ...(registry ? { registry: row(registry) } : {}),
    ...(ledger ? { ledger: row(ledger) } : {}),
    ...(malformed ? { malformed } : {}),
  };
}

function row(of: Row): PlainRow {
  return { ...of, sum: formatSum(of.sum) };
}
