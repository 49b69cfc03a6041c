import { setTimeout as sleep } from 'node:timers/promises';
import { chapter, expect } from '../harness/index.ts';
import { amidWork, askAfter, AT_MOST_MS, paysTake, type At, type Cut } from './cuts.ts';

/**
 * A connection may break at any point. What the partner did then is unknown to the system, so it
 * asks again with the same number until it knows: one prv_txn, one credit, a final result.
 */
const { must, cases } = chapter('broken-connections');
export const brokenConnections = cases;

/** Three by the pace of the partner: what it does first, halfway and last may each mind that the caller has left. */
const CUTS: [id: string, what: string, cut: (at: At) => Cut | Promise<Cut>][] = [
  ['after-sending', 'cut as soon as it was sent', () => ({ abort: 'sent' })],
  ['early-in-processing', 'cut early while it is at work', (at) => amidWork(at, 0.25)],
  ['while-processing', 'cut halfway while it is at work', (at) => amidWork(at, 0.5)],
  ['late-in-processing', 'cut late while it is at work', (at) => amidWork(at, 0.85)],
  ['in-mid-answer', 'cut at the first byte of the answer', () => ({ abort: 'first-byte' })],
  ['half-closed', 'half-closed after it was sent', () => ({ halfClose: true })],
  ['byte-at-a-time', 'sent a byte at a time', () => ({ slow: { bytes: 1, everyMs: 1 } })],
];

for (const [id, what, cut] of CUTS) {
  must(
    ['TP-7.7', 'TP-7.5.pay'],
    id,
    `a pay ${what} is credited once, whatever became of its answer`,
    // The pace of the partner shows by a pay, be it another case's.
    { pays: 1, ...(id.endsWith('-processing') ? { credited: true } : {}) },
    async (at) => {
      const { partner, payment, watch } = at;
      const breaking = await cut(at);
      const paid = await payment();
      const balance = await watch(paid.account);
      const broken = await partner.pay(paid, { connection: 'new', cut: breaking, nature: 'cut', once: true });
      const settled = await askAfter(at, paid, broken);
      if (settled !== undefined) await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [broken.exchange, settled] });
    },
  );
}

/** A pay that was cut is over by then, milliseconds: whoever remembers only what is asked for meanwhile has forgotten it. */
const OVER_MS = { least: 300, most: 3_000 };

must(
  ['TP-7.7', 'TP-7.5.pay'],
  'asked-late',
  'a pay that was cut, and is asked for when it is over and another one was paid, is credited once, as is the other',
  { pays: 1, credited: true },
  async (at) => {
    const { partner, payment, credited, watch } = at;
    const breaking = await amidWork(at, 0.5);
    const over = Math.min(OVER_MS.most, Math.max(OVER_MS.least, 4 * (await paysTake(at))));
    const paid = await payment();
    const balance = await watch(paid.account);
    const broken = await partner.pay(paid, { connection: 'new', cut: breaking, nature: 'cut', once: true });
    await sleep(over);
    // To the same account; of orders, which have no balance to watch, any other will do. Whatever becomes of it, the first is asked for.
    const paying = credited();
    await Promise.allSettled([paying]);
    await partner.check({ account: paid.account, txn_id: paid.txn_id });
    const settled = await askAfter(at, paid, broken);
    const other = await paying;
    if (settled !== undefined)
      await expect(balance).toHaveGrownBy(paid.sum + other.payment.sum, { exchanges: [broken.exchange, settled, other.first.exchange] });
  },
);

must(
  'TP-7.7',
  'repeat-cut',
  'a repeat that is cut undoes nothing: the next one returns the first result, and there is one credit',
  { credited: true },
  async (at) => {
    const { partner, payable, credited, watch } = at;
    const balance = await watch(payable.account);
    const { payment, first } = await credited();
    for (const cut of [await amidWork(at, 0.5), { abort: 'sent' } as const])
      await partner.pay(payment, { connection: 'new', cut, nature: 'cut', once: true });
    // Whatever is done about a caller who left takes no longer than a pay.
    await sleep(50 + Math.min(AT_MOST_MS, await paysTake(at)));
    expect(await partner.pay(payment)).toRepeat(first);
    await expect(balance).toHaveGrownBy(payment.sum, { exchanges: [first.exchange] });
  },
);

must('TP-2.timeout', 'nothing-sent', 'a connection without a request leaves the endpoint well', async ({ partner, payable, hostile }) => {
  for (let turn = 0; turn < 3; turn++)
    await hostile(() => partner.check({ account: payable.account }, { connection: 'new', cut: { abort: 'connected' }, once: true }));
});
