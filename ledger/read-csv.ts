import { findColumns, noColumns, type Columns, type Positions } from './columns.ts';
import { malformed, type Entry, type Malformed } from './credit.ts';
import { csvReader, MOST_RECORD, type CsvRecord } from './csv.ts';
import { rowOf, withStatus } from './row.ts';
import { readSum } from './sums.ts';
import { UnreadableLedger } from './unreadable.ts';

/** The likelier first, for a header that several take apart alike. */
const SEPARATORS = [';', ',', '\t', '|'] as const;

/** `sep=;`, by which some programs tell a spreadsheet the separator. */
const HINT = /^sep=(.)[ \t;,]*$/i;

/** Takes the pieces of a CSV file, and gives its rows in batches. The header has to come first. */
export async function* readCsv(texts: AsyncIterable<string>, columns: Columns): AsyncGenerator<Entry[]> {
  let head = '';
  let layout: Layout | undefined;
  for await (const text of texts) {
    if (layout) {
      yield layout.rows(text, false);
      continue;
    }
    head += text;
    layout = findLayout(head, columns, false);
    if (layout) yield layout.rows(head, false);
  }
  if (layout) return yield layout.rows('', true);
  layout = findLayout(head, columns, true);
  yield layout!.rows(head, true);
}

interface Layout {
  rows(text: string, last: boolean): Entry[];
}

/** The way a file is written, from its header. Undefined: the header is not whole yet. */
function findLayout(head: string, columns: Columns, last: boolean): Layout | undefined {
  const newline = head.includes('\n') || !/\r[^\n]/.test(head) ? '\n' : '\r';
  const firstAt = head.search(/\S/);
  if (firstAt < 0) {
    if (last || head.length > MOST_RECORD) throw new UnreadableLedger('unreadable.empty');
    return undefined;
  }
  const hint = HINT.exec(head.slice(firstAt, firstAt + 12).split(/[\r\n]/)[0]!)?.[1];
  for (const separator of hint === undefined ? SEPARATORS : [hint]) {
    const header = firstRecord(head, separator, newline, last);
    if (header === undefined) return undefined;
    // Quotes that are wrong by one separator may be right by the next.
    const positions = 'why' in header ? undefined : findColumns(header.cells, columns);
    if (positions) return layoutOf(separator, newline, header.line, positions);
  }
  const likely = hint ?? SEPARATORS.toSorted((a, b) => count(head, firstAt, b) - count(head, firstAt, a))[0]!;
  const header = firstRecord(head, likely, newline, true)!;
  throw 'why' in header ? new UnreadableLedger('unreadable.header-malformed', { line: String(header.line) }) : noColumns(header.cells, columns);
}

/** The header: the first record that is not the hint. */
function firstRecord(head: string, separator: string, newline: '\n' | '\r', last: boolean): CsvRecord | Malformed | undefined {
  const records = csvReader(separator, newline).read(head.slice(0, 2 * MOST_RECORD), last);
  const header = records.find((record) => 'why' in record || !HINT.test(record.cells.join(separator)));
  if (header === undefined && (last || head.length > 2 * MOST_RECORD)) throw new UnreadableLedger('unreadable.empty');
  return header;
}

function count(head: string, from: number, separator: string): number {
  return head
    .slice(from)
    .split(/[\r\n]/)[0]!
    .split(separator).length;
}

function layoutOf(separator: string, newline: '\n' | '\r', headerLine: number, positions: Positions): Layout {
  const reader = csvReader(separator, newline);
  const rows = (text: string, last: boolean): Entry[] => {
    const entries: Entry[] = [];
    for (const record of reader.read(text, last)) {
      if (record.line <= headerLine) continue;
      entries.push('why' in record ? record : entryOf(record, positions, separator));
    }
    return entries;
  };
  return { rows };
}

function entryOf({ line, cells }: CsvRecord, positions: Positions, separator: string): Entry {
  // Many exports put a separator behind the last cell, with or without one in the header.
  let length = cells.length;
  while (length > positions.count && cells[length - 1]!.trim() === '') length -= 1;
  if (length !== positions.count) return malformed(line, 'cells', cells.join(separator));
  const sumText = cells[positions.sum]!.trim();
  return withStatus(
    positions.status === undefined ? undefined : cells[positions.status],
    rowOf(line, {
      txn_id: cells[positions.txn_id]!,
      prv_txn: positions.prv_txn === undefined ? undefined : cells[positions.prv_txn],
      account: cells[positions.account]!,
      sum: readSum(sumText),
      sumText,
      txn_date: cells[positions.txn_date]!,
    }),
  );
}
