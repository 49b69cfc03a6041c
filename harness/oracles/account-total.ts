import { setTimeout as sleep } from 'node:timers/promises';
import type { Tiyn } from '../../protocol/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Entry } from '../partner/books.ts';
import { balanceOf, isGrowthBy, showsWholeTenge } from '../partner/balance.ts';

/** What an account came to over the run so far, in tiyn. */
export interface AccountTotal {
  grown: Tiyn;
  /** What its credited payments come to. */
  due: Tiyn;
  payments: number;
  /**
   * Do these two fit, whatever became of the payments whose outcome nobody can know? `roughly`: to within the tenge that
   * a balance in whole tenge shows.
   */
  fits: boolean | 'roughly';
  /** The checks that told the balance at both ends. */
  exchanges: number[];
}

/** Waits before a balance that does not fit is believed. */
const PATIENCE_MS = [100, 400, 1_000, 1_500];
/** Of more payments with an unknown outcome nothing can be said: every growth would fit. */
const MOST_OPEN = 10;

/**
 * Sets the growth of an account's balance since its first check against the payments that were answered
 * 0 meanwhile. Undefined where a balance can't be read, where the account was paid before it was
 * looked at, or where too many outcomes are open.
 */
export async function accountTotal(
  { outcomes, entries, field }: { outcomes: readonly Outcome[]; entries: readonly Entry[]; field: string },
  known: ReadonlySet<string>,
  account: string,
  check: () => Promise<Outcome>,
): Promise<AccountTotal | undefined> {
  const start = outcomes.find((seen) => seen.command === 'check' && seen.account === account && balanceOf(seen, field) !== undefined);
  if (!start) return undefined;
  const asked = entries.filter((entry) => entry.asked > 0);
  const numbers = new Set(asked.filter(({ payment }) => payment.account === account).map(({ payment }) => payment.txn_id));
  const paidBefore = outcomes.some(({ command, txn_id, startedAt }) => command === 'pay' && numbers.has(txn_id) && startedAt < start.endedAt);
  if (paidBefore) return undefined;
  const credited = asked.filter((entry) => entry.credited && entry.sound && entry.payment.account === account);
  // What no system sends may have landed anywhere, and what was never answered may have landed or not.
  const open = asked.filter(
    ({ payment, sound, credited: paid, last }) =>
      (payment.account === account || !known.has(payment.account)) && ((paid && !sound) || (!paid && last?.result === undefined)),
  );
  if (open.length > MOST_OPEN) return undefined;
  const due = credited.reduce((sum, { payment }) => sum + payment.sum, 0n);
  const allowed = sumsOf(
    due,
    open.map(({ payment }) => payment.sum),
  );
  const isCoarse = () => showsWholeTenge(outcomes, field);
  for (const pause of [0, ...PATIENCE_MS]) {
    await sleep(pause);
    const last = await check();
    const balance = balanceOf(last, field);
    if (balance === undefined) return undefined;
    const grown = balance - balanceOf(start, field)!;
    const total = { grown, due, payments: credited.length, exchanges: [start.exchange, last.exchange] };
    if (allowed.has(grown)) return { ...total, fits: true };
    if ([...allowed].some((sum) => isGrowthBy(sum, grown, isCoarse))) return { ...total, fits: 'roughly' };
    if (pause === PATIENCE_MS.at(-1)) return { ...total, fits: false };
  }
  return undefined;
}

/** `due`, and `due` with any of the others. */
function sumsOf(due: Tiyn, perhaps: readonly Tiyn[]): ReadonlySet<Tiyn> {
  let sums = new Set([due]);
  for (const more of perhaps) sums = new Set([...sums, ...[...sums].map((sum) => sum + more)]);
  return sums;
}
