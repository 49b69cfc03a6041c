import type { Tiyn, TxnId } from '../../protocol/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Entry } from '../partner/books.ts';
import { balanceOf, isGrowthBy, showsWholeTenge } from '../partner/balance.ts';

/** How often an oracle says that a payment was credited; `unclear` where it can't tell this one from others. */
export type Credits = number | 'unclear';

/** How long after a broken pay a balance may still move, milliseconds. */
const AFTERWARDS_MS = 1_000;

/**
 * How often each payment was credited, as the balances tell that checks answered all through the run.
 * Between two balances of an account either just those payments were credited that were answered 0
 * there, or a single payment was asked for, and the growth is a multiple of it; what is neither is
 * unclear. `lagging` balances are only compared at both ends of the run.
 */
export function creditsByBalance(outcomes: readonly Outcome[], entries: readonly Entry[], field: string, lagging: boolean): Map<TxnId, Credits> {
  const credits = new Map<TxnId, Credits>();
  let coarse: boolean | undefined;
  const isCoarse = () => (coarse ??= showsWholeTenge(outcomes, field));
  const known = new Map(entries.map((entry) => [entry.payment.txn_id, entry]));
  // What was asked under a name that is nearly right is money of the right account, if it is money at all.
  const accountOf = ({ command, txn_id, account }: Outcome) => (command === 'pay' ? (known.get(txn_id)?.payment.account ?? account) : account);
  for (const here of grouped(outcomes, accountOf)) {
    const pays = paysIn(here, known);
    const readings = here
      .map((seen) => ({ seen, balance: seen.command === 'check' ? balanceOf(seen, field) : undefined }))
      .filter((reading): reading is Reading => reading.balance !== undefined)
      .filter(({ seen }) => (pays[begunBefore(pays, seen.endedAt) - 1]?.allUntil ?? -Infinity) <= seen.startedAt)
      .sort((a, b) => a.seen.startedAt - b.seen.startedAt);
    const kept = lagging ? [...readings.slice(0, 1), ...readings.slice(-1)] : readings;
    let before: Entry[] = [];
    for (const [index, later] of kept.entries()) {
      const earlier = kept[index - 1];
      if (!earlier) continue;
      const between = pays.slice(begunBefore(pays, earlier.seen.endedAt), begunBefore(pays, later.seen.startedAt)).map(({ pay }) => pay);
      const asked = [...new Set(between.map(({ txn_id }) => known.get(txn_id)!))];
      const grown = later.balance - earlier.balance;
      // Money that moved while nothing was asked for came late, and belongs to what went before.
      if (asked.length === 0 && grown !== 0n) for (const entry of before) credits.set(entry.payment.txn_id, 'unclear');
      if (asked.length > 0) before = asked;
      attribute(credits, asked, new Set(between), grown, isCoarse);
    }
    doubtWhatEvensOut(credits, kept, pays, known);
  }
  return credits;
}

interface Pay {
  pay: Outcome;
  /** When it and all that began before it are over. */
  allUntil: number;
}

/** The pays of an account in the order in which they began. */
function paysIn(here: readonly Outcome[], known: ReadonlyMap<TxnId, Entry>): Pay[] {
  let allUntil = -Infinity;
  return here
    .filter(({ command, txn_id }) => command === 'pay' && known.has(txn_id))
    .sort((a, b) => a.startedAt - b.startedAt)
    .map((pay) => ({ pay, allUntil: (allUntil = Math.max(allUntil, endOf(pay, here))) }));
}

