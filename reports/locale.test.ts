import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, figure, moment, money } from './locale.ts';
import { LANGS, text } from './messages/index.ts';

const each = (of: (lang: (typeof LANGS)[number]) => string) => LANGS.map(of);

test('sums are written as each language writes them, to the last tiyn', () => {
  assert.deepEqual(
    each((lang) => money(lang, '1234567.89')),
    ['1,234,567.89', '1\u00a0234\u00a0567,89', '1\u00a0234\u00a0567,89'],
  );
  assert.deepEqual(
    each((lang) => money(lang, '98765432109876543.21')),
    ['98,765,432,109,876,543.21', '98\u00a0765\u00a0432\u00a0109\u00a0876\u00a0543,21', '98\u00a0765\u00a0432\u00a0109\u00a0876\u00a0543,21'],
  );
  assert.deepEqual(
    each((lang) => money(lang, '-0.50')),
    ['-0.50', '-0,50', '-0,50'],
  );
  for (const none of ['', 'abc', '1e3', '1,00', '<b>'])
    assert.deepEqual(
      each((lang) => money(lang, none)),
      [none, none, none],
    );
  assert.match(text('ru', 'ui.payments-lead', { count: 2, total: '12345.60' }), /2 платежа на 12\u00a0345,60 ₸/);
});

test('counts part their thousands', () => {
  assert.deepEqual(
    each((lang) => figure(lang, 1234)),
    ['1,234', '1234', '1234'],
  );
  assert.deepEqual(
    each((lang) => figure(lang, 100000)),
    ['100,000', '100\u00a0000', '100\u00a0000'],
  );
});

test('days are those of Almaty, moments give both clocks', () => {
  assert.deepEqual(
    each((lang) => day(lang, '2026-11-24T05:00:00Z')),
    ['24 November 2026', '24 ноября 2026 г.', '2026 ж. 24 қараша'],
  );
  assert.equal(day('en', '2026-12-31T19:00:00Z'), '1 January 2027');
  assert.deepEqual(
    each((lang) => moment(lang, '2026-11-24T05:00:07.400Z')),
    [
      '24 November 2026, 10:00:07 Almaty (05:00:07 UTC)',
      '24 ноября 2026 г., 10:00:07 Алматы (05:00:07 UTC)',
      '2026 ж. 24 қараша, Алматы бойынша 10:00:07 (05:00:07 UTC)',
    ],
  );
  assert.equal(moment('en', '2026-11-24T22:00:00Z'), '25 November 2026, 03:00:00 Almaty (2026-11-24 22:00:00 UTC)');
  assert.equal(moment('en', 'yesterday'), 'yesterday');
});
