import { chapter, expect, type AskOptions, type CaseContext, type RunContext } from '../harness/index.ts';
import { Result } from '../protocol/index.ts';

/**
 * A connection may break at any point. What the partner did then is unknown to the system, so it
 * asks again with the same number until it knows: one prv_txn, one credit, a final result.
 */
const { must, cases } = chapter('broken-connections');
export const brokenConnections = cases;

type At = CaseContext & RunContext;
type Cut = NonNullable<AskOptions['cut']>;

const CUTS: [id: string, what: string, cut: (at: At) => Cut | Promise<Cut>][] = [
  ['after-sending', 'cut as soon as it was sent', () => ({ abort: 'sent' })],
  ['while-processing', 'cut a moment after it was sent', async (at) => ({ abort: 'sent', abortAfterMs: await amidWork(at) })],
  ['in-mid-answer', 'cut at the first byte of the answer', () => ({ abort: 'first-byte' })],
  ['half-closed', 'half-closed after it was sent', () => ({ halfClose: true })],
  ['byte-at-a-time', 'sent a byte at a time', () => ({ slow: { bytes: 1, everyMs: 1 } })],
];

/** However slow a partner is, its cut comes by then, milliseconds. */
const AT_MOST_MS = 2_000;

/** Half of what the partner's pays take, milliseconds: while one waits its turn, or is done with, a cut breaks nothing off. */
async function amidWork({ books, partner, payment }: At): Promise<number> {
  const took = () =>
    books
      .entries()
      .flatMap(({ first, last }) => first ?? last ?? [])
      .flatMap(({ nature, startedAt, endedAt }) => (nature === 'ordinary' ? [endedAt - startedAt] : []));
  if (took().length === 0) await partner.pay(await payment());
  const all = took().sort((a, b) => a - b);
  return Math.min(AT_MOST_MS, Math.max(1, Math.round((all[all.length >> 1] ?? 0) / 2)));
}

for (const [id, what, cut] of CUTS) {
  must(
    ['TP-7.7', 'TP-7.5.pay'],
    id,
    `a pay ${what} is credited once, whatever became of its answer`,
    { pays: id === 'while-processing' ? 2 : 1 },
    async (at) => {
      const { partner, profile, payment, watch, object } = at;
      const breaking = await cut(at);
      const paid = await payment();
      const balance = await watch(paid.account);
      const broken = await partner.pay(paid, { connection: 'new', cut: breaking, nature: 'cut', once: true });
      const settled = await partner.pay(paid);
      if (settled.result === Result.processing)
        return object({
          key: 'pay.stuck',
          values: { txn_id: paid.txn_id, seconds: String(profile.processingTimeoutMs / 1000) },
          expected: 'result 0',
          observed: 'result 4',
          exchanges: [settled.exchange, broken.exchange],
        });
      expect(settled).toSucceedAfterAll();
      // Where an answer came through in spite of all, it was the first, and binds.
      if (broken.result === settled.result) expect(settled).toRepeat(broken);
      expect(await partner.pay(paid)).toRepeat(settled);
      await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [broken.exchange, settled.exchange] });
    },
  );
}

must('TP-2.timeout', 'nothing-sent', 'a connection without a request leaves the endpoint well', async ({ partner, payable, hostile }) => {
  for (let turn = 0; turn < 3; turn++)
    await hostile(() => partner.check({ account: payable.account }, { connection: 'new', cut: { abort: 'connected' }, once: true }));
});
