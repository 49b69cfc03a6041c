import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../outcome.ts';
import { books } from '../partner/books.ts';
import { agrees, moneyAtRisk, paymentEvent, type Audited } from './audit.ts';

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

test('what no system sends has the sum that its answer tells, and never the one that was set aside for it', () => {
  const odd = (sum: string | undefined, oracles: Omit<Audited, 'entry' | 'answers'>) => {
    const book = books({ payments: 9, total: 999_999n });
    book.risk('1', 'A', 100_000n, '20261124120000');
    book.note({
      command: 'pay',
      txn_id: '1',
      nature: 'odd',
      result: 0,
      answer: { ...(sum === undefined ? {} : { sum }), fields: [] },
    } as unknown as Outcome);
    const { sum: told, state } = paymentEvent({ entry: book.get('1')!, answers: 1, ...oracles });
    return [told, state];
  };
  assert.deepEqual(odd('4.00', { balance: 0 }), ['4.00', 'answered']);
  assert.deepEqual(odd('4.00', { balance: 'unclear' }), ['4.00', 'credited']);
  assert.deepEqual(odd('4.00', {}), ['4.00', 'credited']);
  assert.deepEqual(odd('0.00', { balance: 0 }), ['0.00', 'credited']);
  assert.deepEqual(odd(undefined, {}), ['', 'credited']);
  assert.deepEqual(odd(undefined, { balance: 1 }), ['1000.00', 'credited']);
  assert.deepEqual(odd(undefined, { balance: 0, ledger: 1, ledgerSum: 300n }), ['3.00', 'credited']);
  assert.deepEqual(odd(undefined, { balance: 0, ledger: 0, ledgerSum: 0n }), ['', 'answered']);
});
