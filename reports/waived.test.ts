import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordEvent } from '../harness/record/events.ts';
import { notCertified } from './fixtures/records.ts';
import { renderHtml } from './html.ts';
import { LANGS, text } from './messages/index.ts';
import type { ReportWaiver } from './model.ts';
import { buildPolyglot, buildReport } from './report.ts';
import { renderTerminal } from './terminal.ts';

const waiver: ReportWaiver = {
  case: 'repeats.on-a-new-connection',
  reason: 'agreed <b>until</b> release 7\u001b[2J',
  owner: 'А. Бекова',
  ticket: 'PAY-17',
  expiry: '2026-12-31',
  cases: ['repeats.on-a-new-connection'],
};
const again: RecordEvent = { type: 'try', case: 'answers.txn-id-18-digits', number: 2, verdict: 'passed', durationMs: 3 };
const events = [...notCertified.slice(0, -1), again, notCertified.at(-1)!];

test('a waiver stands beside the verdict in every language, as harmless text', () => {
  for (const lang of LANGS) {
    const report = buildReport(events, lang, { waivers: [waiver] });
    const [terminal, html] = [
      renderTerminal(report, lang, { color: false, width: 100 }),
      renderHtml(buildPolyglot(events, lang, { waivers: [waiver] })),
    ];
    for (const each of [terminal, html]) {
      assert.ok(each.includes(text(lang, 'ui.waivers')), lang);
      assert.ok(each.includes('PAY-17') && each.includes('2026-12-31') && each.includes('А. Бекова'), lang);
      assert.ok(!each.includes('\u001b'));
    }
    assert.ok(!html.includes('<b>until'));
  }
});

test('a waived failure is told among the remarks, and the case stays failed', () => {
  const report = buildReport(events, 'en', { waivers: [waiver] });
  const of = report.cases.find(({ id }) => id === waiver.case)!;
  assert.equal(of.verdict, 'failed');
  assert.deepEqual(of.waived, waiver);
  const terminal = renderTerminal(report, 'en', { color: false, width: 100 });
  assert.match(terminal, /Violations 1\n[^]*Remarks 2\n[^]*repeats\.on-a-new-connection[^]*Waived 1/);
  assert.match(terminal, /flaky: failed in 1 of 2 tries/);
  assert.deepEqual(report.cases.find(({ id }) => id === again.case)!.tries, ['failed', 'passed']);
});

test('the end that the harness gives is the report’s', () => {
  const end = notCertified.at(-1)!;
  assert.ok(end.type === 'end');
  const milder = { ...end, verdict: 'certified-with-remarks' as const, reasons: [{ key: 'reason.waived', values: { count: '1', cases: 'x' } }] };
  const report = buildReport(events, 'en', { waivers: [waiver], end: milder });
  assert.deepEqual([report.verdict, report.reasons], ['certified-with-remarks', ['1 failed case is waived: x']]);
});
