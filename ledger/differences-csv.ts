import { formatSum } from '../protocol/index.ts';
import type { Row } from './credit.ts';
import { csvLine } from './csv-cell.ts';
import type { Difference } from './difference.ts';
import { atStake } from './result.ts';

const SIDE = ['line', 'prv_txn', 'account', 'sum', 'txn_date'] as const;

/** The first line of `differences.csv`. */
export const DIFFERENCES_HEADER = csvLine([
  'kind',
  'txn_id',
  'at_stake',
  ...SIDE.map((name) => `registry_${name}`),
  ...SIDE.map((name) => `ledger_${name}`),
  'first_line',
  'cause',
  'malformed',
  'text',
]);

/**
 * A difference as a line of CSV. It is opened in spreadsheets and holds a foreign file's texts, so a
 * text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function differenceLine(difference: Difference): string {
  const { kind, registry, ledger, firstLine, cause, malformed } = difference;
  const inRegistry = kind === 'malformed-in-registry';
  return csvLine([
    kind,
    registry?.txn_id ?? ledger?.txn_id ?? malformed?.txn_id ?? '',
    malformed ? '' : formatSum(atStake(difference)),
    ...side(registry, inRegistry ? malformed?.line : undefined),
    ...side(ledger, inRegistry ? undefined : malformed?.line),
    firstLine === undefined ? '' : String(firstLine),
    cause ?? '',
    malformed?.why ?? '',
    malformed ? harmless(malformed.text) : '',
  ]);
}

function side(row: Row | undefined, line: number | undefined): string[] {
  if (!row) return [line === undefined ? '' : String(line), '', '', '', ''];
  return [String(row.line), harmless(row.prv_txn ?? ''), harmless(row.account), formatSum(row.sum), row.txn_date];
}

function harmless(text: string): string {
  return /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
}
