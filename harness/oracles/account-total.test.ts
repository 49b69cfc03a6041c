import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../outcome.ts';
import { books } from '../partner/books.ts';
import { accountTotal } from './account-total.ts';

const balance = (text: string, at: number) =>
  ({
    command: 'check',
    txn_id: `c${at}`,
    account: 'A',
    result: 0,
    exchange: at,
    startedAt: at * 10,
    endedAt: at * 10 + 1,
    answer: { fields: [{ element: 'field1', name: 'balance', text }] },
  }) as unknown as Outcome;

/** Whether a balance that grew from one text to another fits payments of these sums, all answered 0. */
async function fits(from: string, to: string, sums: readonly bigint[]): Promise<boolean | 'roughly' | undefined> {
  const book = books({ payments: 99, total: 1_000_000n });
  const outcomes = [balance(from, 0)];
  for (const [index, sum] of sums.entries()) {
    const txn_id = String(index);
    book.open({ txn_id, account: 'A', sum, txn_date: '20261124120000' });
    const at = index + 1;
    const paid = { command: 'pay', txn_id, account: 'A', result: 0, exchange: at, startedAt: at * 10, endedAt: at * 10 + 1 } as unknown as Outcome;
    outcomes.push(paid);
    book.note(paid);
  }
  const check = () => Promise.resolve(balance(to, 90));
  const seen = await accountTotal({ outcomes, entries: book.entries(), field: 'balance' }, new Set(['A']), 'A', check);
  return seen?.fits;
}

test('a balance that shows tiyn fits to the tiyn', async () => {
  assert.equal(await fits('0.00', '3.29', [300n, 29n]), true);
  assert.equal(await fits('0.00', '3.28', [300n, 29n]), false);
});

test('one in whole tenge fits sums of whole tenge exactly, and others roughly', async () => {
  assert.equal(await fits('0', '3', [300n]), true);
  assert.equal(await fits('0', '2', [300n]), false);
  assert.equal(await fits('0', '3', [300n, 29n]), 'roughly');
  // A tenge that is lost fits as well, so that the tiyn have to be paid up to a tenge before it is believed.
  assert.equal(await fits('0', '2', [100n, 159n]), 'roughly');
  assert.equal(await fits('0', '3', [100n, 159n, 141n]), false);
});
