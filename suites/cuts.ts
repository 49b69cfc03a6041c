import { expect, type AskOptions, type CaseContext, type Outcome, type Payment, type RunContext } from '../harness/index.ts';
import { Result } from '../protocol/index.ts';

/** What cases that break a connection share: when they break it, and how they learn what became of the pay. */

export type At = CaseContext & RunContext;
export type Cut = NonNullable<AskOptions['cut']>;

/** However slow a partner is, its cut comes by then, milliseconds. */
export const AT_MOST_MS = 2_000;

/** Cut when this share of what a pay takes has gone by: while it waits its turn, or is done with, a cut breaks nothing off. */
export async function amidWork(at: At, share: number): Promise<Cut & { abortAfterMs: number }> {
  return { abort: 'sent', abortAfterMs: Math.min(AT_MOST_MS, Math.max(1, Math.round((await paysTake(at)) * share))) };
}

/** What the partner's pays take when nothing holds them up, milliseconds: a quarter is quicker. Those that a repeat found done already do not count. */
export async function paysTake({ outcomes, books, credited }: At): Promise<number> {
  const took = () => {
    const first = new Map<string, Outcome>();
    for (const each of outcomes) if (each.command === 'pay' && !first.has(each.txn_id)) first.set(each.txn_id, each);
    return [...first.values()].flatMap(({ nature, result, txn_id, startedAt, endedAt }) =>
      nature === 'ordinary' && result !== undefined && books.get(txn_id)?.sound ? [endedAt - startedAt] : [],
    );
  };
  if (took().length === 0) await credited();
  const all = took().sort((a, b) => a - b);
  return all[all.length >> 2] ?? 0;
}

/** Asks for what became of a pay whose connection broke, until that is known and stays so; the exchange that told it, or nothing where it never ends. */
export async function askAfter({ partner, profile, object }: At, paid: Payment, broken: Outcome): Promise<number | undefined> {
  const settled = await partner.pay(paid);
  if (settled.result === Result.processing) {
    object({
      key: 'pay.stuck',
      values: { txn_id: paid.txn_id, seconds: String(profile.processingTimeoutMs / 1000) },
      expected: 'result 0',
      observed: 'result 4',
      exchanges: [settled.exchange, broken.exchange],
    });
    return undefined;
  }
  expect(settled).toSucceedAfterAll();
  // Where an answer came through in spite of all, it was the first, and binds.
  if (broken.result === settled.result) expect(settled).toRepeat(broken);
  expect(await partner.pay(paid)).toRepeat(settled);
  return settled.exchange;
}
