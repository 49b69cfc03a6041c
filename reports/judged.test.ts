import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordEvent, Side } from '../harness/record/events.ts';
import { certified, incomplete } from './fixtures/records.ts';
import { renderMarkdown } from './formats/markdown.ts';
import { renderHtml } from './html.ts';
import { judgedBy, menderOf } from './judged.ts';
import { LANGS, text, word, type Lang } from './messages/index.ts';
import { buildPolyglot, buildReport } from './report.ts';
import { renderTerminal } from './terminal.ts';

/** The record as a run of these sides has it. */
const of = (events: readonly RecordEvent[], sides: Side[]): RecordEvent[] =>
  events
    .filter(({ type }) => type !== 'payment' || sides.includes('partner'))
    .map((event) => {
      if (event.type !== 'run') return event;
      const { kind, edition, ...rest } = event;
      return { ...rest, sides, ...(sides.includes('partner') && kind && edition ? { kind, edition } : {}) };
    });

const told = (events: readonly RecordEvent[], lang: Lang) => {
  const report = buildReport(events, lang);
  return {
    terminal: renderTerminal(report, lang, { color: false, width: 200 }),
    page: renderHtml(buildPolyglot(events, lang)),
    summary: renderMarkdown(report, lang),
  };
};

test('whom a run judges follows from its sides; an older record is of a partner', () => {
  const table: [Side[] | undefined, string][] = [
    [undefined, 'partner'],
    [['partner'], 'partner'],
    [['partner', 'client'], 'partner'],
    [['client'], 'client'],
    [['operator'], 'operator'],
    [['partner', 'operator'], 'both'],
    [['operator', 'client'], 'both'],
  ];
  for (const [sides, judged] of table) assert.equal(judgedBy(sides === undefined ? {} : { sides }), judged);
});

test('an operator’s report speaks to the operator, in every language and format', () => {
  for (const lang of LANGS) {
    const good = told(of(certified, ['operator']), lang);
    for (const [name, print] of Object.entries(good)) {
      assert.ok(print.includes(word(lang, 'next', 'certified-operator')), `${name} ${lang}`);
      assert.ok(!print.includes(`>${word(lang, 'next', 'certified')}<`), `${name} ${lang}`);
      assert.ok(!print.includes(text(lang, 'ui.payments-none')), `${name} ${lang}: it moves no payments`);
    }
    assert.ok(good.page.includes(text(lang, 'ui.subtitle-refund')));
    for (const print of Object.values(told(of(incomplete, ['operator']), lang)))
      assert.ok(print.includes(word(lang, 'means', 'incomplete-operator')));
    assert.equal(menderOf('partner', 'operator', lang), word(lang, 'blame', 'operator'));
    assert.equal(menderOf('partner', 'refund', lang), word(lang, 'blame', 'partner'));
    assert.equal(menderOf('network', 'operator', lang), word(lang, 'blame', 'network'));
  }
});

test('the report of a client of the Refund API names the client, and goes to the operator', () => {
  for (const lang of LANGS) {
    const { page, terminal } = told(of(certified, ['client']), lang);
    assert.ok(page.includes(text(lang, 'ui.subtitle-client')));
    assert.ok(terminal.includes(word(lang, 'next', 'certified')));
    assert.ok(!terminal.includes(text(lang, 'ui.payments-none')));
  }
});

test('where both are judged, neither is taken for the other', () => {
  for (const lang of LANGS) {
    const { terminal, page } = told(of(incomplete, ['partner', 'operator']), lang);
    assert.ok(terminal.includes(word(lang, 'means', 'incomplete-both')));
    assert.ok(page.includes(text(lang, 'ui.subtitle')) && page.includes(text(lang, 'ui.payments-none')));
  }
});
