import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentDecode, percentEncode } from './account.ts';
import { readQuery, requestParams, writeQuery } from './request.ts';

const ACCOUNTS = ['4957835959', "ЖШС/№7 a+b&c=d'%", 'Әбілқайыр', '0087', 'a b', '~-._', '<&">', '%41', '\u{1F600}'];

test('every account comes back from every spelling', () => {
  for (const account of ACCOUNTS) {
    for (const hex of ['upper', 'lower'] as const) {
      for (const space of ['%20', '+'] as const) assert.equal(percentDecode(percentEncode(account, { hex, space })), account);
    }
  }
});

test('a query holds the fields in the order of the protocol', () => {
  const params = requestParams({
    command: 'pay',
    txn_id: '123456789012345678',
    account: 'a b',
    sum: '200.00',
    txn_date: '20261124120000',
    extra: { data1: 'x' },
  });
  assert.equal(writeQuery(params), 'command=pay&txn_id=123456789012345678&account=a%20b&sum=200.00&txn_date=20261124120000&data1=x');
});

test('raw values go out as they are', () => {
  assert.equal(writeQuery([['account', { raw: '%ZZ\u0000' }]]), 'account=%ZZ\u0000');
});

test('a query is read strictly: repeats kept, malformed pieces set apart', () => {
  const { fields, malformed } = readQuery('a=1&a=2&b=%D0%96+x&c=%FF&d=%2&e&=f');
  assert.deepEqual(fields.get('a'), ['1', '2']);
  assert.deepEqual(fields.get('b'), ['Ж x']);
  assert.deepEqual(fields.get('e'), ['']);
  assert.deepEqual(fields.get(''), ['f']);
  assert.deepEqual(malformed, ['c=%FF', 'd=%2']);
});
