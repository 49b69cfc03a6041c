import { formatSum } from '../../protocol/index.ts';
import type { LedgerRow } from './books.ts';

const COLUMNS = ['txn_id', 'prv_txn', 'account', 'sum', 'txn_date'] as const;

/** Names that a column has which says what became of a payment. */
const STATUS = ['status', 'статус'] as const;

/** A row for export; every value is a text, so that no reader's double can hurt it. */
export type LedgerText = Record<(typeof COLUMNS)[number], string> & Partial<Record<(typeof STATUS)[number], string>>;

/** The books for export, sums as `200.00`. */
export function ledgerTexts(rows: readonly LedgerRow[]): LedgerText[] {
  return rows.map((row) => ({ ...row, sum: formatSum(row.sum) }));
}

/** One credit a line (RFC 4180, UTF-8, with a header). */
export function ledgerCsv(rows: readonly LedgerText[]): string {
  const columns = [...COLUMNS, ...STATUS.filter((name) => rows.some((row) => row[name] !== undefined))];
  const lines = rows.map((row) => columns.map((name) => cell(row[name] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
