import type { Row } from './credit.ts';
import { texts } from './texts.ts';
import { UnreadableLedger } from './unreadable.ts';

/**
 * The payments of a registry by `txn_id`, packed: some 60 bytes each, where objects would take 300.
 * A txn_id of up to 18 digits is kept as two numbers of nine; equal numbers are equal whatever
 * zeros stand before them.
 */
export interface Table {
  /** Puts a payment in; returns the index that its number has already, or -1 when it is new. */
  insert(row: Row): number;
  /** The index of a number, or -1. */
  find(txn_id: string): number;
  row(index: number): Row;
  /** True where a row says the same to the letter; tells the usual case quickly. */
  same(index: number, row: Row): boolean;
  line(index: number): number;
  /** The line of the ledger where this payment was seen first; 0: nowhere yet. */
  seenAt(index: number): number;
  see(index: number, line: number): void;
  count(): number;
}

/** Above this a machine of ordinary memory would begin to swap. */
export const MOST_ROWS = 20_000_000;
const FIRST_CAPACITY = 1024;

export function table(mostRows = MOST_ROWS): Table {
  let rows = columns(FIRST_CAPACITY);
  let slots = new Int32Array(FIRST_CAPACITY * 2).fill(-1);
  let count = 0;
  const kept = texts();
  // Differs from run to run, so that no file can be made to collide.
  const salt = Math.floor(Math.random() * 2 ** 32);

  function slotOf(high: number, low: number): number {
    const mask = slots.length - 1;
    let slot = mixed(high, low, salt) & mask;
    for (let index = slots[slot]!; index >= 0 && (rows.low[index] !== low || rows.high[index] !== high); index = slots[slot]!)
      slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    rows = columns(count * 2, rows);
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let index = 0; index < count; index++) slots[slotOf(rows.high[index]!, rows.low[index]!)] = index;
  }

  return {
    insert(row) {
      const { line, txn_id, sum, txn_date } = row;
      const [high, low] = halves(txn_id);
      const there = slots[slotOf(high, low)]!;
      if (there >= 0) return there;
      if (count >= mostRows) throw new UnreadableLedger('unreadable.too-large');
      if (count === rows.high.length) grow();
      rows.high[count] = high;
      rows.low[count] = low;
      rows.sum[count] = sum;
      rows.date[count] = Number(txn_date);
      rows.line[count] = line;
      rows.text[count] = kept.add(textOf(row));
      slots[slotOf(high, low)] = count;
      count += 1;
      return -1;
    },
    find: (txn_id) => slots[slotOf(...halves(txn_id))]!,
    row(index) {
      const text = kept.at(rows.text[index]!);
      const tab = text.indexOf('\t');
      const row = {
        line: rows.line[index]!,
        txn_id: joined(rows.high[index]!, rows.low[index]!),
        account: text.slice(tab + 1),
        sum: rows.sum[index]!,
        txn_date: String(rows.date[index]!),
      };
      return tab === 0 ? row : { ...row, prv_txn: text.slice(0, tab) };
    },
    same: (index, row) => rows.sum[index] === row.sum && rows.date[index] === Number(row.txn_date) && kept.is(rows.text[index]!, textOf(row)),
    line: (index) => rows.line[index]!,
    seenAt: (index) => rows.seen[index]!,
    see: (index, line) => void (rows.seen[index] = line),
    count: () => count,
  };
}

interface Packed {
  high: Uint32Array;
  low: Uint32Array;
  sum: BigInt64Array;
  /** The digits of the date as a number: 8, 12 or 14 of them, so it says how exact it is. */
  date: Float64Array;
  line: Uint32Array;
  seen: Uint32Array;
  text: Uint32Array;
}

function columns(capacity: number, from?: Packed): Packed {
  const made = {
    high: new Uint32Array(capacity),
    low: new Uint32Array(capacity),
    sum: new BigInt64Array(capacity),
    date: new Float64Array(capacity),
    line: new Uint32Array(capacity),
    seen: new Uint32Array(capacity),
    text: new Uint32Array(capacity),
  };
  if (!from) return made;
  made.sum.set(from.sum);
  for (const name of ['high', 'low', 'date', 'line', 'seen', 'text'] as const) made[name].set(from[name]);
  return made;
}

/** The partner's number and the account. A tab is in no number, so the first one parts them. */
function textOf({ prv_txn, account }: Row): string {
  return `${prv_txn ?? ''}\t${account}`;
}

function halves(txn_id: string): [high: number, low: number] {
  return txn_id.length > 9 ? [Number(txn_id.slice(0, -9)), Number(txn_id.slice(-9))] : [0, Number(txn_id)];
}

function joined(high: number, low: number): string {
  return high === 0 ? String(low) : `${high}${String(low).padStart(9, '0')}`;
}

/** Murmur3's finish over both halves. */
function mixed(high: number, low: number, salt: number): number {
  let hash = Math.imul(high ^ salt, 0x9e3779b1) ^ low;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
