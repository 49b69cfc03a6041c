import { setTimeout as sleep } from 'node:timers/promises';
import type { Tiyn, TxnId } from '../../protocol/index.ts';
import type { Entry } from '../partner/books.ts';

/** One row of the partner's ledger, and the line where it stands. */
export interface LedgerRow {
  line: number;
  txn_id: TxnId;
  account: string;
  sum: Tiyn;
  /** `YYYYMMDDHHMMSS`, or its beginning where the ledger says less. */
  txn_date: string;
}

/** A row that could not be read. */
export interface MalformedRow {
  line: number;
  why: string;
  text: string;
}

/** Reads rows out of a ledger's bytes; `ledger/` does it, and whoever starts the run hands it in. Throws an error that is a message (`key`, `values`) when the file as a whole can't be read. */
export type ReadLedger = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<LedgerRow | MalformedRow>;

/** How the payments of a run are known in a ledger. */
export interface Ours {
  has(txn_id: TxnId): boolean;
  /** How many pays have been sent so far: a view that was read before the last of them is stale. */
  asked(): number;
  dates(): ReadonlySet<string>;
}

/** What the ledger says of the payments of this run. Rows of others are counted and left alone. */
export interface LedgerView {
  rowsOf(txn_id: TxnId): readonly LedgerRow[];
  /** Rows of unknown numbers whose `txn_date` is, to the second, that of a payment of this run: perhaps the same under another number. */
  lookalikes: readonly LedgerRow[];
  rows: number;
  strangers: number;
  /** The first hundred; `malformedCount` counts all. */
  malformed: readonly MalformedRow[];
  malformedCount: number;
}

export interface Ledger {
  /** What was read last. */
  readonly view: LedgerView | undefined;
  /**
   * Reads the ledger until it is as expected, or has had its time: a partner may write its books a
   * moment after its answers. What was read before is enough when it is as expected, and nothing was
   * paid or repeated since.
   */
  read(isSettled: (view: LedgerView) => boolean): Promise<LedgerView>;
}

/**
 * Tells of which payments the ledger cannot know yet: an export holds what was credited up to some
 * moment, so one that is missing is lost only if it was answered before another was asked that is there.
 */
export function isBehind(view: LedgerView, entries: readonly Entry[]): (entry: Entry) => boolean {
  const there = entries.filter(({ payment }) => view.rowsOf(payment.txn_id).length > 0);
  const newest = Math.max(-Infinity, ...there.map(({ first }) => first?.startedAt ?? -Infinity));
  return ({ payment, first }) => view.rowsOf(payment.txn_id).length === 0 && (first === undefined || first.endedAt >= newest);
}

/** Zeros before a number are no part of it. */
function digitsOf(txn_id: TxnId): TxnId {
  return txn_id.replace(/^0+(?=\d)/, '');
}

/** Waits before a ledger is read again, milliseconds. */
const PAUSES_MS = [0, 200, 800, 2_000];
const MALFORMED_KEPT = 100;
const LOOKALIKES_KEPT = 10_000;

export function ledger(open: () => AsyncIterable<LedgerRow | MalformedRow>, ours: Ours): Ledger {
  let view: LedgerView | undefined;
  let askedThen = 0;
  let patient = true;
  return {
    get view() {
      return view;
    },
    read: async (isSettled) => {
      if (view && askedThen === ours.asked() && isSettled(view)) return view;
      for (const pause of patient ? PAUSES_MS : PAUSES_MS.slice(0, 2)) {
        await sleep(pause);
        askedThen = ours.asked();
        view = await look(open(), ours);
        if (isSettled(view)) return view;
      }
      // It has been waited for in vain once; later cases need not wait as long.
      patient = false;
      return view!;
    },
  };
}

async function look(entries: AsyncIterable<LedgerRow | MalformedRow>, ours: Ours): Promise<LedgerView> {
  const dates = ours.dates();
  const lookalikes: LedgerRow[] = [];
  const found = new Map<TxnId, LedgerRow[]>();
  const malformed: MalformedRow[] = [];
  let [rows, strangers, malformedCount] = [0, 0, 0];
  for await (const entry of entries) {
    rows++;
    if ('why' in entry) {
      malformedCount++;
      if (malformed.length < MALFORMED_KEPT) malformed.push(entry);
    } else if (ours.has(digitsOf(entry.txn_id))) found.set(digitsOf(entry.txn_id), [...(found.get(digitsOf(entry.txn_id)) ?? []), entry]);
    else {
      strangers++;
      if (dates.has(entry.txn_date) && lookalikes.length < LOOKALIKES_KEPT) lookalikes.push(entry);
    }
  }
  return { rowsOf: (txn_id) => found.get(txn_id) ?? [], lookalikes, rows, strangers, malformed, malformedCount };
}
