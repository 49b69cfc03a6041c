import { readRows, type ReadOptions } from './read.ts';
import { isMalformed, type Entry } from './credit.ts';

/** What the tests of reading share. */

/** A stream of these bytes in pieces of a size. */
export async function* bytesOf(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function entriesOf(content: string | Uint8Array, options?: ReadOptions, size?: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const batch of readRows(bytesOf(content, size), options)) entries.push(...batch);
  return entries;
}

/** Rows as short texts, `2: 7 | A-1 | 20000 | 20261124101530 | 90817`, and `3: sum «x»` for what could not be read. */
export async function shown(content: string | Uint8Array, options?: ReadOptions, size?: number): Promise<string[]> {
  return (await entriesOf(content, options, size)).map((entry) =>
    isMalformed(entry)
      ? `${entry.line}: ${entry.why} «${entry.text}»`
      : [`${entry.line}: ${entry.txn_id}`, entry.account, entry.sum, entry.txn_date, ...(entry.prv_txn === undefined ? [] : [entry.prv_txn])].join(
          ' | ',
        ),
  );
}
