import { setTimeout as sleep } from 'node:timers/promises';
import { Result, type Tiyn } from '../../protocol/index.ts';
import { causeOfGrowth, causeOfRepeat } from '../causes.ts';
import type { Finding } from '../finding.ts';
import { courseOf, signed, type Watch } from '../partner/watch.ts';
import type { StoryStep } from '../record/events.ts';
import type { Ground } from './ground.ts';
import { conflictOf, type Conflict } from './history.ts';
import { letGo, makesSense, perform } from './perform.ts';
import type { Program, Single } from './program.ts';
import { isCredited, isOpen, openSlots, type Slot } from './slots.ts';

/** What came of trying a program once. */
export interface Attempt {
  story: StoryStep[];
  /** What no correct partner can have done. */
  breach?: Breach;
  /** New payments that were asked for, and those of them that were credited. */
  asked: number;
  credited: number;
}

export interface Breach extends Finding {
  story: StoryStep[];
  /** More money than was paid may be an earlier payment's, shown late: worth another try. */
  mayBeLate: boolean;
}

/** Longest wait for what a cut pay may still do before a balance is believed. */
const MOST_QUIET_MS = 1_000;

/** Tries a program on numbers that the partner has never seen, step by step, and stops at the first breach. */
export async function attempt(program: Program, ground: Ground): Promise<Attempt> {
  const slots = openSlots(ground);
  const story: StoryStep[] = [];
  const end = (found: Found | undefined): Attempt => {
    const paid = slots.all().filter(({ history }) => history.length > 0);
    const breach = found && { ...found, values: { steps: String(story.at(-1)?.step ?? 0) }, story };
    return { story, ...(breach ? { breach } : {}), asked: paid.length, credited: paid.filter(isCredited).length };
  };
  const pays = program.some(({ do: what }) => what !== 'check');
  const watches = pays ? await watchAll(program, ground) : [];
  let step = 0;
  const play = async (singles: readonly Single[]) => {
    // In turn: two parts may name one slot, which is made once.
    const parts: { single: Single; slot: Slot }[] = [];
    for (const single of singles) parts.push({ single, slot: await slots.get(single.slot) });
    step++;
    story.push(...(await together(parts.map(({ single, slot }) => perform(single, slot, ground, step, singles.length > 1)))));
    for (const { slot } of parts) letGo(slot, ground);
    // That a stranger's account is credited is another case's matter; nothing more can be told by this number.
    if (singles.some(({ do: what }) => what === 'refused') && parts.some(({ slot }) => isCredited(slot))) ground.strangersPaid = true;
    return conflictIn(parts.map(({ slot }) => slot)) ?? paidTwice(slots.all(), ground);
  };
  for (const planned of program) {
    const all = planned.do === 'together' ? planned.parts : [planned];
    const singles = all.filter((single) => makesSense(single, slots.known(single.slot), ground, all.length > 1));
    const strangersWere = ground.strangersPaid;
    const found = singles.length > 0 ? await play(singles) : undefined;
    if (found || ground.strangersPaid !== strangersWere) return end(found);
  }
  for (const [at, slot] of [0, 1, 2].map((each) => [each, slots.known(each)] as const)) {
    // The system asks until it knows.
    const found = slot && isOpen(slot) ? await play([{ do: 'pay', slot: at }]) : undefined;
    if (found) return end(found);
  }
  return end(await wrongBalance(watches, slots.all(), story, step + 1));
}

