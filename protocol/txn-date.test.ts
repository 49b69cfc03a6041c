import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookDay, dayTime, lastLeapDay, lastYearEndInNextYearsWeek, parseTxnDate, txnDate } from './txn-date.ts';

const NOON = Date.UTC(2026, 10, 24, 7, 0, 0); // 12:00 in Almaty

test('dates are Almaty time, five hours ahead of UTC', () => {
  assert.equal(txnDate(NOON), '20261124120000');
  assert.equal(parseTxnDate('20261124120000'), NOON);
  assert.equal(txnDate(Date.UTC(2026, 11, 31, 20, 0, 0)), '20270101010000');
});

test('what is not on the calendar is no date', () => {
  for (const text of [
    '20260230120000',
    '20260229120000',
    '20261301000000',
    '20261124240000',
    '20261124126000',
    '2026112412000',
    '',
    'yesterday12000',
  ]) {
    assert.equal(parseTxnDate(text), undefined, text);
  }
  assert.notEqual(parseTxnDate('20280229235959'), undefined);
});

test('book days are Almaty days', () => {
  assert.equal(bookDay(txnDate(Date.UTC(2026, 10, 23, 19, 0, 0))), '20261124');
  assert.equal(dayTime(NOON, -1, '235959'), '20261123235959');
  assert.equal(dayTime(Date.UTC(2026, 10, 30, 20, 0, 0), -1, '235959'), '20261130235959');
});

test('the last leap day lies before the moment', () => {
  assert.equal(lastLeapDay(NOON), '20240229120000');
  assert.equal(lastLeapDay(Date.UTC(2028, 1, 29, 8, 0, 0)), '20280229120000');
  assert.equal(lastLeapDay(Date.UTC(2028, 1, 29, 6, 0, 0)), '20240229120000');
});

test('the last year whose end lies in a week of the next', () => {
  assert.equal(lastYearEndInNextYearsWeek(NOON), '20251231120000'); // a Wednesday
  assert.equal(lastYearEndInNextYearsWeek(Date.UTC(2029, 5, 1)), '20251231120000'); // then a Thursday, a Friday and a Sunday
  assert.equal(lastYearEndInNextYearsWeek(Date.UTC(2030, 5, 1)), '20291231120000');
});
