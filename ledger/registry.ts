import { bookDay, formatSum, type Tiyn } from '../protocol/index.ts';
import { FIELDS } from './columns.ts';
import type { Credit } from './credit.ts';
import { csvLine } from './csv-cell.ts';

/** What a registry says of itself. */
export interface RegistryFacts {
  partner: string;
  tool: { name: string; version: string };
  /** ISO 8601. */
  runStartedAt: string;
  /** The run broke off: what it paid after its last recorded answer is not in it. */
  unfinished?: true;
}

/**
 * The operator's registry of credited payments (AG-3.1) in pieces of text, by day of `txn_date`, as
 * it stands there (TP-7.3), and within a day by time.
 *
 * `json` follows `schemas/registry.schema.json`: payments by day, with totals. `csv` has a header and a payment a
 * line and nothing else, so that every program reads it; its totals are `writeDayTotals`. Accounts
 * stand in both exactly as they were sent: a registry is compared by programs, and what would keep a
 * spreadsheet from taking `=1+2` for a formula would make it another account. `readRows` reads both.
 */
export function writeRegistry(credits: Iterable<Credit>, facts: RegistryFacts, format: 'csv' | 'json'): Generator<string> {
  const sorted = byDate(credits);
  return format === 'csv' ? csv(sorted) : json(sorted, facts);
}

/** `day,count,sum`, a line a day and one for all, as CSV. */
export function* writeDayTotals(credits: Iterable<Credit>): Generator<string> {
  const sorted = byDate(credits);
  yield csvLine(['day', 'count', 'sum']);
  for (const [day, payments] of daysOf(sorted)) yield csvLine([dashed(day), String(payments.length), formatSum(total(payments))]);
  yield csvLine(['total', String(sorted.length), formatSum(total(sorted))]);
}

function* csv(credits: readonly Credit[]): Generator<string> {
  yield csvLine(FIELDS);
  for (const credit of credits) {
    const { prv_txn = '' } = credit;
    yield csvLine([credit.txn_id, prv_txn, credit.account, formatSum(credit.sum), credit.txn_date]);
  }
}

/** One payment a line, so that a line number leads to it. */
function* json(credits: readonly Credit[], { partner, tool, runStartedAt, unfinished }: RegistryFacts): Generator<string> {
  const head = JSON.stringify({
    schemaVersion: 1,
    partner,
    tool: { name: tool.name, version: tool.version },
    runStartedAt,
    ...(unfinished ? { unfinished } : {}),
    currency: 'KZT',
  });
  yield `${head.slice(0, -1)},\n"days":[`;
  let between = '\n';
  for (const [day, payments] of daysOf(credits)) {
    yield `${between}{"day":"${dashed(day)}","count":${payments.length},"sum":"${formatSum(total(payments))}","payments":[`;
    for (const [index, payment] of payments.entries()) yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(plain(payment))}`;
    yield '\n]}';
    between = ',\n';
  }
  yield `\n],\n"total":{"count":${credits.length},"sum":"${formatSum(total(credits))}"}}\n`;
}

function plain({ txn_id, prv_txn, account, sum, txn_date }: Credit): Record<string, string> {
  return { txn_id, ...(prv_txn === undefined ? {} : { prv_txn }), account, sum: formatSum(sum), txn_date };
}

function byDate(credits: Iterable<Credit>): Credit[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...credits].sort((a, b) => order(a.txn_date, b.txn_date) || order(a.txn_id.padStart(18, '0'), b.txn_id.padStart(18, '0')));
}

function daysOf(sorted: readonly Credit[]): Map<string, Credit[]> {
  const days = new Map<string, Credit[]>();
  for (const credit of sorted) {
    const day = bookDay(credit.txn_date);
    const payments = days.get(day);
    if (payments) payments.push(credit);
    else days.set(day, [credit]);
  }
  return days;
}

function total(credits: readonly Credit[]): Tiyn {
  return credits.reduce((sum, credit) => sum + credit.sum, 0n);
}

function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
}