/** Waits for all, also when one breaks down: nothing of a try may be on its way when the next begins. */
async function together<T>(asking: readonly Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(asking);
  return ended.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

type Found = Omit<Breach, 'story'>;

const CONFLICTS: Record<Conflict['how'], string> = {
  'result-differs': 'exploration.result-differs',
  'prv-txn-differs': 'exploration.prv-txn-differs',
  'prv-txn-missing': 'exploration.prv-txn-missing',
  'sum-differs': 'exploration.sum-differs',
};

/** A repeat that does not return the first result (TP-7.7). */
function conflictIn(slots: readonly Slot[]): Found | undefined {
  for (const { history } of new Set(slots)) {
    const conflict = conflictOf(history);
    if (!conflict) continue;
    const [first, repeat] = [history[conflict.first]!, history[conflict.repeat]!];
    const cause = causeOfRepeat(first.outcome, repeat.outcome);
    const [expected, observed] = [first.told.observed ?? '', repeat.told.observed ?? ''];
    repeat.told.expected = expected;
    return {
      key: CONFLICTS[conflict.how],
      clause: 'TP-7.7',
      expected,
      observed,
      exchanges: [repeat.outcome.exchange, first.outcome.exchange],
      ...(cause ? { cause } : {}),
      mayBeLate: false,
    };
  }
  return undefined;
}

/** One order, credited under two numbers (reading 9). */
function paidTwice(slots: readonly Slot[], { run: { profile } }: Ground): Found | undefined {
  if (profile.kind !== 'order') return undefined;
  const credits = slots
    .filter(isCredited)
    .map(({ payment, history }) => ({ payment, first: history.find(({ answer }) => answer?.result === Result.ok)! }));
  for (const { payment, first } of credits) {
    const rival = credits.find((each) => each.payment.account === payment.account && each.payment !== payment);
    if (!rival) continue;
    const [earlier, later] = first.end <= rival.first.end ? [first, rival.first] : [rival.first, first];
    later.told.expected = 'result 3';
    return {
      key: 'exploration.order-paid-twice',
      clause: 'TP-7.5.pay',
      expected: 'result 3',
      observed: later.told.observed ?? '',
      exchanges: [later.outcome.exchange, earlier.outcome.exchange],
      mayBeLate: false,
    };
  }
  return undefined;
}

/** The accounts whose money the program may move. */
function watchAll(program: Program, { payable, other, watch }: Ground): Promise<Watch[]> {
  const changed = program.some((step) => step.do === 'pay' && step.change === 'account');
  return Promise.all([payable.account, ...(changed && other !== undefined ? [other] : [])].map(watch));
}

/** A balance that grew by anything but each credited payment once (TP-7.5.pay, TP-7.7). */
async function wrongBalance(watches: readonly Watch[], slots: readonly Slot[], story: StoryStep[], step: number): Promise<Found | undefined> {
  const paid = slots.filter(({ history }) => history.length > 0);
  if (paid.length === 0) return undefined;
  if (paid.some(({ history }) => history.some(({ outcome }) => outcome.nature === 'cut'))) await letArrive(paid);
  for (const watch of watches) {
    const possible = possibleGrowth(paid.filter(({ payment }) => payment.account === watch.account));
    const most = possible.reduce((a, b) => (a > b ? a : b));
    const seen = await watch.growthOnceSettled(possible);
    if (!seen || watch.fits(seen.grown, possible)) continue;
    const [expected, observed] = [signed(most), courseOf(seen)];
    const cause = causeOfGrowth(most, seen.grown);
    const repeated = paid.some(({ history }) => history.length > 1);
    story.push({ step, does: 'balance', payment: '', txn_id: '', account: watch.account, exchanges: seen.exchanges, observed, expected });
    return {
      key: seen.grown > most ? 'exploration.credit-too-much' : 'exploration.credit-too-little',
      clause: repeated && seen.grown > most ? 'TP-7.7' : 'TP-7.5.pay',
      expected,
      observed,
      exchanges: [
        ...story
          .slice(0, -1)
          .flatMap(({ exchanges }) => exchanges)
          .slice(-1),
        ...seen.exchanges,
      ],
      ...(cause ? { cause } : {}),
      mayBeLate: seen.grown > most && watch.mayLag,
    };
  }
  return undefined;
}

/** Each credited payment counts once; of one whose outcome nobody told, either may be. */
function possibleGrowth(slots: readonly Slot[]): Tiyn[] {
  return slots.reduce<Tiyn[]>(
    (sums, slot) => {
      if (isCredited(slot)) return sums.map((sum) => sum + slot.payment.sum);
      return isOpen(slot) ? sums.flatMap((sum) => [sum, sum + slot.payment.sum]) : sums;
    },
    [0n],
  );
}

/** What was cut may still be at work. */
async function letArrive(slots: readonly Slot[]): Promise<void> {
  const slowest = Math.max(0, ...slots.flatMap(({ history }) => history.map(({ outcome }) => outcome.totalMs)));
  await sleep(Math.min(MOST_QUIET_MS, 20 + 2 * slowest));
}
