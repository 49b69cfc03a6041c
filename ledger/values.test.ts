import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDate, readDay } from './dates.ts';
import { readNumber, readSum } from './sums.ts';

test('sums as exports write them, to the tiyn', () => {
  const table: [string, bigint | string][] = [
    ['200.00', 20000n],
    ['200,00', 20000n],
    ['200', 20000n],
    ['200.5', 20050n],
    ['0.29', 29n],
    ['1 234 567,89', 123456789n],
    ['1\u00a0234,50', 123450n],
    ['1\u202f234.50', 123450n],
    ["1'234.50", 123450n],
    ['1,234.50', 123450n],
    ['1.234,50', 123450n],
    ['12,345,678.90', 1234567890n],
    ['200.0000', 20000n],
    ['0,500', 50n],
    ['123456789012345.67', 12345678901234567n],
    ['1,234', 'sum-ambiguous'],
    ['1.234', 'sum-ambiguous'],
    ['-5.00', 'sum-negative'],
    ['−5,00', 'sum-negative'],
    ['(5.00)', 'sum-negative'],
    ['5.00-', 'sum-negative'],
    ['1234567890123456.00', 'sum'],
    ['200.001', 'sum-ambiguous'],
    ['200.0001', 'sum'],
    ['3 00,00', 'sum'],
    ['1,23,456.00', 'sum'],
    ['2e2', 'sum'],
    ['NaN', 'sum'],
    ['', 'sum'],
    ['.50', 'sum'],
    ['200.00 KZT', 'sum'],
    ['٢٠٠.٠٠', 'sum'],
    ['1'.repeat(5000), 'sum'],
  ];
  for (const [text, value] of table) assert.equal(readSum(text), value, text.slice(0, 40));
  assert.equal(readNumber('200.500'), 20050n, 'the point of a JSON number is no mark of thousands');
  assert.equal(readNumber('-1'), 'sum-negative');
  assert.equal(readNumber('2e2'), 'sum');
});

test('dates as exports write them, in Almaty time', () => {
  const table: [string, string | undefined][] = [
    ['20261124101530', '20261124101530'],
    ['202611241015', '202611241015'],
    ['20261124', '20261124'],
    ['2026-11-24T10:15:30', '20261124101530'],
    ['2026-11-24 10:15:30.123', '20261124101530'],
    ['2026-11-24 9:05', '202611240905'],
    ['2026/11/24 10:15:30', '20261124101530'],
    ['2026-11-24T10:15:30+05:00', '20261124101530'],
    ['2026-11-24T05:15:30Z', '20261124101530'],
    ['2026-11-24T20:15:30Z', '20261125011530'],
    ['2026-12-31 23:00:00 +03', '20270101010000'],
    ['2026-01-01T00:00:00+0600', '20251231230000'],
    ['24.11.2026 10:15:30', '20261124101530'],
    ['4.1.2026, 9:05', '202601040905'],
    ['24.11.2026', '20261124'],
    ['20280229000000', '20280229000000'],
    ['20260229000000', undefined],
    ['20261324000000', undefined],
    ['20261124240000', undefined],
    ['20261124106000', undefined],
    ['19991231000000', undefined],
    ['2026-11-24T10:15:30+99:00', undefined],
    ['11/24/2026', undefined],
    ['1764000000', undefined],
    ['2026112410', undefined],
    ['', undefined],
  ];
  for (const [text, value] of table) assert.equal(readDate(text), value, text);
  assert.equal(readDay('2026-11-24'), '20261124');
  assert.equal(readDay('2026-11-24 10:15'), undefined);
});
