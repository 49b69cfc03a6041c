import { isLosslessNumber, parse, type LosslessNumber } from 'lossless-json';
import { FIELDS, fieldGuesser, statusFinder, type Columns, type Field, type Guess } from './columns.ts';
import { malformed, type Entry } from './credit.ts';
import { jsonScanner, type JsonPiece } from './json-scan.ts';
import { rowOf, withStatus } from './row.ts';
import { readNumber, readSum } from './sums.ts';
import { UnreadableLedger } from './unreadable.ts';

type Guesser = (name: string) => Guess | undefined;

/** Takes the pieces of a JSON file, and gives its rows in batches. Numbers keep their digits: none goes through a double. */
export async function* readJson(texts: AsyncIterable<string>, columns: Columns): AsyncGenerator<Entry[]> {
  const guess = fieldGuesser(columns);
  const statusOf = statusFinder(columns);
  const scanner = jsonScanner(guess);
  for await (const text of texts) yield scanner.read(text, false).map((piece) => entryOf(piece, guess, statusOf));
  yield scanner.read('', true).map((piece) => entryOf(piece, guess, statusOf));
}

function entryOf({ line, text, why }: JsonPiece, guess: Guesser, statusOf: ReturnType<typeof statusFinder>): Entry {
  if (why) return malformed(line, why, text);
  let members: Record<string, unknown>;
  try {
    members = parse(text) as Record<string, unknown>;
  } catch {
    return malformed(line, 'json', text);
  }
  const values = valuesOf(members, guess);
  for (const field of FIELDS) {
    const value = values[field];
    if (value !== undefined && typeof value !== 'string' && !isLosslessNumber(value)) return malformed(line, 'value-type', `${field}: ${text}`);
  }
  const { txn_id, prv_txn, account, sum, txn_date } = values as Partial<Record<Field, string | LosslessNumber>>;
  const sumText = written(sum).trim();
  const row = rowOf(line, {
    txn_id: written(txn_id),
    prv_txn: written(prv_txn),
    account: written(account),
    sum: isLosslessNumber(sum) ? readNumber(sumText) : readSum(sumText),
    sumText,
    txn_date: written(txn_date),
  });
  const status = statusOf(members);
  return withStatus(typeof status === 'string' || isLosslessNumber(status) ? written(status) : undefined, row);
}

/** The fields of a row; of two members that may be one, the likelier. */
function valuesOf(members: Record<string, unknown>, guess: Guesser): Partial<Record<Field, unknown>> {
  const values: Partial<Record<Field, unknown>> = {};
  const ranks: Partial<Record<Field, number>> = {};
  for (const [name, value] of Object.entries(members)) {
    const found = value === null ? undefined : guess(name);
    if (!found) continue;
    const before = ranks[found.field];
    if (before === found.rank) throw new UnreadableLedger('unreadable.column-twice', { column: name.slice(0, 40), field: found.field });
    if (before !== undefined && before < found.rank) continue;
    values[found.field] = value;
    ranks[found.field] = found.rank;
  }
  return values;
}

function written(value: string | LosslessNumber | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : value.value;
}
