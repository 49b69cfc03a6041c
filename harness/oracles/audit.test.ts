import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../outcome.ts';
import { books } from '../partner/books.ts';
import { agrees, moneyAtRisk, type Audited } from './audit.ts';

function audited(results: readonly Outcome['result'][], oracles: Omit<Audited, 'entry'>): Audited {
  const book = books({ payments: 9, total: 9_999n });
  book.open({ txn_id: '1', account: 'A', sum: 200n, txn_date: '20261124120000' });
  for (const result of results) book.note({ command: 'pay', txn_id: '1', result } as Outcome);
  return { entry: book.get('1')!, ...oracles };
}

test('what all oracles that can tell say alike is agreed, and nothing is at risk', () => {
  const once = audited([0], { answers: 1, balance: 'unclear', ledger: 1, ledgerSum: 200n });
  assert.deepEqual([agrees(once), moneyAtRisk(once)], [true, 0n]);
  const never = audited([5], { answers: 0, balance: 0, ledger: 0, ledgerSum: 0n });
  assert.deepEqual([agrees(never), moneyAtRisk(never)], [true, 0n]);
});

test('each credit beyond the first is at risk, whoever tells of it', () => {
  assert.equal(moneyAtRisk(audited([0], { answers: 1, balance: 3 })), 400n);
  assert.equal(moneyAtRisk(audited([0], { answers: 1, balance: 1, ledger: 2, ledgerSum: 400n })), 200n);
  assert.equal(moneyAtRisk(audited([0], { answers: 2, balance: 2 })), 200n);
});

test('a credit that is not there, one that was refused and one of another sum are at risk', () => {
  assert.equal(moneyAtRisk(audited([0], { answers: 1, balance: 0 })), 200n);
  assert.equal(moneyAtRisk(audited([5], { answers: 0, ledger: 1, ledgerSum: 200n })), 200n);
  assert.equal(moneyAtRisk(audited([0], { answers: 1, ledger: 1, ledgerSum: 150n })), 50n);
});

test('a payment that was never decided is at risk as a whole', () => {
  assert.equal(moneyAtRisk(audited([4], { answers: 0 })), 200n);
  assert.equal(moneyAtRisk(audited([undefined], { answers: 0 })), 200n);
});
