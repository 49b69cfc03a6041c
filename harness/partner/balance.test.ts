import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../outcome.ts';
import { balanceOf, isGrowthBy, showsWholeTenge } from './balance.ts';

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

const told = (text: string, command = 'check') =>
  ({ command, answer: { fields: [{ element: 'field1', name: 'balance', text }] } }) as unknown as Outcome;

test('balances are in whole tenge where not one of them shows tiyn', () => {
  const table: [readonly Outcome[], boolean][] = [
    [[told('0'), told('1 234'), told('1,234 KZT')], true],
    [[told('0'), told('0.29')], false],
    [[told('0.00'), told('5')], false],
    [[told('0'), told('нет')], true],
    [[told('нет')], false],
    [[], false],
    // What a pay answers is no balance.
    [[told('0'), told('0.29', 'pay')], true],
  ];
  for (const [outcomes, whole] of table) assert.equal(showsWholeTenge(outcomes, 'balance'), whole);
});

test('a balance in whole tenge tells a sum with tiyn to within a tenge, and whole sums to the tiyn', () => {
  const table: [due: bigint, grown: bigint, coarse: boolean, fits: boolean][] = [
    [29n, 29n, false, true],
    [29n, 0n, false, false],
    [29n, 0n, true, true],
    [29n, 100n, true, true],
    [29n, 200n, true, false],
    [420n, 300n, true, false],
    [420n, 400n, true, true],
    [420n, 500n, true, true],
    [420n, 600n, true, false],
    [200n, 100n, true, false],
    [200n, 300n, true, false],
    [0n, 100n, true, false],
  ];
  for (const [due, grown, coarse, fits] of table)
    assert.equal(
      isGrowthBy(due, grown, () => coarse),
      fits,
      `${due} ${grown} ${coarse}`,
    );
});
