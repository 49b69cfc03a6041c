import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RecordEvent } from '../harness/record/events.ts';
import { ATTACK, hostile } from './fixtures/hostile.ts';
import { certified, flaky, incomplete, killed, notCertified } from './fixtures/records.ts';
import { day } from './locale.ts';
import { en } from './messages/en.ts';
import { LANGS, text, word, type Lang } from './messages/index.ts';
import { kk } from './messages/kk.ts';
import { ru } from './messages/ru.ts';
import { titlesKk } from './messages/titles.kk.ts';
import { titlesRu } from './messages/titles.ru.ts';
import { EXAMPLES } from './messages/examples.ts';
import { FONTS, newSheet, type Face } from './pdf/sheet.ts';
import { pagesOf } from './pdf.testing.ts';
import { renderPdf } from './pdf.ts';
import { buildReport } from './report.ts';

const records: Record<string, RecordEvent[]> = { certified, notCertified, flaky, incomplete, killed, hostile };

const print = (events: RecordEvent[], lang: Lang) => renderPdf(buildReport(events, lang), lang);
/** Line breaks fall where they like. */
const loose = (content: string) => content.replace(/\s+/g, ' ').trim();

describe('renderPdf', () => {
  for (const lang of LANGS) {
    test(`a certificate on one page, and the report behind it, in ${lang}`, async () => {
      const pages = await pagesOf(await print(certified, lang));
      const first = loose(pages[0]!);
      for (const part of [text(lang, 'ui.certificate'), word(lang, 'verdict', 'certified'), day(lang, '2026-11-24T05:00:12.400Z'), 'ТОО «Пример»'])
        assert.ok(first.includes(part), `${part} in ${first}`);
      assert.ok(first.includes(loose(text(lang, 'ui.not-verified-count', { list: '' })).slice(2)), 'no sentence of it is cut');
      assert.ok(loose(pages[1]!).startsWith(text(lang, 'ui.title')));
      assert.ok(pages.every((page, at) => at === 0 || page.includes(text(lang, 'ui.sheet', { page: at + 1, pages: pages.length }))));
    });
  }

  test('findings stand in it with quotation, cause, exchange and command', async () => {
    const all = loose((await pagesOf(await print(notCertified, 'kk'))).join(' '));
    assert.ok(all.includes(text('kk', 'ui.statement')) && !all.includes(text('kk', 'ui.certificate')));
    for (const part of ['100000000000000007', 'Номер Платежа в системе', 'prv_txn 1002', 'curl -sS -i', text('kk', 'ui.how'), 'Ықтимал себебі'])
      assert.ok(all.includes(part), part);
  });

  test('each try of a case that was tried again, with what it found', async () => {
    for (const lang of LANGS) {
      const all = loose((await pagesOf(await print(flaky, lang))).join(' '));
      const line = text(lang, 'ui.tries-flaky', { failed: 2, count: 3 });
      assert.equal(all.split(line).length, 3, 'at the finding, and in the list of cases');
      const tries = ['failed', 'passed', 'failed'].map(
        (verdict, at) => `${text(lang, 'ui.try', { number: at + 1 })} · ${word(lang, 'case-verdict', verdict)}`,
      );
      assert.match(all, new RegExp(`${line} ${tries[0]!}.*${tries[1]!}.*${tries[2]!}.*prv_txn 1003.*${text(lang, 'ui.exchange')} 7`), lang);
    }
  });

  test('a run of the Refund API alone certifies nothing of check/pay', async () => {
    const report = buildReport(certified, 'en');
    delete report.kind;
    delete report.edition;
    for (const [side, opening] of [
      ['operator', /This certifies that the Refund API of/],
      ['client', /This certifies that the client of the Refund API of/],
    ] as const) {
      const [first] = await pagesOf(await renderPdf({ ...report, sides: [side] }, 'en'));
      assert.match(first!, opening);
      assert.doesNotMatch(first!, /check\/pay|Edition|Payments of this run/i);
    }
  });

  test('what is waived stands beside the verdict, on the first page too', async () => {
    const waiver = {
      case: 'repeats.on-a-new-connection',
      reason: 'the release of January',
      owner: 'A. Bekova',
      ticket: 'PAY-17',
      expiry: '2026-12-31',
      cases: ['repeats.on-a-new-connection'],
    };
    const pages = await pagesOf(await renderPdf(buildReport(notCertified, 'ru', { waivers: [waiver] }), 'ru'));
    for (const page of pages.slice(0, 2)) assert.match(page, /repeats\.on-a-new-connection.*2026-12-31/);
    assert.match(pages[1]!, /A\. Bekova/);
  });

  test('what was observed is marked where it differs', async () => {
    const report = buildReport(notCertified, 'en');
    const [found] = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!.findings;
    Object.assign(found!, { expected: 'txn_id 100000000000000007, ledger 1', observed: 'txn_id 100000000000000007, ledger 2 (line 5: 3.00)' });
    assert.match((await pagesOf(await renderPdf(report, 'en'))).join(' '), /ledger 2 \(line 5: 3\.00\)\s+\^{16}(?!\^)/);
    Object.assign(found!, { expected: 'x', observed: 'y' });
    assert.doesNotMatch((await pagesOf(await renderPdf(report, 'en'))).join(' '), / y \^/);
  });

  test('the same record gives the same bytes, another language others', async () => {
    const [one, two, other] = await Promise.all([print(notCertified, 'ru'), print(notCertified, 'ru'), print(notCertified, 'kk')]);
    assert.ok(one.equals(two));
    assert.ok(!one.equals(other));
  });

  test('whatever the partner sent, it is text', async () => {
    for (const events of [hostile, incomplete, killed]) {
      const report = buildReport(events, 'en');
      report.partner = `${report.partner}${'Ж'.repeat(4000)}`;
      report.target = `${report.target}${ATTACK.repeat(40)}`;
      const bytes = await renderPdf(report, 'en');
      const pages = await pagesOf(bytes);
      assert.ok(loose(pages[1]!).startsWith(text('en', 'ui.title')), 'the certificate keeps to its page');
      assert.doesNotMatch(pages.join(''), /[\u0000-\u0008\u000b-\u001f\u202e]/);
      assert.doesNotMatch(bytes.toString('latin1'), /\/(JavaScript|JS|Launch|URI|OpenAction)\b/);
    }
  });
});

