import { Result } from '../../../protocol/index.ts';
import type { Payment } from '../books.ts';
import type { Change, Desk, Hooks } from '../desk.ts';
import type { Fault } from './fault.ts';
import { EVERY_BREAK, EVERY_CUT_TOGETHER } from './seen-by.ts';
import { balance, hasLeft } from './tools.ts';

const chapter = 'broken-connections';

/** How long a pay is at work, so that a caller has the time to go away meanwhile; milliseconds. */
export const AT_WORK_MS = 150;

/** How long a pay waits for its turn, milliseconds. */
const QUEUED_MS = 40;

/** How long a pay of several stages is at work, milliseconds: of each stage a busy machine hits some part. */
const STAGES_MS = 400;

/** Never credits a payment whose caller leaves between these two shares of the work. */
function lostBetween(from: number, to: number): Change {
  return () => ({
    settle: async (payment, call, desk) => {
      const whole = desk.delayMs ?? STAGES_MS;
      await desk.wait(whole * from);
      const awaited = !hasLeft(call);
      await desk.wait(whole * (to - from));
      const left = awaited && hasLeft(call);
      await desk.wait(whole * (1 - to));
      if (!left) desk.hooks.credit(payment, desk);
    },
  });
}

/** Credits, and at the end of the work says of each payment whether its caller is still there. */
function creditsThen(seen: (payment: Payment, left: boolean, desk: Desk) => void): Hooks['settle'] {
  return async (payment, call, desk) => {
    desk.hooks.credit(payment, desk);
    await desk.wait(desk.delayMs ?? AT_WORK_MS);
    seen(payment, hasLeft(call), desk);
  };
}

/** A way to settle that minds whether anybody has repeated a payment meanwhile. */
function joining(settling: (isJoined: (payment: Payment) => boolean) => Hooks['settle']): Change {
  return (right) => {
    const joined = new WeakSet<Payment>();
    return {
      repeat: (payment, asked, desk) => {
        joined.add(payment);
        return right.repeat(payment, asked, desk);
      },
      settle: settling((payment) => joined.has(payment)),
    };
  };
}

function undo({ txn_id, account, sum }: Payment, { books, kind }: Desk): void {
  books.payments.delete(txn_id);
  books.credits = books.credits.filter((row) => row.txn_id !== txn_id);
  const payee = books.payees.get(account);
  if (!payee) return;
  payee.received -= sum;
  if (kind === 'order') payee.state = 'open';
}

