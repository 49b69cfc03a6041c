import { bookDay, type Tiyn } from '../protocol/index.ts';
import { isMalformed, type Entry, type Row } from './credit.ts';
import { compare, type Difference } from './difference.ts';
import { calendar, counter, type Reconciliation, type Side } from './result.ts';
import { paymentKey } from './refunds.ts';
import { table } from './table.ts';

export interface ReconcileOptions {
  /**
   * The days to reconcile, `YYYYMMDD`, both included. A payment that stands on both sides counts when
   * either date lies within: one that the ledger keeps on another day is no missing one.
   */
  from?: string;
  to?: string;
  /** Gets every difference as it is found; those of `missing` come last. */
  onDifference?: (difference: Difference) => void;
  /** How many examples of each kind to keep. Default 5. */
  examples?: number;
  /**
   * What went back of payments, by `paymentKey`: a ledger may hold such a payment whole, less what went
   * back, or, when all went back, not at all.
   */
  refunded?: ReadonlyMap<string, Tiyn>;
  /** Most payments of a registry. Default 20 million. */
  mostRows?: number;
}

const LAST_DAY = '99999999';

/** A registry with more rows that can't be read is no registry; what is beyond is told as extra. */
const MOST_UNREADABLE = 100_000;

/** A list of rows, or those of a file, as `rowsOf` and `readRows` give them. */
type Entries = Iterable<Entry> | AsyncIterable<readonly Entry[]>;

/**
 * Sets a registry against a ledger by `txn_id` (TP-7.1): what is missing, extra or doubled, and
 * where sum, account, date (TP-7.3) or `prv_txn` differ. The registry is held, packed; the ledger
 * passes through, so it may be of any size. Rows that could not be read count as differing: they might
 * be any payment. Throws an UnreadableLedger when the registry is too large to be held.
 *
 * ```ts
 * const { agree, kinds } = await reconcile(rowsOf(credits), readRows(bytes));
 * ```
 */
export async function reconcile(registry: Entries, ledger: Entries, options: ReconcileOptions = {}): Promise<Reconciliation> {
  const books = openBooks(options);
  await each(registry, books.takeRegistry);
  await each(ledger, books.takeLedger);
  return books.close();
}

async function each(entries: Entries, take: (entry: Entry) => void): Promise<void> {
  if (Symbol.iterator in entries) for (const entry of entries) take(entry);
  else for await (const batch of entries) for (const entry of batch) take(entry);
}

function openBooks({ from = '', to = LAST_DAY, onDifference, examples = 5, refunded, mostRows }: ReconcileOptions) {
  const held = table(mostRows);
  const counted = counter(examples);
  const days = calendar();
  const sides = { registry: emptySide(), ledger: emptySide() };
  const matched = { count: 0, sum: 0n };
  /** Payments whose difference a refund explains; they are among the matched. */
  const byRefund = { count: 0, sum: 0n };
  /** Payments of the registry that could not be read whole: in the ledger they are not extra. */
  const unreadable = new Set<bigint>();

  const always = from === '' && to === LAST_DAY;
  const within = (date: string) => always || (from <= bookDay(date) && bookDay(date) <= to);
  const tell = (difference: Difference) => {
    counted.add(difference);
    onDifference?.(difference);
  };

  /** Counts a row of the period; false when it lies outside. */
  function enter(side: 'registry' | 'ledger', { txn_date, sum }: Row): boolean {
    if (!within(txn_date)) {
      sides[side].outside += 1;
      return false;
    }
    sides[side].count += 1;
    sides[side].sum += sum;
    days.add(side, bookDay(txn_date), sum);
    return true;
  }

  function takeRegistry(entry: Entry): void {
    if (isMalformed(entry)) {
      sides.registry.malformed += 1;
      tell({ kind: 'malformed-in-registry', malformed: entry });
      if (entry.txn_id !== undefined && unreadable.size < MOST_UNREADABLE) unreadable.add(BigInt(entry.txn_id));
      return;
    }
    const inside = enter('registry', entry);
    const earlier = held.insert(entry);
    if (earlier >= 0 && (inside || within(held.row(earlier).txn_date)))
      tell({ kind: 'doubled-in-registry', registry: entry, firstLine: held.line(earlier) });
  }

  function takeLedger(entry: Entry): void {
    if (isMalformed(entry)) {
      sides.ledger.malformed += 1;
      tell({ kind: 'malformed-in-ledger', malformed: entry });
      // It is there, though it can't be compared: told once, and not as missing.
      const there = entry.txn_id === undefined ? -1 : held.find(entry.txn_id);
      if (there >= 0 && held.seenAt(there) === 0) held.see(there, entry.line);
      return;
    }
    const inside = enter('ledger', entry);
    const index = held.find(entry.txn_id);
    if (index >= 0) return match(index, entry, inside);
    const known = unreadable.size > 0 && unreadable.has(BigInt(entry.txn_id));
    if (inside && !known) tell({ kind: 'extra', ledger: entry });
  }

  function match(index: number, entry: Row, inside: boolean): void {
    const firstLine = held.seenAt(index);
    if (firstLine === 0) held.see(index, entry.line);
    if (firstLine === 0 && inside && held.same(index, entry)) return agreed(entry.sum);
    const row = held.row(index);
    if (!inside && !within(row.txn_date)) return;
    if (firstLine > 0) return tell({ kind: 'doubled-in-ledger', registry: row, ledger: entry, firstLine });
    const back = refunded?.get(paymentKey(row.txn_id)) ?? 0n;
    const net = back > 0n && entry.sum === row.sum - back;
    const differences = compare(row, net ? { ...entry, sum: row.sum } : entry);
    for (const difference of differences) tell(difference);
    if (differences.length > 0) return;
    agreed(row.sum);
    if (net) explained(back);
  }

  function agreed(sum: Tiyn): void {
    matched.count += 1;
    matched.sum += sum;
  }

  function explained(back: Tiyn): void {
    byRefund.count += 1;
    byRefund.sum += back;
  }

  function close(): Reconciliation {
    for (let index = 0; index < held.count(); index++) {
      if (held.seenAt(index) > 0) continue;
      const row = held.row(index);
      if (!within(row.txn_date)) continue;
      if (refunded?.get(paymentKey(row.txn_id)) !== row.sum) {
        tell({ kind: 'missing', registry: row });
        continue;
      }
      agreed(row.sum);
      explained(row.sum);
    }
    const agree = Object.values(counted.kinds).every(({ count }) => count === 0);
    return { agree, ...sides, matched, byRefund, kinds: counted.kinds, examples: counted.examples(), days: days.days() };
  }

  return { takeRegistry, takeLedger, close };
}

function emptySide(): Side {
  return { count: 0, sum: 0n, malformed: 0, outside: 0 };
}
