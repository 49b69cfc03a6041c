import { setTimeout as sleep } from 'node:timers/promises';
import { formatSum, Result, type Tiyn } from '../../protocol/index.ts';
import type { FindingSink } from '../finding.ts';
import type { Outcome } from '../outcome.ts';
import { balanceOf, isGrowthBy } from './balance.ts';
import { confirmLag, type Lag } from './lag.ts';
import type { PartnerSession } from './session.ts';

/** What a balance did between two checks, in tiyn. */
export interface Growth {
  grown: Tiyn;
  from: Tiyn;
  to: Tiyn;
  exchanges: number[];
}

/** `+150.01 (0.01 → 150.02)`: the two balances are what stands in the answers. */
export function courseOf({ grown, from, to }: Growth): string {
  return `${signed(grown)} (${formatSum(from)} → ${formatSum(to)})`;
}

/** `+150.01`, `-3.00`. */
export function signed(sum: Tiyn): string {
  return sum < 0n ? formatSum(sum) : `+${formatSum(sum)}`;
}

/** The balance of an account over a while. */
export interface Watch {
  account: string;
  /** Growth since the watch began; undefined where the profile names no balance, or it can't be read. */
  growth(): Promise<Growth | undefined>;
  /** The same, with some patience for books that follow their answers by a moment. */
  growthOnceSettled(due: readonly Tiyn[]): Promise<Growth | undefined>;
  /** Is this one of the sums, as far as the balance shows it? */
  fits(grown: Tiyn, due: readonly Tiyn[]): boolean;
  sink: FindingSink;
  /** Money too much may be that of an earlier payment, shown late; then the case is worth another try. */
  mayLag: boolean;
  /** The profile names a balance, which checks were seen to move: nothing can be said of credits. */
  givenUp: boolean;
}

/** Waits before a balance that is too low is believed. */
const PATIENCE_MS = [100, 400];
const QUICKLY_MS = PATIENCE_MS.reduce((sum, pause) => sum + pause);
/** Waits besides, as long as none was in vain. */
const MORE_PATIENCE_MS = [500, 1_000, 1_000, 2_000];

export async function watchBalance(
  partner: PartnerSession,
  field: string | undefined,
  account: string,
  sink: FindingSink,
  {
    lag,
    mayLag,
    givenUp = false,
    isCoarse,
    pay,
    check,
  }: {
    lag: Lag;
    mayLag: boolean;
    givenUp?: boolean;
    /** Does the partner show whole tenge only? Asked where a sum with tiyn is not what the balance grew by. */
    isCoarse: () => boolean;
    /** The last pay of the account that is over, whatever case it was for. */
    pay?: Outcome | undefined;
    /** The last check of the account by the case itself. */
    check?: Outcome | undefined;
  },
): Promise<Watch> {
  const early = (pay?.endedAt ?? -Infinity) + lag.ms - performance.now();
  if (early > 0 && field !== undefined) await sleep(early);
  const before = field === undefined ? undefined : (knownReading(field, pay, check, lag) ?? (await readBalance(partner, field, account)));
  const growth = async () => {
    if (field === undefined || before === undefined) return undefined;
    const after = await readBalance(partner, field, account);
    return (
      after && {
        grown: after.balance - before.balance,
        from: before.balance,
        to: after.balance,
        exchanges: [before.exchange, after.exchange],
      }
    );
  };
  const fits = (grown: Tiyn, due: readonly Tiyn[]) => due.some((sum) => isGrowthBy(sum, grown, isCoarse));
  return {
    account,
    sink,
    mayLag,
    givenUp,
    growth,
    fits,
    growthOnceSettled: async (due) => {
      let seen = await growth();
      const isLow = () => seen !== undefined && !fits(seen.grown, due) && due.some((sum) => seen!.grown <= sum);
      let waited = 0;
      for (const pause of [...PATIENCE_MS, ...MORE_PATIENCE_MS]) {
        if (!isLow() || (waited >= QUICKLY_MS && lag.inVain)) break;
        await sleep(pause);
        waited += pause;
        seen = await growth();
      }
      if (isLow()) lag.inVain = true;
      else if (seen !== undefined && waited > QUICKLY_MS && fits(seen.grown, due)) confirmLag(lag, waited);
      return seen;
    },
  };
}

/** The balance that a check has answered is still that, if it began when all money asked for was decided. */
function knownReading(field: string, pay: Outcome | undefined, check: Outcome | undefined, lag: Lag): Reading | undefined {
  const isDecided = pay === undefined || (pay.result !== undefined && pay.result !== Result.processing);
  if (!check || !isDecided || lag.ms > 0 || (pay && pay.endedAt > check.startedAt)) return undefined;
  return readingOf(check, field);
}

/** The balance that a check answers, in tiyn; debts are negative. */
async function readBalance(partner: PartnerSession, field: string, account: string): Promise<Reading | undefined> {
  return readingOf(await partner.check({ account }), field);
}

interface Reading {
  balance: Tiyn;
  exchange: number;
}

function readingOf(outcome: Outcome, field: string): Reading | undefined {
  const balance = balanceOf(outcome, field);
  return balance === undefined ? undefined : { balance, exchange: outcome.exchange };
}
