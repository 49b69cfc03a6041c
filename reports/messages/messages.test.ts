import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { en } from './en.ts';
import { adviceOn, explainClause, caseTitle, LANGS, say, text, word } from './index.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import { titlesKk } from './titles.kk.ts';
import { titlesRu } from './titles.ru.ts';

/** `count`, `phase@phase`: what a sentence needs; plural forms are each language's own. */
function places(template: string): string[] {
  return [...template.matchAll(/\{(\w+(?:@[\w-]+)?)[:}]/g)].map(([, name]) => name!).toSorted();
}

describe('catalogues', () => {
  for (const [lang, catalogue] of Object.entries({ ru, kk }) as [string, Record<string, string>][]) {
    test(`${lang} takes the same values as en`, () => {
      for (const [key, template] of Object.entries(en)) {
        if (!(key in catalogue)) continue;
        assert.deepEqual(new Set(places(catalogue[key]!)), new Set(places(template)), key);
      }
    });

    test(`${lang} has no key that en lacks, and no empty text`, () => {
      for (const [key, template] of Object.entries(catalogue)) {
        assert.ok(key in en, key);
        assert.ok(template.trim() !== '', key);
      }
    });
  }

  test('ru lacks only the quotations, which are Russian themselves', () => {
    const missing = Object.keys(en).filter((key) => !(key in ru));
    assert.ok(missing.every((key) => key.startsWith('clause.')));
  });

  test('titles are translated into both languages or into none', () => {
    assert.deepEqual(Object.keys(titlesRu).toSorted(), Object.keys(titlesKk).toSorted());
    for (const key of Object.keys(titlesRu)) assert.match(key, /^case\.[a-z]/);
  });

  test('Kazakh sentences are Kazakh, Russian ones Russian', () => {
    for (const [key, template] of Object.entries(kk)) {
      if (key.startsWith('clause.') || key.startsWith('reading.')) assert.match(template, /[әғқңөұүһі]/i, key);
    }
    for (const template of Object.values(ru)) assert.doesNotMatch(template, /[әғқңөұүһі]/i);
  });
});

describe('say', () => {
  test('fills in values, in every language', () => {
    const message = { key: 'answer.missing', values: { element: 'result' } };
    assert.equal(say('en', message), 'The answer lacks result.');
    assert.equal(say('ru', message), 'В ответе нет result.');
    assert.equal(say('kk', message), 'Жауапта result жоқ.');
  });

  test('a list that was cut needs no full stop, and what was observed stays as it was', () => {
    assert.equal(say('en', { key: 'answer.missing', values: { element: 'a, b…' } }), 'The answer lacks a, b…');
    assert.equal(say('en', { key: 'answer.missing', values: { element: 'a….b' } }), 'The answer lacks a….b.');
  });

  test('an unknown key prints itself and its values', () => {
    assert.equal(say('ru', { key: 'new.key', values: { a: '1', b: '2' } }), 'new.key (a: 1, b: 2)');
    assert.equal(say('kk', { key: 'toString' }), 'toString');
  });

  test('a value is not a template, a missing one leaves a gap', () => {
    assert.equal(say('en', { key: 'answer.missing', values: { element: '{element}$&' } }), 'The answer lacks {element}$&.');
    for (const lang of LANGS) assert.match(say(lang, { key: 'answer.missing' }), /…/);
  });

  test('chooses the plural form', () => {
    const lines = [1, 2, 5, 21, 111].map((count) => text('ru', 'ui.cut', { count }));
    assert.deepEqual(lines, ['… ещё 1 строка', '… ещё 2 строки', '… ещё 5 строк', '… ещё 21 строка', '… ещё 111 строк']);
    assert.equal(text('en', 'ui.cut', { count: 1 }), '… 1 more line');
    assert.equal(text('kk', 'ui.cut', { count: 3 }), '… тағы 3 жол');
  });

  test('takes the word for a value from a group', () => {
    assert.equal(text('ru', 'ui.in-phase', { phase: 'wait' }), 'этап: ожидание ответа');
    assert.equal(text('en', 'ui.in-phase', { phase: 'other' }), 'while other');
    assert.equal(word('kk', 'suite', 'orders'), 'Тапсырыстар');
  });

  test('a case without a translation keeps the title of its record', () => {
    assert.equal(caseTitle('ru', { id: 'new.case', title: 'something is so' }), 'something is so');
  });
});

test('the advice on a clause follows what was found, and else is the general one', () => {
  const { fix } = explainClause('en', 'RF-req');
  const finding = (key: string, values: Record<string, string> = {}, causeKey: string | null = null) => ({ key, values, causeKey });
  assert.equal(adviceOn('en', 'RF-req', []), fix);
  assert.equal(adviceOn('en', 'RF-req', [finding('refund.filed-anew')]), fix);
  const missing = finding('refund.member-missing', { field: 'Reason', call: 'RefundRequest' });
  assert.match(adviceOn('en', 'RF-req', [missing, missing])!, /^Send Reason in each RefundRequest: [^.]+\.$/);
  const [double, differs] = ['cause.payment-id-double', null].map((cause) =>
    adviceOn('en', 'RF-req', [finding('refund.payment-differs', {}, cause)]),
  );
  assert.match(double!, /JSON\.parse and Number round past 2\^53/);
  assert.match(differs!, /very PaymentId/);
  assert.ok(adviceOn('ru', 'RF-req', [missing, finding('refund.filed-anew')])!.endsWith(explainClause('ru', 'RF-req').fix!));
  const all = ['no-object', 'wrong-path', 'wrong-method', 'not-json'].map((key) => finding(`refund.${key}`));
  assert.equal(adviceOn('kk', 'RF-req', all), explainClause('kk', 'RF-req').fix);
  assert.equal(adviceOn('en', 'no-such-clause', []), undefined);
});
