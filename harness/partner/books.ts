import { formatSum, Result, type Tiyn, type TxnId } from '../../protocol/index.ts';
import { Skipped } from '../finding.ts';
import type { Outcome, Payment } from '../outcome.ts';
import type { PaymentEvent } from '../record/events.ts';

/** The payments of a run as their answers tell of them, and the ceiling that they never pass. */
export interface Books {
  /**
   * Opens a new payment. Throws Skipped when it would pass the limit of payments or money, so that
   * nothing is sent that the profile forbids.
   */
  open(payment: Payment): void;
  /** The same for a request that should be refused but may be credited. */
  risk(txn_id: TxnId, account: string, sum: Tiyn, txn_date: string): void;
  /** Sets money and payments aside for many at once; as `open`, but nothing is listed yet. */
  reserve(count: number, total: Tiyn): void;
  /** Lists one of those that were reserved. */
  adopt(payment: Payment): void;
  /** What may still be paid. */
  room(): { payments: number; total: Tiyn };
  /** The payment may be refused without fault from now on: a rival took its order, or its number was used before. */
  release(txn_id: TxnId): void;
  /** A request that should be refused was: its money is free for others again. */
  settle(txn_id: TxnId): void;
  /** It was asked for as long as it may take, and is still answered 4. */
  stay(txn_id: TxnId): void;
  /** One has stayed so; the others get less time. */
  readonly stuck: boolean;
  /** Takes what an answer says of a payment. */
  note(outcome: Outcome): void;
  entries(): readonly Entry[];
  get(txn_id: TxnId): Entry | undefined;
}

export interface Entry {
  payment: Payment;
  /** Should a correct partner credit it? */
  sound: boolean;
  asked: number;
  /** All distinct numbers that answers with result 0 gave. */
  prvTxns: string[];
  credited: boolean;
  /** The last outcome that says anything. */
  last?: Outcome;
  /** The first answer with result 0: what every repeat has to return. */
  first?: Outcome;
  /** It was answered 4 for as long as it was given. */
  stayed?: true;
}

export function books(limits: { payments: number; total: Tiyn }): Books {
  const entries = new Map<TxnId, Entry>();
  const held = new Set<TxnId>();
  let count = 0;
  let total = 0n;
  let stuck = false;
  const reserve = (more: number, sum: Tiyn) => {
    if (count + more > limits.payments || total + sum > limits.total) {
      throw new Skipped('limit', {
        key: 'skip.limit',
        values: {
          payments: String(limits.payments),
          total: formatSum(limits.total),
          spent: formatSum(total),
          count: String(count),
          sum: formatSum(sum),
        },
      });
    }
    count += more;
    total += sum;
  };
  const list = (payment: Payment, sound: boolean) => {
    // Two odd requests may share a number (an empty one); the later entry then stands for both.
    held.add(payment.txn_id);
    entries.set(payment.txn_id, { payment, sound, asked: 0, prvTxns: [], credited: false });
  };
  const open = (payment: Payment, sound: boolean) => {
    reserve(1, payment.sum);
    list(payment, sound);
  };
  const settle = (txn_id: TxnId) => {
    const entry = entries.get(txn_id);
    if (!entry || entry.credited || !held.delete(txn_id)) return;
    count--;
    total -= entry.payment.sum;
  };
  return {
    open: (payment) => open(payment, true),
    risk: (txn_id, account, sum, txn_date) => open({ txn_id, account, sum, txn_date }, false),
    reserve,
    adopt: (payment) => list(payment, true),
    room: () => ({ payments: limits.payments - count, total: limits.total - total }),
    release: (txn_id) => {
      const entry = entries.get(txn_id);
      if (entry) entry.sound = false;
    },
    settle,
    stay: (txn_id) => {
      const entry = entries.get(txn_id);
      if (entry) entry.stayed = true;
      stuck = true;
    },
    get stuck() {
      return stuck;
    },
    note: (outcome) => {
      const entry = entries.get(outcome.txn_id);
      // Who turns a stranger away at the door was asked for nothing.
      if (!entry || outcome.command !== 'pay' || (outcome.nature === 'outside' && outcome.result === undefined)) return;
      entry.asked++;
      if (outcome.result === undefined) return;
      entry.last = outcome;
      if (!entry.sound && outcome.result !== Result.ok && outcome.result !== Result.processing && !entry.credited) settle(outcome.txn_id);
      if (outcome.result !== Result.ok) return;
      entry.credited = true;
      entry.first ??= outcome;
      if (outcome.prv_txn && !entry.prvTxns.includes(outcome.prv_txn)) entry.prvTxns.push(outcome.prv_txn);
    },
    entries: () => [...entries.values()],
    get: (txn_id) => entries.get(txn_id),
  };
}

/** `credited`: answered 0 · `refused` · `open`: no final answer. */
export function paymentState({ sound, credited, last }: Entry): PaymentEvent['state'] {
  // Code 4 is how an order in processing refuses a payment that should be refused.
  const refused = last?.result !== undefined && (last.result !== Result.processing || !sound);
  return credited ? 'credited' : refused ? 'refused' : 'open';
}
