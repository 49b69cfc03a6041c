import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainNumber } from './plain-number.ts';

test('exponents become digits', () => {
  const numbers = {
    '2E+2': '200',
    '1.5e3': '1500',
    '1.234e1': '12.34',
    '12e-1': '1.2',
    '5e-3': '0.005',
    '0.5e1': '5',
    '-1e1': '-10',
    '1e17': '100000000000000000',
    '200.00e0': '200.00',
    '12.34e-2': '0.1234',
  };
  for (const [written, plain] of Object.entries(numbers)) assert.equal(plainNumber(written), plain, written);
});

test('everything else stays', () => {
  for (const text of ['200', '200.00', '123456789012345678', '1e999999999', '1e4000', 'abc', '']) assert.equal(plainNumber(text), text);
});
