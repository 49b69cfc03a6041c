import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from './difference.ts';
import { almatyTime, clock, milliseconds, utcTime } from './time.ts';
import { totalOf } from './total.ts';
import { visible, visibleLines } from './visible.ts';

test('control characters, direction marks and half characters become signs', () => {
  assert.equal(visible('a\u001b[31m\r\n\u0000\u007f'), 'a␛[31m␍␊␀␡');
  assert.equal(visible('\u202e\u200b\u009b\ud800\u{e0041}'), '⟨U+202E⟩⟨U+200B⟩⟨U+009B⟩⟨U+D800⟩⟨U+E0041⟩');
});

test('letters of every language stay', () => {
  const text = 'Төлеуші ұсынды — ёлка № 1 «да» 漢字 😀 é';
  assert.equal(visible(text), text);
});

test('lines end at LF and CRLF, not at a lone CR', () => {
  assert.deepEqual(visibleLines('a\r\nb\tc\nd\re'), ['a', 'b    c', 'd␍e']);
});

test('a difference is what lies between the common ends', () => {
  assert.deepEqual(difference('prv_txn 1001', 'prv_txn 1002'), { before: 'prv_txn 100', expected: '1', observed: '2', after: '' });
  assert.deepEqual(difference('200.00', '200'), { before: '200', expected: '.00', observed: '', after: '' });
  assert.deepEqual(difference('aa', 'aaa'), { before: 'aa', expected: '', observed: 'a', after: '' });
  assert.equal(difference('same', 'same'), undefined);
  assert.equal(difference('result 0', 'HTTP 500'), undefined);
});

test('times stand in UTC and in Almaty, which is five hours ahead', () => {
  assert.equal(utcTime('2026-11-24T20:20:30.123Z'), '2026-11-24 20:20:30');
  assert.equal(almatyTime('2026-11-24T20:20:30.123Z'), '2026-11-25 01:20:30');
  assert.equal(almatyTime('nonsense'), 'nonsense');
});

test('durations', () => {
  assert.equal(clock(125_000), '2:05');
  assert.equal(clock(3_725_000), '1:02:05');
  assert.equal(milliseconds(0.44), '0.4');
  assert.equal(milliseconds(61.9), '62');
});

test('totals are exact, and odd sums count for nothing', () => {
  assert.equal(totalOf(['0.10', '0.20', '200']), '200.30');
  assert.equal(totalOf(['90071992547409.93', '0.01', '1e3', '-5.00', '200,00', 'NaN', '']), '90071992547409.94');
});
