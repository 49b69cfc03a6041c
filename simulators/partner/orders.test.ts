import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onStage } from './ask.testing.ts';

const order = { kind: 'order', orders: 12 } as const;

test('an order is paid once, by one number', () =>
  onStage(order, async ({ check, pay, sum, received }) => {
    assert.equal((await check()).result, '0');
    const first = await pay({ txn_id: '1' });
    assert.equal(first.result, '0');
    assert.equal((await pay({ txn_id: '2' })).result, '3');
    assert.equal((await check({ txn_id: '3' })).result, '3');
    assert.equal((await pay({ txn_id: '1' })).text, first.text, 'a repeat is no second payer');
    assert.equal(received(), sum);
  }));

test('of many numbers at once, one pays', () =>
  onStage(order, async ({ pay, sum, received }) => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => pay({ txn_id: String(n + 1) })));
    assert.deepEqual(all.map(({ result }) => result).toSorted(), ['0', ...Array.from({ length: 9 }, () => '3')]);
    assert.equal(received(), sum);
  }));

test('states and prices are minded', () =>
  onStage(order, async ({ check, pay, sum, partner }) => {
    const { cancelled, paid, processing, unknown } = partner.accounts;
    for (const [accounts, result] of [
      [cancelled, '2'],
      [paid, '3'],
      [processing, '4'],
      [unknown, '1'],
    ] as const) {
      assert.equal(accounts.length, 3);
      for (const account of accounts) {
        assert.equal((await check({ account })).result, result);
        assert.equal((await pay({ account, sum: '100.00' })).result, result);
      }
    }
    const short = await pay({ sum: '0.99' });
    assert.equal(short.result, '5');
    assert.match(short.comment ?? '', new RegExp(sum));
    assert.deepEqual(partner.ledger(), []);
  }));

test('prices lie between 1.00 and 500.00, some with tiyn', () =>
  onStage({ kind: 'order' }, async ({ partner }) => {
    const prices = partner.accounts.payable.map((each) => (typeof each === 'string' ? assert.fail() : each.sum));
    assert.equal(prices.length, 400);
    assert.ok(prices.every((price) => Number(price) >= 1 && Number(price) <= 500));
    assert.ok(prices.some((price) => !price.endsWith('.00')));
    assert.ok(prices.some((price) => price.endsWith('.00')));
  }));

test('fresh orders are to be had', () =>
  onStage(order, async ({ get, pay }) => {
    const any = (await get('/new-order')).text.trim();
    assert.equal(any, 'ORD-100013');
    assert.equal((await pay({ account: any, sum: '3.33' })).result, '0');
    const [account, sum] = (await get('/new-order?sum=120.50', { method: 'POST' })).text.trim().split('\t');
    assert.equal(sum, '120.50');
    assert.equal((await pay({ txn_id: '2', account, sum: '3.33' })).result, '5');
    assert.equal((await pay({ txn_id: '2', account, sum })).result, '0');
    assert.equal((await get('/new-order?sum=12')).status, 400);
  }));
