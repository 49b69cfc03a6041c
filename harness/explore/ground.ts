import type { Tiyn } from '../../protocol/index.ts';
import type { FindingSink } from '../finding.ts';
import type { PartnerSession } from '../partner/session.ts';
import type { Watch } from '../partner/watch.ts';
import type { PayableAccount } from '../profile/profile.ts';
import type { RunState } from '../run/state.ts';
import type { Change, Program } from './program.ts';
import { requestsOf } from './program.ts';

/** What exploration stands on: the partner, and what may be paid there. */
export interface Ground {
  run: RunState;
  partner: PartnerSession;
  sink: FindingSink;
  /** The account to pay, where accounts are topped up. */
  payable: PayableAccount;
  /** Another payable account, where there is one. */
  other?: string;
  /** An account that does not exist, as far as we know. */
  unknown: () => string;
  /** A fresh order. Throws Skipped when there are no more. */
  takeOrder: () => Promise<PayableAccount>;
  /** A pay to an account that does not exist was answered 0: no more of them. */
  strangersPaid: boolean;
  /** Reads the balance, where the profile has one that can be trusted. */
  watch: (account: string) => Promise<Watch>;
}

/** Changes that can be tried here. An order of another account would be spent by a partner that gets it wrong. */
export function changesOf({ run, other }: Ground): readonly Change[] {
  return run.profile.kind === 'balance' && other !== undefined ? ['date', 'sum', 'account'] : ['date', 'sum'];
}

const TENGE = 100n;

/** Whole tenge near the least that the profile allows, another for each slot, so that a balance tells which was credited twice. */
export function sumOf({ run: { profile } }: Ground, slot: number): Tiyn {
  const { min, max } = profile.sums;
  const sum = ((min + TENGE - 1n) / TENGE + BigInt(slot)) * TENGE;
  return sum > max ? min : sum;
}

/** Sum of a repeat that states another one. */
export function otherSum(sum: Tiyn): Tiyn {
  return sum + TENGE;
}

/**
 * Sets money aside for what a faulty partner may credit beside the payments themselves: every repeat
 * of the program. Throws Skipped where the run's ceiling leaves no room. The function that it returns
 * gives the money back, once the partner was seen to have credited nothing twice; otherwise it stays
 * counted as spent.
 */
export function setAside(program: Program, ground: Ground, tries: number): () => void {
  const { books, prices } = ground.run;
  const dearest = [...prices.values()].reduce((most, price) => (price > most ? price : most), otherSum(sumOf(ground, 2)));
  const held: string[] = [];
  const giveBack = () => held.forEach((name) => books.settle(name));
  try {
    for (let at = 0; at < repeatsIn(program); at++) {
      const name = `exploration ${tries}.${at}`;
      books.risk(name, '', dearest, '');
      held.push(name);
    }
  } catch (error) {
    giveBack();
    throw error;
  }
  return giveBack;
}

function repeatsIn(program: Program): number {
  const pays = requestsOf(program).filter((each) => each.do === 'pay' || each.do === 'cut');
  // A payment whose answer was cut off may be asked for once more in the end.
  const cut = new Set(pays.flatMap((each) => (each.do === 'cut' ? [each.slot] : [])));
  return pays.length - new Set(pays.map(({ slot }) => slot)).size + cut.size;
}
