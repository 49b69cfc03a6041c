import { Result } from '../../../protocol/index.ts';
import type { Fault } from './fault.ts';

const chapter = 'broken-connections';

/** How long a pay is at work, so that a caller has the time to go away meanwhile; milliseconds. */
export const AT_WORK_MS = 150;

/** How long a pay waits for its turn, milliseconds. */
const QUEUED_MS = 40;

export const BROKEN_CONNECTION_FAULTS = [
  {
    name: 'lost-when-client-leaves',
    chapter,
    bugClass: 'lost credit',
    effect: 'A payment cut off on the way is remembered as done and never credited: the payer paid and got nothing.',
    cases: ['broken-connections.half-closed', 'broken-connections.while-processing'],
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
    name: 'stuck-when-client-leaves',
    chapter,
    bugClass: 'never final',
    effect: 'A payment cut off on the way stays in processing for ever, and the payer’s money hangs.',
    cases: ['broken-connections.half-closed', 'broken-connections.while-processing', 'pay.processing-ends'],
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
] as const satisfies readonly Fault[];