/** How many pays began before a time; a long exploration has more of them than could be gone through for each check. */
function begunBefore(pays: readonly Pay[], time: number): number {
  let [low, high] = [0, pays.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pays[middle]!.pay.startedAt < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where a balance strays from what the answers say and later comes back to it, a count that differs
 * from them is more likely money shown late than a credit lost here and doubled there: it is left unclear.
 */
function doubtWhatEvensOut(credits: Map<TxnId, Credits>, readings: readonly Reading[], pays: readonly Pay[], known: ReadonlyMap<TxnId, Entry>): void {
  const told = pays.map(({ pay }) => known.get(pay.txn_id)!);
  /** How far the balance is from the sum of what was answered 0 up to then, and the last reading that was as far. */
  const lastAt = new Map<Tiyn, number>();
  const counted = new Set<Entry>();
  let answered = 0n;
  let upTo = 0;
  let doubtedUpTo = 0;
  for (const [index, { seen, balance }] of readings.entries()) {
    const begun = begunBefore(pays, seen.startedAt);
    for (; upTo < begun; upTo++) {
      const entry = told[upTo]!;
      if (entry.credited && !counted.has(entry)) answered += entry.payment.sum;
      counted.add(entry);
    }
    const back = lastAt.get(balance - answered);
    lastAt.set(balance - answered, index);
    if (back === undefined || back === index - 1) continue;
    for (let at = Math.max(doubtedUpTo, begunBefore(pays, readings[back]!.seen.endedAt)); at < begun; at++) {
      const { payment, credited } = told[at]!;
      const count = credits.get(payment.txn_id);
      if (count !== undefined && count !== (credited ? 1 : 0)) credits.set(payment.txn_id, 'unclear');
    }
    doubtedUpTo = Math.max(doubtedUpTo, begun);
  }
}

function sumOf(entries: readonly Entry[]): Tiyn {
  return entries.reduce((sum, { payment }) => sum + payment.sum, 0n);
}

interface Reading {
  seen: Outcome;
  balance: Tiyn;
}

function grouped(outcomes: readonly Outcome[], accountOf: (outcome: Outcome) => string): Outcome[][] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const account = accountOf(outcome);
    const group = groups.get(account);
    if (group) group.push(outcome);
    else groups.set(account, [outcome]);
  }
  return [...groups.values()];
}

/** When a pay is over: with its answer, or with the next answer to the same number. */
function endOf(pay: Outcome, here: readonly Outcome[]): number {
  if (pay.result !== undefined) return pay.endedAt;
  const answered = here.find(
    ({ command, txn_id, result, endedAt }) => command === 'pay' && txn_id === pay.txn_id && result !== undefined && endedAt > pay.endedAt,
  );
  return answered?.endedAt ?? pay.endedAt + AFTERWARDS_MS;
}

function attribute(credits: Map<TxnId, Credits>, asked: readonly Entry[], between: ReadonlySet<Outcome>, grown: Tiyn, isCoarse: () => boolean): void {
  const fresh = asked.filter(({ first }) => first !== undefined && between.has(first));
  const add = ({ payment }: Entry, times: Credits) => {
    const was = credits.get(payment.txn_id) ?? 0;
    credits.set(payment.txn_id, was === 'unclear' || times === 'unclear' ? 'unclear' : was + times);
  };
  if (grown === sumOf(fresh)) {
    for (const entry of asked) add(entry, fresh.includes(entry) ? 1 : 0);
    return;
  }
  // A tenge more or less may be one that is missing, or one too many.
  if (isGrowthBy(sumOf(fresh), grown, isCoarse)) {
    for (const entry of asked) add(entry, 'unclear');
    return;
  }
  // A repeat with another sum may have credited that one: how often can't be told by the payment's own.
  if ([...between].some(({ txn_id, sum }) => asked.some(({ payment }) => payment.txn_id === txn_id && sum !== undefined && sum !== payment.sum))) {
    for (const entry of asked) add(entry, grown === 0n ? 0 : 'unclear');
    return;
  }
  // A systematic fault credits each repeat: growth by the sum of all that were repeated is once more for each.
  if (asked.length > 1 && fresh.length === 0 && grown === sumOf(asked)) {
    for (const entry of asked) add(entry, 1);
    return;
  }
  const [only] = asked;
  const times =
    only && asked.length === 1 && only.payment.sum > 0n && grown >= 0n && grown % only.payment.sum === 0n
      ? Number(grown / only.payment.sum)
      : 'unclear';
  for (const entry of asked) add(entry, times);
}
