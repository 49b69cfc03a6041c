import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountForm } from './account.ts';

const ROWS: [account: string, written: string, form: ReturnType<typeof accountForm>][] = [
  ['4957835959', '4957835959', 'same'],
  ['4957835959', '  4957835959 ', 'same'],
  ['AbC-7781', 'ABC-7781', 'folded'],
  ['ЗАКАЗ №7/а', 'заказ№7/А', 'folded'],
  ['0087654321', '87654321', 'folded'],
  ['4957835959', '49****5959', 'masked'],
  ['4957835959', '49 •••• 59 59', 'masked'],
  ['4957835959', '******5959', 'masked'],
  ['4957835959', '4957…', 'masked'],
  ['4957835959', '49XXXX5959', 'masked'],
  ['0087654321', '00****4321', 'masked'],
  ['0087654321', '87****4321', 'masked'],
  ['4957835959', '4***83**59', 'masked'],
  ['4957835959', '5959', 'masked'],
  ["A+B&C=D'% #9", '% #9', 'masked'],
  ['4957835959', '49578359', undefined],
  ['4957835959', '35959', undefined],
  ['4957835959', '959', undefined],
  ['4957835959', '49****5958', undefined],
  ['4957835959', '48****5959', undefined],
  ['4957835959', '4***99**59', undefined],
  ['4957835959', '**********', undefined],
  ['4957835959', '********59', undefined],
  ['4957', '4957', 'same'],
  ['12345', '123**345', undefined],
  ['4957835959', '7011234567', undefined],
  ['4957835959', '', undefined],
  ['0', '00', 'folded'],
];

test('books may write an account with its case, spaces or leading zeros lost, or a part of it hidden, and no other account', () => {
  for (const [account, written, form] of ROWS) assert.equal(accountForm(account, written), form, `${account} as ${written}`);
});
