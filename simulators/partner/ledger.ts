import { formatSum } from '../../protocol/index.ts';
import type { LedgerRow } from './books.ts';

const COLUMNS = ['txn_id', 'prv_txn', 'account', 'sum', 'txn_date'] as const;

/** The ledger for export: one credit a line, sums as `200.00` (RFC 4180, UTF-8, with a header). */
export function ledgerCsv(rows: readonly LedgerRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((name) => cell(texts(row)[name])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** The same as a JSON array of objects; every value is a string, so that no reader's double can hurt it. */
export function ledgerJson(rows: readonly LedgerRow[]): string {
  return JSON.stringify(rows.map(texts));
}

function texts(row: LedgerRow): Record<(typeof COLUMNS)[number], string> {
  return { ...row, sum: formatSum(row.sum) };
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
