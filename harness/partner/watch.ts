import { setTimeout as sleep } from 'node:timers/promises';
import { formatSum, sumValue, type Tiyn } from '../../protocol/index.ts';
import type { FindingSink } from '../finding.ts';
import type { Outcome } from '../outcome.ts';
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
    paidAt = -Infinity,
  }: { lag: Lag; mayLag: boolean; givenUp?: boolean; /** When the account's last pay ended, by `performance.now()`. */ paidAt?: number },
): Promise<Watch> {
  const early = paidAt + lag.ms - performance.now();
  if (early > 0 && field !== undefined) await sleep(early);
  const before = field === undefined ? undefined : await readBalance(partner, field, account);
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
  return {
    account,
    sink,
    mayLag,
    givenUp,
    growth,
    growthOnceSettled: async (due) => {
      let seen = await growth();
      const isLow = () => seen !== undefined && !due.includes(seen.grown) && due.some((sum) => seen!.grown <= sum);
      let waited = 0;
      for (const pause of [...PATIENCE_MS, ...MORE_PATIENCE_MS]) {
        if (!isLow() || (waited >= QUICKLY_MS && lag.inVain)) break;
        await sleep(pause);
        waited += pause;
        seen = await growth();
      }
      if (isLow()) lag.inVain = true;
      else if (seen !== undefined && waited > QUICKLY_MS && due.includes(seen.grown)) confirmLag(lag, waited);
      return seen;
    },
  };
}

/** The balance that a check answers, in tiyn; debts are negative. */
async function readBalance(partner: PartnerSession, field: string, account: string): Promise<{ balance: Tiyn; exchange: number } | undefined> {
  const outcome = await partner.check({ account });
  const balance = balanceOf(outcome, field);
  return balance === undefined ? undefined : { balance, exchange: outcome.exchange };
}

/** What an answer says the balance is: spaces, separators of thousands and a currency are the partner's own style. */
export function balanceOf(outcome: Outcome, field: string): Tiyn | undefined {
  const text = outcome.answer?.fields.find(({ element, name }) => name === field || element === field)?.text;
  // Two numbers are no balance: `1.00 KZT / 2.00 USD`.
  if (text === undefined || /\d[^\d.,]*[^\d.,\s'’][^\d.,]*\d/.test(text)) return undefined;
  const digits = withMinus(text)
    .replace(/[^\d.,-]/g, '')
    .replace(/[.,]+$/, '');
  if (!digits || !/^-?\d[\d.,]*$/.test(digits)) return undefined;
  // Of several separators the last is the decimal one, if what is behind it are no thousands.
  const decimal = /[.,](\d{1,2}|\d{2}0{2,})$/.exec(digits) ?? /(?<=^-?\d{4,})[.,](\d{2}0)$/.exec(digits);
  if (!decimal && /[.,](?!\d{3}(?:[.,]|$))/.test(digits)) return undefined;
  const whole = (decimal ? digits.slice(0, decimal.index) : digits).replace(/[.,]/g, '');
  const value = sumValue(`${whole.replace('-', '')}.${(decimal?.[1] ?? '').slice(0, 2).padEnd(2, '0')}`);
  return value !== undefined && whole.startsWith('-') ? -value : value;
}

/** A debt begins with a hyphen, whatever sign its partner writes it with. A dash behind a word is none: `Баланс — 5.00`. */
function withMinus(text: string): string {
  const plain = text
    .trim()
    .replace(/(?<=\p{L}[.:]?\s+)[-–—](?=\s)|(?<=\p{L})[-–—](?=\p{L})/gu, '')
    .replace(/[‒–−﹣－]/g, '-');
  // As books write it: in brackets, or with the sign behind.
  const inBrackets = /\d/.test(/^\([^()]*\)/.exec(plain)?.[0] ?? '');
  return inBrackets || /^[^-]*\d-$/.test(plain) ? `-${plain.replace(/[()-]/g, '')}` : plain;
}