export const BROKEN_CONNECTION_FAULTS = [
  {
    name: 'lost-when-client-leaves',
    chapter,
    bugClass: 'lost credit',
    effect: 'A payment cut off on the way is remembered as done and never credited: the payer paid and got nothing.',
    cases: ['broken-connections.half-closed', 'broken-connections.while-processing'],
    also: [...EVERY_BREAK, ...EVERY_CUT_TOGETHER],
    change: () => ({
      settle: async (payment, call, desk) => {
        await desk.wait(desk.delayMs ?? AT_WORK_MS);
        if (!call.req.socket.destroyed) desk.hooks.credit(payment, desk);
      },
    }),
  },
  {
    name: 'lost-amid-work',
    chapter,
    bugClass: 'lost credit',
    effect: 'A payment that waits its turn is cut off while it is worked on: remembered as done and never credited, the payer’s money is gone.',
    cases: ['broken-connections.while-processing'],
    also: [...EVERY_BREAK, ...EVERY_CUT_TOGETHER],
    change: () => ({
      settle: async (payment, call, desk) => {
        await desk.wait(QUEUED_MS);
        const awaited = !call.req.socket.destroyed;
        await desk.wait(desk.delayMs ?? AT_WORK_MS);
        if (!awaited || !call.req.socket.destroyed) desk.hooks.credit(payment, desk);
      },
    }),
  },
  {
    name: 'lost-early-in-work',
    chapter,
    bugClass: 'lost credit',
    effect: 'A payment whose caller leaves in the first part of the work is remembered as done and never credited: the payer paid and got nothing.',
    cases: ['broken-connections.early-in-processing'],
    change: lostBetween(0.1, 0.4),
  },
  {
    name: 'lost-late-in-work',
    chapter,
    bugClass: 'lost credit',
    effect: 'A payment whose caller leaves in the last part of the work is taken back and remembered as done: the payer paid and got nothing.',
    cases: ['broken-connections.late-in-processing'],
    change: lostBetween(0.65, 1),
  },
  {
    name: 'stuck-when-client-leaves',
    chapter,
    bugClass: 'never final',
    effect: 'A payment cut off on the way stays in processing for ever, and the payer’s money hangs.',
    cases: ['broken-connections.half-closed', 'broken-connections.while-processing', 'pay.processing-ends'],
    also: [...EVERY_BREAK, ...EVERY_CUT_TOGETHER],
    change: () => ({
      settle: async (payment, call, desk) => {
        payment.result = Result.processing;
        await desk.wait(desk.delayMs ?? AT_WORK_MS);
        if (call.req.socket.destroyed) return;
        payment.result = Result.ok;
        desk.hooks.credit(payment, desk);
      },
    }),
  },
  {
    name: 'forgotten-when-client-leaves',
    chapter,
    bugClass: 'double credit',
    effect: 'A payment cut off on the way is credited, forgotten, and credited again when the operator repeats it.',
    cases: ['broken-connections.half-closed', 'broken-connections.while-processing', 'repeats.at-the-end'],
    also: [...EVERY_BREAK, ...EVERY_CUT_TOGETHER],
    change: () => ({
      settle: async (payment, call, desk) => {
        desk.hooks.credit(payment, desk);
        const forget = () => {
          for (const [key, kept] of desk.books.payments) if (kept === payment) desk.books.payments.delete(key);
        };
        call.req.socket.once('close', forget);
        await desk.wait(desk.delayMs ?? AT_WORK_MS);
        call.req.socket.off('close', forget);
      },
    }),
  },
  {
    name: 'forgotten-unless-joined',
    chapter,
    bugClass: 'double credit',
    effect: 'Only what somebody waits for is remembered: a payment cut off, and repeated when it is over, is credited twice.',
    cases: ['broken-connections.asked-late'],
    also: ['broken-connections.*', 'repeats.at-the-end'],
    change: joining((isJoined) =>
      creditsThen((payment, left, { books }) => {
        if (left && !isJoined(payment)) books.payments.delete(payment.txn_id);
      }),
    ),
  },
  {
    name: 'check-wipes-unconfirmed',
    chapter,
    bugClass: 'double credit',
    effect: 'A check makes room for a new attempt at a payment whose caller left: it is credited already, and credited again.',
    cases: ['broken-connections.asked-late'],
    change: (right) => {
      const unconfirmed = new Set<string>();
      return {
        check: (asked, call, desk) => {
          const key = desk.hooks.key(asked, call);
          if (unconfirmed.delete(key)) desk.books.payments.delete(key);
          return right.check(asked, call, desk);
        },
        settle: creditsThen(({ txn_id }, left) => {
          if (left) unconfirmed.add(txn_id);
        }),
      };
    },
  },
  {
    name: 'unconfirmed-kept-per-account',
    chapter,
    bugClass: 'double credit',
    effect: 'A payment whose caller left is kept until the account is paid anew: credited, forgotten, and credited again at its repeat.',
    cases: ['broken-connections.asked-late'],
    kinds: balance,
    change: joining((isJoined) => {
      const kept = new Map<string, Payment>();
      return creditsThen((payment, left, { books }) => {
        const before = kept.get(payment.account);
        if (before && !isJoined(before)) books.payments.delete(before.txn_id);
        if (left) kept.set(payment.account, payment);
        else kept.delete(payment.account);
      });
    }),
  },
  {
    name: 'cut-repeat-undoes',
    chapter,
    bugClass: 'lost credit',
    effect: 'A caller who leaves is taken for one who gave up, even at a repeat: what was credited and answered 0 is taken back.',
    cases: ['broken-connections.repeat-cut'],
    // Where a pay that was cut arrives behind its repeat, it is one itself.
    also: ['repeats.*', 'broken-connections.*'],
    change: (right) => ({
      settle: creditsThen(() => {}),
      pay: async (asked, call, desk) => {
        const known = desk.hooks.recall(asked, call, desk);
        const decision = await right.pay(asked, call, desk);
        if (known) await desk.wait(desk.delayMs ?? AT_WORK_MS);
        if (known && hasLeft(call) && desk.hooks.recall(asked, call, desk) === known) undo(known, desk);
        return decision;
      },
    }),
  },
] as const satisfies readonly Fault[];
