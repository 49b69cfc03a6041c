import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../outcome.ts';
import { balanceOf } from './watch.ts';

const read = (text: string) => balanceOf({ answer: { fields: [{ element: 'field1', name: 'balance', text }] } } as unknown as Outcome, 'balance');

test('a balance is read in the styles that partners write it', () => {
  const table: [string, bigint | undefined][] = [
    ['1234.50', 123450n],
    ['1 234,50', 123450n],
    ['1\u00a0234.5', 123450n],
    ['1,234.50', 123450n],
    ['1.234.567,05', 123456705n],
    ['1234.00 KZT', 123400n],
    ['-5.05 ₸', -505n],
    ['- 1 234,50', -123450n],
    ['\u2212\u00a01 234,50 ₸', -123450n],
    ['₸ \u221250.00', -5000n],
    ['\u201350.00', -5000n],
    ['(1,234.50)', -123450n],
    ['50.00-', -5000n],
    ['1234.00 (KZT)', 123400n],
    ['Баланс: -50.00', -5000n],
    ['Баланс — 50.00', 5000n],
    ['Баланс \u2013 50.00', 5000n],
    ['Баланс - 50.00 тг', 5000n],
    ['Л-счёт 50.00', 5000n],
    ['500-00', undefined],
    ['12', 1200n],
    ['1,234', 123400n],
    ['1 234 567', 123456700n],
    ["1'234.50", 123450n],
    ['12345.0000', 1234500n],
    ['12345.6700', 1234567n],
    ['12345.000', 1234500n],
    ['12345.6789', undefined],
    ['12345.67 KZT / 10.00 USD', undefined],
    ['12345 тг 67 тиын', undefined],
    ['', undefined],
    ['нет', undefined],
    ['--', undefined],
  ];
  for (const [text, balance] of table) assert.equal(read(text), balance, text);
  assert.equal(balanceOf({ answer: { fields: [] } } as unknown as Outcome, 'balance'), undefined);
});
