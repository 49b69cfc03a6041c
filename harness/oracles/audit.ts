import { formatSum, sumValue, type Tiyn } from '../../protocol/index.ts';
import type { Entry } from '../partner/books.ts';
import { paymentState } from '../partner/books.ts';
import type { LedgerRow } from './ledger.ts';
import { beyond } from './ledger-span.ts';
import type { PaymentEvent } from '../record/events.ts';
import type { RunState } from '../run/state.ts';
import { creditsByBalance, type Credits } from './by-balance.ts';

/** One payment, and how often each oracle says that it was credited. An oracle that the profile doesn't give is absent. */
export interface Audited {
  entry: Entry;
  /** Distinct `prv_txn` among its answers with result 0: each is a credit by the partner's own word. */
  answers: number;
  /** Absent as well where the account has no balance to be read. */
  balance?: Credits;
  ledger?: number;
  /** The money of its rows in the ledger. */
  ledgerSum?: Tiyn;
}

/** Every payment of the run that was asked for, by every oracle at hand. */
export function audit({ books, outcomes, profile, balanceTrusted, balanceGivenUp, lag, ledger }: RunState): Audited[] {
  const entries = books.entries().filter(({ asked }) => asked > 0);
  const byBalance =
    profile.kind === 'balance' && profile.balanceField !== undefined && balanceTrusted && !balanceGivenUp
      ? creditsByBalance(outcomes, entries, profile.balanceField, lag.confirmed)
      : undefined;
  // One that knows no payment of this run yet has nothing to tell.
  const view = entries.some(({ payment }) => ledger?.view?.rowsOf(payment.txn_id).length) ? ledger?.view : undefined;
  const excused = view ? beyond(view, entries) : undefined;
  return entries.map((entry) => {
    const { txn_id } = entry.payment;
    const balance = byBalance?.get(txn_id);
    return {
      entry,
      answers: entry.credited ? Math.max(1, entry.prvTxns.length) : 0,
      ...(balance === undefined ? {} : { balance }),
      ...(view && !(entry.credited && excused?.(entry)) ? inLedger(view.rowsOf(txn_id)) : {}),
    };
  });
}

function inLedger(rows: readonly LedgerRow[]): Pick<Audited, 'ledger' | 'ledgerSum'> {
  return { ledger: rows.length, ledgerSum: rows.reduce((sum, row) => sum + row.sum, 0n) };
}

/** The numbers that oracles give; what they can't tell is left out. */
function counts({ answers, balance, ledger }: Audited): number[] {
  return [answers, balance, ledger].filter((each) => typeof each === 'number');
}

/** Do all oracles that can tell say the same? */
export function agrees(audited: Audited): boolean {
  return new Set(counts(audited)).size === 1;
}

/**
 * What stands to be lost by somebody: every credit beyond the first, a credit that was answered and
 * is not there, one that is there and was refused, one of another sum, and a payment whose outcome
 * nobody knows.
 */
export function moneyAtRisk(audited: Audited): Tiyn {
  const { entry } = audited;
  const all = counts(audited);
  const most = Math.max(...all);
  if (most > 1) return BigInt(most - 1) * entry.payment.sum;
  // What no system sends is nobody's money; a lenient partner may have made of it what it liked, once.
  if (!entry.sound && entry.credited) return 0n;
  if (!agrees(audited)) return entry.payment.sum;
  const { ledgerSum } = audited;
  if (most === 1 && ledgerSum !== undefined && ledgerSum !== entry.payment.sum) return distance(ledgerSum, entry.payment.sum);
  return most === 0 && paymentState(entry) === 'open' ? entry.payment.sum : 0n;
}

function distance(one: Tiyn, other: Tiyn): Tiyn {
  return one > other ? one - other : other - one;
}

/** The books set money aside for what no system sends; it may have stated another sum, or none. */
function isOdd({ sound, first }: Entry): boolean {
  return !sound && first?.nature === 'odd';
}

/** Of an odd request that was answered 0: what the answer, the ledger or the balance tell. Of all others: what was asked for. */
function knownSum({ entry, balance, ledger, ledgerSum }: Audited): Tiyn | undefined {
  const { payment, first } = entry;
  if (!isOdd(entry)) return payment.sum;
  const answered = sumValue(first?.answer?.sum?.trim() ?? '');
  if (answered !== undefined) return answered;
  if (ledger === 1) return ledgerSum;
  return typeof balance === 'number' && balance > 0 ? payment.sum : undefined;
}

/** Perhaps the answer to another payment was returned. A credit of 0.00 moves nothing, so nothing speaks against it. */
function isWithoutCredit({ entry, balance, ledger }: Audited, sum: Tiyn | undefined): boolean {
  const told = [balance, ledger].filter((each) => each !== undefined);
  return isOdd(entry) && sum !== 0n && told.length > 0 && told.every((each) => each === 0);
}

/** The line that a payment gets in the record. */
export function paymentEvent(audited: Audited): PaymentEvent {
  const { entry, answers, balance, ledger } = audited;
  const sum = knownSum(audited);
  const { payment, asked, prvTxns } = entry;
  const risk = moneyAtRisk(audited);
  return {
    type: 'payment',
    txn_id: payment.txn_id,
    account: payment.account,
    sum: sum === undefined ? '' : formatSum(sum),
    txn_date: payment.txn_date,
    asked,
    state: isWithoutCredit(audited, sum) ? 'answered' : paymentState(entry),
    ...(prvTxns[0] === undefined ? {} : { prv_txn: prvTxns[0] }),
    credits: { answers, ...(balance === undefined ? {} : { balance }), ...(ledger === undefined ? {} : { ledger }) },
    ...(risk === 0n ? {} : { atRisk: formatSum(risk) }),
  };
}
