import { setTimeout as sleep } from 'node:timers/promises';
import type { Tiyn, TxnId } from '../../protocol/index.ts';
import { malformedRows } from './ledger-malformed.ts';
import { isEarlier } from './ledger-span.ts';
import { creditedWords, plainStatus } from './ledger-status.ts';

/** One row of the partner's ledger, and the line where it stands. */
export interface LedgerRow {
  line: number;
  txn_id: TxnId;
  account: string;
  sum: Tiyn;
  /** `YYYYMMDDHHMMSS`, or its beginning where the ledger says less. */
  txn_date: string;
  /** What the ledger says became of it, where it says that. */
  status?: string;
}

/** A row that could not be read. */
export interface MalformedRow {
  line: number;
  why: string;
  text: string;
  status?: string;
}

/** Reads rows out of a ledger's bytes; `ledger/` does it, and whoever starts the run hands it in. Throws an error that is a message (`key`, `values`) when the file as a whole can't be read. */
export type ReadLedger = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<LedgerRow | MalformedRow>;

/** How the payments of a run are known in a ledger. */
export interface Ours {
  has(txn_id: TxnId): boolean;
  /** Was it answered 0? Undefined where nobody knows. */
  credited(txn_id: TxnId): boolean | undefined;
  /** How many pays have been sent so far: a view that was read before the last of them is stale. */
  asked(): number;
  dates(): ReadonlySet<string>;
}

/** What the ledger says of the payments of this run. Rows of others are counted and left alone. */
export interface LedgerView {
  /** The credits of a payment. */
  rowsOf(txn_id: TxnId): readonly LedgerRow[];
  /** Words of rows that are no credits: of refused payments, or of steps on the way. */
  setAside: readonly string[];
  /** Payments of ours that stood there when the ledger was read before. */
  gone: ReadonlySet<TxnId>;
  /** The earliest date of all rows, and of those of others; as long as the ledger writes it. */
  oldest: string | undefined;
  oldestStranger: string | undefined;
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

/** Zeros before a number are no part of it. */
function digitsOf(txn_id: TxnId): TxnId {
  return txn_id.replace(/^0+(?=\d)/, '');
}

/** Waits before a ledger is read again, milliseconds. */
const PAUSES_MS = [0, 200, 800, 2_000];
const LOOKALIKES_KEPT = 10_000;

export function ledger(open: () => AsyncIterable<LedgerRow | MalformedRow>, ours: Ours): Ledger {
  let view: LedgerView | undefined;
  let askedThen = 0;
  let patient = true;
  const seen = new Set<TxnId>();
  return {
    get view() {
      return view;
    },
    read: async (isSettled) => {
      if (view && askedThen === ours.asked() && isSettled(view)) return view;
      for (const pause of patient ? PAUSES_MS : PAUSES_MS.slice(0, 2)) {
        await sleep(pause);
        askedThen = ours.asked();
        view = await look(open(), ours, seen);
        if (isSettled(view)) return view;
      }
      // It has been waited for in vain once; later cases need not wait as long.
      patient = false;
      return view!;
    },
  };
}

/** Reads it once. `seen` are the payments of ours that it has shown so far. */
async function look(entries: AsyncIterable<LedgerRow | MalformedRow>, ours: Ours, seen: Set<TxnId>): Promise<LedgerView> {
  const dates = ours.dates();
  const lookalikes: LedgerRow[] = [];
  const found = new Map<TxnId, LedgerRow[]>();
  const unreadable = malformedRows();
  let [rows, strangers] = [0, 0];
  let [oldest, oldestStranger]: (string | undefined)[] = [];
  for await (const entry of entries) {
    rows++;
    if ('why' in entry) {
      unreadable.add(entry);
      continue;
    }
    const txn_id = digitsOf(entry.txn_id);
    oldest = earlier(oldest, entry.txn_date);
    if (ours.has(txn_id)) found.set(txn_id, [...(found.get(txn_id) ?? []), entry]);
    else {
      strangers++;
      oldestStranger = earlier(oldestStranger, entry.txn_date);
      if (dates.has(entry.txn_date) && lookalikes.length < LOOKALIKES_KEPT) lookalikes.push(entry);
    }
  }
  const words = creditedWords(found, ours.credited);
  const isCredit = (row: LedgerRow | MalformedRow) => words === undefined || words.has(plainStatus(row));
  const all = [...found.values()].flat();
  const credits = new Map([...found].map(([txn_id, its]) => [txn_id, words === undefined ? its : its.filter(isCredit)]));
  const gone = new Set([...seen].filter((txn_id) => !found.has(txn_id)));
  for (const txn_id of found.keys()) seen.add(txn_id);
  return {
    rowsOf: (txn_id) => credits.get(txn_id) ?? [],
    setAside: [...new Set(all.filter((row) => !isCredit(row)).map(({ status = '' }) => status))],
    gone,
    oldest,
    oldestStranger,
    lookalikes,
    rows,
    strangers,
    ...unreadable.of(isCredit),
  };
}

function earlier(one: string | undefined, other: string): string {
  return one !== undefined && !isEarlier(other, one) ? one : other;
}
