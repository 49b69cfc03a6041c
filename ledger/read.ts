import type { Columns } from './columns.ts';
import type { Entry } from './credit.ts';
import { decode } from './decode.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { UnreadableLedger } from './unreadable.ts';

export interface ReadOptions {
  /** Default: by the first character. */
  format?: 'csv' | 'json';
  /** The fields' names in this file, where they are others than the usual. */
  columns?: Columns;
  /** The words of its column `status` that mean credited, in any case; rows with others are passed over. Absent: every row is one. */
  credited?: readonly string[];
}

/**
 * The rows of a registry or of a partner's export, a batch for each piece of the file: payments, and in
 * their places what could not be read. Throws an UnreadableLedger when the file as a whole can't be read. However large the
 * file, little of it is in memory; rows are bounded to 64 Ki characters.
 *
 * ```ts
 * for await (const batch of readRows(createReadStream('ledger.csv'))) rows += batch.length;
 * ```
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>, options: ReadOptions = {}): AsyncGenerator<readonly Entry[]> {
  const columns = options.columns ?? {};
  const texts = decode(bytes);
  const first = await firstText(texts);
  const whole = chained(first, texts);
  const json = options.format === undefined ? /^\s*[[{]/.test(first) : options.format === 'json';
  const batches = json ? readJson(whole, columns) : readCsv(whole, columns);
  if (options.credited === undefined) return yield* batches;
  const credited = new Set(options.credited.map(plainStatus));
  for await (const batch of batches) yield batch.filter(({ status = '' }) => credited.has(plainStatus(status)));
}

function plainStatus(status: string): string {
  return status.trim().toLowerCase();
}

/** The first piece that holds more than blanks. */
async function firstText(texts: AsyncIterator<string>): Promise<string> {
  let head = '';
  // A file of blanks only is no ledger, however long.
  while (head.length < 1024 * 1024) {
    const { value, done } = await texts.next();
    if (done === true) break;
    head += value;
    if (/\S/.test(value)) return head;
  }
  throw new UnreadableLedger('unreadable.empty');
}

async function* chained(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
