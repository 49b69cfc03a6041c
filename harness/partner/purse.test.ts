import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from '../profile/profile.ts';
import { purse } from './purse.ts';

const orders = (...payable: { account: string; price?: bigint }[]) =>
  purse({ sides: ['partner'], kind: 'order', accounts: { payable } } as unknown as Profile);
const unspent = () => false;
const MIXED = [
  { account: '1' },
  { account: '2' },
  { account: '3', price: 8000n },
  { account: '4' },
  { account: '5', price: 9000n },
  { account: '6' },
];

test('an order with a price is found among others without one', async () => {
  const { take, sacrifice } = await orders(...MIXED);
  assert.equal((await take({ priced: true })).account, '3');
  assert.equal((await sacrifice(unspent)).account, '1');
  assert.equal((await sacrifice(unspent, { priced: true })).account, '5', 'the one that is shared has none');
  assert.equal((await sacrifice(unspent)).account, '5', 'and is replaced by it');
  assert.equal((await take({ priced: true })).account, '2', 'where none is left, any will do');
});

test('no order is given for a price that none of them has', async () => {
  const { sacrifice } = await orders({ account: '1' }, { account: '2' }, { account: '3' });
  assert.equal((await sacrifice(unspent)).account, '1');
  assert.equal((await sacrifice(unspent, { priced: true })).account, '1');
});
