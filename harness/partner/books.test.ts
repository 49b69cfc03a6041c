import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Skipped } from '../finding.ts';
import type { Outcome } from '../outcome.ts';
import { books, paymentState } from './books.ts';

const payment = (txn_id: string, sum: bigint) => ({ txn_id, account: 'A', sum, txn_date: '20261124120000' });
const answer = (txn_id: string, result: Outcome['result'], prv_txn?: string) =>
  ({ command: 'pay', txn_id, result, ...(prv_txn ? { prv_txn } : {}) }) as Outcome;

test('neither the number of payments nor their sum passes the limit', () => {
  const byCount = books({ payments: 2, total: 1_000_000n });
  byCount.open(payment('1', 1n));
  byCount.risk('2', 'A', 1n, '');
  assert.throws(
    () => byCount.open(payment('3', 1n)),
    (error: Skipped) => error.kind === 'limit',
  );

  const byMoney = books({ payments: 100, total: 300n });
  byMoney.open(payment('1', 200n));
  assert.throws(() => byMoney.open(payment('2', 101n)), Skipped);
  byMoney.open(payment('3', 100n));
  assert.throws(() => byMoney.risk('4', 'A', 1n, ''), Skipped);
});

test('a payment is credited by its first 0, and remembers every prv_txn', () => {
  const book = books({ payments: 9, total: 9_999n });
  book.open(payment('1', 100n));
  book.note(answer('1', 4));
  book.note(answer('1', 0, '77'));
  book.note(answer('1', 0, '78'));
  const entry = book.get('1')!;
  assert.deepEqual([entry.asked, entry.credited, entry.prvTxns], [3, true, ['77', '78']]);
  assert.equal(paymentState(entry), 'credited');
});

test('refused, open and never asked are told apart', () => {
  const book = books({ payments: 9, total: 9_999n });
  for (const id of ['1', '2', '3', '4']) book.open(payment(id, 100n));
  book.note(answer('1', 5));
  book.note(answer('2', undefined));
  book.note(answer('3', 4));
  assert.deepEqual(
    book.entries().map((entry) => [entry.payment.txn_id, paymentState(entry), entry.asked]),
    [
      ['1', 'refused', 1],
      ['2', 'open', 1],
      ['3', 'open', 1],
      ['4', 'open', 0],
    ],
  );
});
