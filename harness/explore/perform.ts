import { formatSum, Result, txnDate } from '../../protocol/index.ts';
import type { Outcome, Payment } from '../outcome.ts';
import type { AskOptions } from '../partner/session.ts';
import type { StoryStep } from '../record/events.ts';
import { otherSum, type Ground } from './ground.ts';
import type { Change, Cut, Single } from './program.ts';
import { answerOf, isCredited, isOpen, saying, type Slot } from './slots.ts';

const CUTS: Record<Cut, NonNullable<AskOptions['cut']>> = {
  sent: { abort: 'sent' },
  processing: { abort: 'sent', abortAfterMs: 10 },
  'first-byte': { abort: 'first-byte' },
};

/** What goes out at once needs connections of its own. */
const APART = { connection: 'new', closing: true } as const;

/** Does the step say anything here? A changed repeat needs something to repeat, a refused pay a number that nobody paid. */
export function makesSense(single: Single, slot: Slot | undefined, { strangersPaid }: Ground, atOnce: boolean): boolean {
  if (single.do === 'refused')
    return !strangersPaid && (!slot || slot.history.every(({ answer }) => answer !== undefined && answer.result !== Result.ok));
  if (single.do === 'pay' && single.change !== undefined && !atOnce) return slot !== undefined && isCredited(slot);
  return true;
}

/** Sends one request of the program and adds it to the slot's history. The story's step is complete when it has been answered. */
export async function perform(single: Single, slot: Slot, ground: Ground, step: number, atOnce: boolean): Promise<StoryStep> {
  const { payment } = slot;
  const apart = atOnce ? APART : {};
  switch (single.do) {
    case 'check': {
      const seen = await ground.partner.check({ account: payment.account, txn_id: payment.txn_id }, apart);
      return tell('check', slot, payment, step, seen);
    }
    case 'pay': {
      const stated = single.change === undefined ? payment : changed(payment, single.change, ground);
      const options = { ...apart, ...(single.change === 'sum' ? { anySum: true } : {}) };
      return pay(nameOf(single.change, slot), stated, single.change ?? 'plain', options);
    }
    case 'cut':
      return pay('pay-cut', payment, 'plain', { connection: 'new', cut: CUTS[single.how], nature: 'cut', once: true });
    case 'refused':
      return pay('pay-unknown', { ...payment, account: ground.unknown() }, 'account', apart);
  }

  async function pay(does: StoryStep['does'], stated: Payment, variant: string, options: AskOptions): Promise<StoryStep> {
    hold(slot, stated, ground);
    const start = performance.now();
    const outcome = await ground.partner.pay(stated, options);
    const answer = answerOf(outcome);
    const told = tell(does, slot, stated, step, outcome);
    slot.history.push({ start, end: performance.now(), variant, ...(answer ? { answer } : {}), outcome, told });
    return told;
  }
}

function nameOf(change: Change | undefined, { history }: Slot): StoryStep['does'] {
  if (change !== undefined) return `pay-other-${change}`;
  return history.length === 0 ? 'pay' : 'pay-again';
}

function changed(payment: Payment, change: Change, { run, other }: Ground): Payment {
  if (change === 'date') return { ...payment, txn_date: txnDate(run.now() - 25 * 3_600_000) };
  if (change === 'sum') return { ...payment, sum: otherSum(payment.sum) };
  return { ...payment, account: other ?? payment.account };
}

/** No pay goes out whose money is not counted. What was refused before is counted anew. */
function hold(slot: Slot, stated: Payment, { run: { books } }: Ground): void {
  if (slot.held) return;
  if (stated.account === slot.payment.account) books.open(slot.payment);
  else books.risk(stated.txn_id, stated.account, stated.sum, stated.txn_date);
  slot.held = true;
}

/**
 * A refused payment costs nothing, and a partner may refuse by its own rules: other payments of the
 * same order, a ceiling for the day. That a payable account is credited at all is for other cases to say.
 */
export function letGo(slot: Slot, { run: { books } }: Ground): void {
  if (!slot.held || isCredited(slot) || slot.history.every(({ answer }) => answer === undefined)) return;
  const { txn_id } = slot.payment;
  books.release(txn_id);
  // A pay of it that was lost may yet be credited: its money stays counted, and a further pay is counted beside it.
  if (!isOpen(slot)) books.settle(txn_id);
  slot.held = false;
}

function tell(does: StoryStep['does'], slot: Slot, stated: Pick<Payment, 'txn_id' | 'account' | 'sum'>, step: number, seen: Outcome): StoryStep {
  const observed = saying(seen);
  return {
    step,
    does,
    payment: slot.name,
    txn_id: stated.txn_id,
    account: stated.account,
    ...(does === 'check' ? {} : { sum: formatSum(stated.sum) }),
    exchanges: [seen.exchange],
    ...(observed === undefined ? { end: seen.end.how } : { observed }),
  };
}
