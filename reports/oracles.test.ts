import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PaymentEvent } from '../harness/record/events.ts';
import { creditsIn, oracleLines, riskLine } from './oracles.ts';

type Payment = Omit<PaymentEvent, 'type'>;

function paid(credits: NonNullable<Payment['credits']>, more: Partial<Payment> = {}): Payment {
  const payment = { txn_id: '412503178844120067', account: '4957835959', sum: '4.00', txn_date: '20261124101530' };
  return { ...payment, asked: 1, state: 'credited', credits, ...more };
}

function linesOf(payments: Payment[]): string[] {
  const money = { payments: payments.length, total: '8.00', currency: 'KZT' as const, ...creditsIn(payments) };
  return oracleLines({ money, payments, notes: [] }, 'en').map(({ text }) => text);
}

test('who tells of credits is said without contradicting it', () => {
  assert.deepEqual(linesOf([paid({ answers: 1, balance: 1 })]), ['Each of them was credited exactly once; so say: answers, balance.']);
  const [partly, ...more] = linesOf([paid({ answers: 1, balance: 1 }), paid({ answers: 1, balance: 'unclear' })]);
  assert.match(partly!, /exactly once\. Of 1 payment answers alone tell it, .*; the rest is told by answers, balance\.$/);
  assert.deepEqual(more, []);
  const [risk, unclear] = linesOf([paid({ answers: 1, balance: 2 }, { atRisk: '4.00' }), paid({ answers: 1, balance: 'unclear' })]);
  assert.match(risk!, /^Money at risk/);
  assert.match(unclear!, /answers tell\.$/);
});

test('money at risk says by what', () => {
  const told = (credits: NonNullable<Payment['credits']>, state: Payment['state'] = 'credited') =>
    riskLine(paid(credits, { atRisk: '4.00', state }), 'en').split('at risk ')[1];
  assert.equal(told({ answers: 1, balance: 2 }), '4.00: credited more than once');
  assert.equal(told({ answers: 0, balance: 1 }, 'refused'), '4.00: not answered 0, and credited all the same');
  assert.equal(told({ answers: 1, ledger: 0 }), '4.00: answered 0, and not credited');
  assert.equal(told({ answers: 0 }, 'open'), '4.00: its outcome is not known');
  assert.equal(told({ answers: 1, ledger: 1 }), '4.00: another sum stands in the ledger');
});
