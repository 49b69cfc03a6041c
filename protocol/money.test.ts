import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSum, parseSum, sumValue, wholeTenge } from './money.ts';

test('the protocol writes a point and two decimals, and nothing else', () => {
  assert.equal(parseSum('200.00'), 20000n);
  assert.equal(parseSum('0.01'), 1n);
  for (const text of ['200', '200.0', '200.000', '200,00', '-1.00', '+1.00', ' 1.00', '1e3', 'NaN', '', '.50', '1.'])
    assert.equal(parseSum(text), undefined, text);
});

test('sums that doubles break stay what they are', () => {
  for (const text of ['0.29', '1.10', '1.15', '4.35', '19.99', '99999999999999999999.99']) assert.equal(formatSum(parseSum(text)!), text);
});

test('a value is the same however many decimals it has, but nothing finer than a tiyn', () => {
  for (const text of ['200', '200.0', '200.00', '200.000', '0200.00']) assert.equal(sumValue(text), 20000n, text);
  assert.equal(sumValue('200.5'), 20050n);
  for (const text of ['200.001', '200,00', '', '1e2', '-1']) assert.equal(sumValue(text), undefined, text);
});

test('differences keep their sign', () => {
  assert.equal(formatSum(-5n), '-0.05');
  assert.equal(formatSum(-12345n), '-123.45');
  assert.equal(formatSum(0n), '0.00');
});

test('the next whole tenge of one is itself', () => {
  assert.deepEqual([0n, 1n, 99n, 100n, 101n].map(wholeTenge), [0n, 100n, 100n, 100n, 200n]);
});
