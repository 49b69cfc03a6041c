import { accountForm } from '../protocol/index.ts';
import type { Credit, Malformed, Row } from './credit.ts';

/** What can differ, the worst first. */
export const KINDS = [
  'missing',
  'doubled-in-ledger',
  'sum-differs',
  'extra',
  'account-differs',
  'date-differs',
  'prv-txn-differs',
  'doubled-in-registry',
  'malformed-in-ledger',
  'malformed-in-registry',
] as const;
export type Kind = (typeof KINDS)[number];

/** What probably lies behind a difference, where it can be told. */
export type Cause = 'utc' | 'utc-6' | 'leading-zeros' | 'letter-case' | 'times-100' | 'hundredth';

/** One difference, with the rows that show it. */
export interface Difference {
  kind: Kind;
  registry?: Row;
  ledger?: Row;
  /** Of a doubled payment: the line where it stood first. */
  firstLine?: number;
  malformed?: Malformed;
  cause?: Cause;
}

/**
 * How two rows of one payment differ; empty when they agree. Dates agree when one is the beginning of
 * the other, since an export may say the day alone. Accounts agree whatever spaces pad them and where a part is hidden, and
 * `prv_txn` whatever zeros stand before it; it is compared only where both have it.
 */
export function compare(registry: Row, ledger: Row): Difference[] {
  const found: Difference[] = [];
  const differ = (kind: Kind, cause?: Cause) => void found.push({ kind, registry, ledger, ...(cause === undefined ? {} : { cause }) });
  if (registry.sum !== ledger.sum) differ('sum-differs', causeOfSum(registry, ledger));
  const form = registry.account === ledger.account ? 'same' : accountForm(registry.account, ledger.account);
  if (form !== 'same' && form !== 'masked') differ('account-differs', causeOfAccount(registry.account.trim(), ledger.account.trim()));
  if (!registry.txn_date.startsWith(ledger.txn_date) && !ledger.txn_date.startsWith(registry.txn_date))
    differ('date-differs', causeOfDate(registry.txn_date, ledger.txn_date));
  if (registry.prv_txn !== undefined && ledger.prv_txn !== undefined && plain(registry.prv_txn) !== plain(ledger.prv_txn)) differ('prv-txn-differs');
  return found;
}

function plain(number: string): string {
  return /^0+\d/.test(number) && /^\d+$/.test(number) ? number.replace(/^0+(?=\d)/, '') : number;
}

function causeOfSum({ sum: right }: Credit, { sum }: Credit): Cause | undefined {
  if (sum === right * 100n) return 'times-100';
  return sum * 100n === right ? 'hundredth' : undefined;
}

function causeOfAccount(right: string, account: string): Cause | undefined {
  if (right.replace(/^0+/, '') === account.replace(/^0+/, '')) return 'leading-zeros';
  return right.toLowerCase() === account.toLowerCase() ? 'letter-case' : undefined;
}

/** A whole number of hours that a wrong time zone explains: UTC, or Almaty's own of before March 2024. */
function causeOfDate(right: string, date: string): Cause | undefined {
  if (right.length < 12 || date.length < 12) return undefined;
  const minutes = Math.round((wallClock(date) - wallClock(right)) / 60_000);
  return minutes === -5 * 60 ? 'utc' : minutes === 60 ? 'utc-6' : undefined;
}

function wallClock(date: string): number {
  const at = (from: number) => Number(date.slice(from, from + 2));
  return Date.UTC(Number(date.slice(0, 4)), at(4) - 1, at(6), at(8), at(10), at(12));
}