test('every character of the catalogues has a glyph in the faces that print it', () => {
  const sheet = newSheet(buildReport(certified, 'en'), '');
  sheet.doc.addPage();
  const texts = [en, ru, kk, titlesRu, titlesKk, EXAMPLES].flatMap((catalogue) => Object.values(catalogue as Record<string, string>));
  const characters = [...new Set(texts.join('').replaceAll('\n', '')), '⟨', '⟩', '\u00a0', '→', '←'].join('');
  assert.ok(/[әғқңөұүһі₸]/.test(characters));
  for (const face of Object.keys(FONTS) as Face[]) assert.equal(sheet.legible(characters, face), characters.replace('\u00ad', ''), face);
  assert.equal(sheet.legible('✓✕?', 'bold'), '✓✕?');
  assert.equal(sheet.legible('語', 'body'), '⟨U+8A9E⟩');
  sheet.doc.end();
});

for (const [name, events] of Object.entries(records)) {
  test(`${name}: every language has the same verdict, keys, figures and digest`, () => {
    const facts = LANGS.map((lang) => {
      const { verdict, reasonKeys, summary, money, profileDigest, clauses, cases } = buildReport(events, lang);
      const found = cases.map((each) => [
        each.id,
        each.verdict,
        each.whyKey,
        each.findings.map(({ key, causeKey, expected, observed }) => [key, causeKey, expected, observed]),
      ]);
      return { verdict, reasonKeys, summary, money, profileDigest, states: clauses.map(({ id, state }) => [id, state]), found };
    });
    assert.deepEqual(facts[1], facts[0]);
    assert.deepEqual(facts[2], facts[0]);
  });
}
