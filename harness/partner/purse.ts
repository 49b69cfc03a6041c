import { execFile } from 'node:child_process';
import type { Tiyn } from '../../protocol/index.ts';
import { parseSum } from '../../protocol/index.ts';
import { Skipped } from '../finding.ts';
import type { PayableAccount, Profile } from '../profile/profile.ts';
import { usage, UsageError } from '../profile/usage-error.ts';

/**
 * The accounts that may be paid. Balance accounts are topped up any number of times and are lent;
 * orders are paid once and are given away, but for one that is kept to be looked at.
 */
export interface Purse {
  /** How many more orders can be given; infinite for balance accounts and for a source. */
  readonly left: number;
  /** Accounts that stay payable all through the run: every balance account, or the one order that is kept. */
  readonly known: readonly PayableAccount[];
  /** A fresh order, or any account; `priced`: one with a price, where there is one left. Throws Skipped when there are no more. */
  take(wish?: Wish): Promise<PayableAccount>;
  /** The order that requests which must be refused may share, until one of them is credited. */
  sacrifice(spent: (account: string) => boolean, wish?: Wish): Promise<PayableAccount>;
  /**
   * Looks at the orders, as many as are needed, and leaves out those that turn out not to be
   * payable: an order of an earlier run is answered 3 by a correct partner.
   */
  vet(look: (account: string) => Promise<Standing>, needed: number): Promise<Vetted>;
}

interface Wish {
  priced?: boolean;
}

/** What a look at an account told: `wrong` is answered 1, 2 or 3; `unclear` is whatever breaks the protocol. */
export type Standing = 'payable' | 'wrong' | 'unclear';

export interface Vetted {
  /** How many may be payable. */
  payable: number;
  /** How many of these were answered in a way that breaks the protocol. */
  unclear: number;
  leftOut: string[];
}

type Source = NonNullable<Profile['accounts']['source']>;

const SOURCE_TIMEOUT_MS = 30_000;
const MAX_SOURCE_BYTES = 1024 * 1024;

/** The purse of this profile; `idle` where no account will be asked for, so that no command makes any. */
export async function purse(profile: Profile, idle = false): Promise<Purse> {
  // Where no check/pay interface is tested, no case looks at an account.
  if (idle || !profile.sides.includes('partner')) return accountPurse([{ account: '' }]);
  const { payable, source } = profile.accounts;
  const given = payable.length === 0 && source !== undefined ? await runSource(source) : payable;
  if (given.length === 0) throw usage('usage.source-empty', { command: source?.command ?? '' });
  return profile.kind === 'balance' ? accountPurse(given) : orderPurse(given, source);
}

function accountPurse(given: readonly PayableAccount[]): Purse {
  let known = given;
  let turn = 0;
  const take = async () => known[turn++ % known.length]!;
  return {
    left: Infinity,
    get known() {
      return known;
    },
    take,
    sacrifice: take,
    // An account whose characters the partner gets wrong has a case of its own; the others go on without it.
    vet: async (look) => {
      const seen = await Promise.all(given.map(async (account) => ({ account, standing: await look(account.account) })));
      const of = (standing: Standing) => seen.filter((each) => each.standing === standing).map(({ account }) => account);
      known = of('payable').length > 0 ? of('payable') : of('unclear').length > 0 ? of('unclear') : given;
      return {
        payable: of('payable').length + of('unclear').length,
        unclear: of('unclear').length,
        leftOut: of('wrong').map(({ account }) => account),
      };
    },
  };
}

function orderPurse(given: readonly PayableAccount[], source: Source | undefined): Purse {
  // The last one is kept: what is looked at all through the run must not be paid meanwhile.
  let kept = given.at(-1)!;
  let fresh = given.slice(0, -1);
  let offering: PayableAccount | undefined;
  const isPriced = ({ price }: PayableAccount) => price !== undefined;
  const take = async ({ priced = false }: Wish = {}): Promise<PayableAccount> => {
    if (fresh.length === 0 && source !== undefined) fresh.push(...(await runSource(source).catch(skipSource)));
    const [order] = fresh.splice(priced ? Math.max(0, fresh.findIndex(isPriced)) : 0, 1);
    if (!order) throw new Skipped('not-offered', { key: 'skip.no-more-orders' });
    return order;
  };
  return {
    get left() {
      return source === undefined ? fresh.length : Infinity;
    },
    get known() {
      return [kept];
    },
    take,
    sacrifice: async (spent, wish = {}) => {
      const unfit = wish.priced && offering?.price === undefined && fresh.some(isPriced);
      if (offering === undefined || unfit || spent(offering.account)) offering = await take(wish);
      return offering;
    },
    vet: async (look, needed) => {
      const untried = [kept, ...fresh];
      const good: PayableAccount[] = [];
      const leftOut: string[] = [];
      let unclear = 0;
      while (untried.length > 0 && good.length <= needed) {
        const some = untried.splice(0, VET_AT_ONCE);
        const standings = await Promise.all(some.map(({ account }) => look(account)));
        for (const [index, order] of some.entries()) {
          if (standings[index] === 'wrong') leftOut.push(order.account);
          else good.push(order);
          if (standings[index] === 'unclear') unclear++;
        }
      }
      if (good.length > 0) {
        kept = good[0]!;
        fresh = [...good.slice(1), ...untried];
      }
      return { payable: good.length + untried.length, unclear, leftOut };
    },
  };
}

const VET_AT_ONCE = 5;

/** It worked at the start of the run; that it fails now is no reason to lose what was seen so far. */
function skipSource(error: unknown): never {
  if (error instanceof UsageError)
    throw new Skipped('not-offered', { key: 'skip.source-failed', values: { problem: error.messages[0]?.values?.['problem'] ?? '' } });
  throw error;
}

/** Runs the profile's command; each line is an account, with its fixed price behind a tab where it has one. */
function runSource({ command, folder }: Source): Promise<PayableAccount[]> {
  return new Promise((resolve, reject) => {
    execFile('/bin/sh', ['-c', command], { cwd: folder, timeout: SOURCE_TIMEOUT_MS, maxBuffer: MAX_SOURCE_BYTES }, (error, stdout, stderr) => {
      if (error) return reject(usage('usage.source-failed', { command, problem: stderr.trim().split('\n').at(-1) || error.message }));
      const accounts = stdout
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => line !== '')
        .map((line): PayableAccount => {
          const [account, price] = line.split('\t') as [string, string?];
          const sum: Tiyn | undefined = price === undefined ? undefined : parseSum(price);
          return { account, ...(sum === undefined ? {} : { price: sum }) };
        });
      resolve(accounts);
    });
  });
}
