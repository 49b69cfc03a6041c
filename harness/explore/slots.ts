import { formatSum, Result, sumValue, txnDate, type Tiyn } from '../../protocol/index.ts';
import type { Outcome, Payment } from '../outcome.ts';
import type { StoryStep } from '../record/events.ts';
import { sumOf, type Ground } from './ground.ts';
import type { Answered, Operation } from './history.ts';

/** One payment of a try: its number is new to the partner, and all that was done under it stands here. */
export interface Slot {
  payment: Payment;
  /** `0001` */
  name: string;
  /** Its money is set aside in the run's books. */
  held: boolean;
  /** Pays of this number, each with what came of it and how the story tells it. */
  history: (Operation & { outcome: Outcome; told: StoryStep })[];
}

export interface Slots {
  /** The payment of a slot; made when a step first names it. */
  get(slot: number): Promise<Slot>;
  known(slot: number): Slot | undefined;
  all(): Slot[];
}

/** Looks at so many orders before it gives up finding one that can be paid. */
const MOST_LOOKS = 20;
/** Of orders, the last slot pays that of the first: only one of the two numbers may be credited (reading 9). */
const RIVAL = 2;

export function openSlots(ground: Ground): Slots {
  const made = new Map<number, Slot>();
  const orders = new Map<number, { account: string; sum: Tiyn }>();
  const { profile, numbers, now, prices } = ground.run;
  const target = async (slot: number) => {
    if (profile.kind === 'balance') return { account: ground.payable.account, sum: ground.payable.price ?? sumOf(ground, slot) };
    const order = slot === RIVAL ? 0 : slot;
    const known = orders.get(order);
    if (known) return known;
    const { account, price } = await freshOrder(ground);
    if (price !== undefined) prices.set(account, price);
    const fresh = { account, sum: price ?? sumOf(ground, slot) };
    orders.set(order, fresh);
    return fresh;
  };
  return {
    get: async (at) => {
      const known = made.get(at);
      if (known) return known;
      const { account, sum } = await target(at);
      const name = String(made.size + 1).padStart(4, '0');
      const slot: Slot = { payment: { txn_id: numbers.next(), account, sum, txn_date: txnDate(now()) }, name, held: false, history: [] };
      made.set(at, slot);
      return slot;
    },
    known: (at) => made.get(at),
    all: () => [...made.values()],
  };
}

/** Orders of an earlier run are spent: a look tells. */
async function freshOrder({ partner, takeOrder }: Ground) {
  for (let looks = 0; ; looks++) {
    const order = await takeOrder();
    const seen = await partner.check({ account: order.account });
    if (seen.result === Result.ok || looks >= MOST_LOOKS) return order;
  }
}

export function isCredited({ history }: Slot): boolean {
  return history.some(({ answer }) => answer?.result === Result.ok);
}

/** Nothing tells whether it was credited. */
export function isOpen(slot: Slot): boolean {
  return !isCredited(slot) && slot.history.some(({ answer }) => answer === undefined);
}

function sumIn(answer: Outcome['answer']): Tiyn | undefined {
  const text = answer?.sum?.trim() ?? '';
  return text.length > MOST_DIGITS ? undefined : sumValue(text);
}

/** What an answer says; an answer that cannot be read, and one that still says 4, leaves the pay open. */
export function answerOf({ result, prv_txn, answer }: Outcome): Answered | undefined {
  if (result === undefined || result === Result.processing) return undefined;
  const sum = sumIn(answer);
  return { result, ...(prv_txn === undefined ? {} : { prv_txn }), ...(sum === undefined ? {} : { sum }) };
}

/** A prv_txn has 20, a sum fewer; what a partner sends instead may have any length. */
const MOST_DIGITS = 40;

/** `result 0, prv_txn 7, sum 1.00`: values of the protocol, the same in every language. */
export function saying({ result, prv_txn, answer }: Outcome): string | undefined {
  if (result === undefined) return undefined;
  const sum = sumIn(answer);
  return [
    `result ${result}`,
    ...(prv_txn === undefined ? [] : [`prv_txn ${prv_txn.slice(0, MOST_DIGITS)}`]),
    ...(sum === undefined ? [] : [`sum ${formatSum(sum)}`]),
  ].join(', ');
}
