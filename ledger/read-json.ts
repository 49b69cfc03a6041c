import { isLosslessNumber, parse } from 'lossless-json';
import { fieldFinder, type Columns, type Field } from './columns.ts';
import { malformed, type Entry } from './credit.ts';
import { jsonScanner, type JsonPiece } from './json-scan.ts';
import { rowOf } from './row.ts';
import { readNumber, readSum } from './sums.ts';
import { UnreadableLedger } from './unreadable.ts';

/** Takes the pieces of a JSON file, and gives its rows in batches. Numbers keep their digits: none goes through a double. */
export async function* readJson(texts: AsyncIterable<string>, columns: Columns): AsyncGenerator<Entry[]> {
  const fieldOf = fieldFinder(columns);
  const scanner = jsonScanner(fieldOf);
  for await (const text of texts) yield scanner.read(text, false).map((piece) => entryOf(piece, fieldOf));
  yield scanner.read('', true).map((piece) => entryOf(piece, fieldOf));
}

function entryOf({ line, text, why }: JsonPiece, fieldOf: (name: string) => Field | undefined): Entry {
  if (why) return malformed(line, why, text);
  let members: Record<string, unknown>;
  try {
    members = parse(text) as Record<string, unknown>;
  } catch {
    return malformed(line, 'json', text);
  }
  const values: Partial<Record<Field, string>> = {};
  let numeric = false;
  for (const [name, value] of Object.entries(members)) {
    const field = fieldOf(name);
    if (field === undefined || value === null) continue;
    if (values[field] !== undefined) throw new UnreadableLedger('ledger.column-twice', { column: name.slice(0, 40), field });
    if (typeof value !== 'string' && !isLosslessNumber(value)) return malformed(line, 'value-type', `${name}: ${text}`);
    values[field] = typeof value === 'string' ? value : value.value;
    if (field === 'sum') numeric = typeof value !== 'string';
  }
  const sumText = values.sum?.trim() ?? '';
  return rowOf(line, {
    txn_id: values.txn_id ?? '',
    prv_txn: values.prv_txn,
    account: values.account ?? '',
    sum: numeric ? readNumber(sumText) : readSum(sumText),
    sumText,
    txn_date: values.txn_date ?? '',
  });
}
