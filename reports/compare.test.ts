import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseVerdict, RecordEvent } from '../harness/record/events.ts';
import { compareReports } from './compare.ts';
import { renderComparison, renderComparisonMarkdown } from './comparison.ts';
import { ATTACK, hostile } from './fixtures/hostile.ts';
import { certified, notCertified } from './fixtures/records.ts';
import { LANGS } from './messages/index.ts';
import type { Report } from './model.ts';
import { buildReport } from './report.ts';

const good = buildReport(certified, 'en');
const bad = buildReport(notCertified, 'en');
const ids = (changes: readonly { case: string }[]) => changes.map((each) => each.case);
const kinds = (before: Report, after: Report) => {
  const { new: fresh, fixed, still, changed, unseen, fails } = compareReports(before, after);
  return { new: ids(fresh), fixed: ids(fixed), still: ids(still), changed: ids(changed), unseen: ids(unseen), fails };
};
/** The report with one case made otherwise. */
const withCase = (report: Report, id: string, change: Partial<Report['cases'][number]>): Report => ({
  ...report,
  cases: report.cases.map((each) => (each.id === id ? { ...each, ...change } : each)),
});
const failures = ['answers.txn-id-18-digits', 'repeats.on-a-new-connection'];

test('what fails now and did not before is new, and the other way round fixed', () => {
  const others = ['time.within-15-seconds', 'answers.sum-format'];
  assert.deepEqual(kinds(good, bad), { new: failures, fixed: [], still: [], changed: others, unseen: [], fails: true });
  assert.deepEqual(kinds(bad, good), { new: [], fixed: failures, still: [], changed: others, unseen: [], fails: false });
  assert.deepEqual(kinds(bad, bad), { new: [], fixed: [], still: failures, changed: [], unseen: [], fails: false });
  assert.deepEqual(kinds(good, good), { new: [], fixed: [], still: [], changed: [], unseen: [], fails: false });
});

test('a failing case that violates another clause fails anew; one that violates less does not', () => {
  const id = failures[0]!;
  const [first] = bad.cases.find((each) => each.id === id)!.findings;
  const more = withCase(bad, id, { findings: [first!, { ...first!, key: 'answer.missing', clause: 'TP-6.result' }] });
  assert.deepEqual([kinds(bad, more).changed, kinds(bad, more).fails], [[id], true]);
  assert.deepEqual([kinds(more, bad).changed, kinds(more, bad).fails], [[id], false]);
  const otherNumber = withCase(bad, id, { findings: [{ ...first!, observed: '7', exchanges: [99] }] });
  assert.deepEqual(kinds(bad, otherNumber).still, failures);
});

test('what this run does not tell is not fixed', () => {
  for (const verdict of ['skipped', 'inconclusive'] satisfies CaseVerdict[])
    assert.deepEqual(kinds(bad, withCase(bad, failures[0]!, { verdict })).unseen, [failures[0]]);
  const gone = { ...bad, cases: bad.cases.filter(({ id }) => id !== failures[0]) };
  assert.deepEqual(kinds(bad, gone).unseen, [failures[0]]);
  assert.deepEqual(kinds(gone, bad).new, [failures[0]]);
});

test('a waived failure is set aside, whatever it did before, and is not taken for fixed', () => {
  const waived = { case: failures[0]!, reason: 'r', owner: 'o', ticket: 't', expiry: '2026-12-31', cases: [failures[0]!] };
  const after = withCase(bad, failures[0]!, { waived });
  for (const [before, rest] of [
    [good, { new: [failures[1]], still: [], fails: true }],
    [bad, { new: [], still: [failures[1]], fails: false }],
  ] as const) {
    const { new: fresh, still, fixed, waived: aside, fails } = compareReports(before, after);
    assert.deepEqual({ new: ids(fresh), still: ids(still), fails }, rest);
    assert.deepEqual([ids(aside), ids(fixed), aside[0]!.waiver?.ticket], [[failures[0]], [], 't']);
  }
  for (const print of [
    renderComparison(compareReports(good, after), 'en', { color: false, width: 90 }),
    renderComparisonMarkdown(compareReports(good, after), 'en'),
  ])
    assert.match(print, /Waived[^]*answers\.txn-id-18-digits[^]*Waived until 2026-12-31 by o \\?\(t\\?\): r/);
  assert.deepEqual(kinds(after, withCase(bad, failures[0]!, { verdict: 'passed' })).fixed, [failures[0]]);
});

test('load figures count where they moved by more than they do by themselves', () => {
  const load = (latency: number, rate: number, wrong = 0) =>
    ({
      ...good,
      load: { sent: 1000, requestsPerSecond: rate, wrong, latencyMs: { p50: latency, p95: latency * 2, max: 9000 }, note: 'x' },
    }) as unknown as Report;
  const moved = (a: Report, b: Report) => compareReports(a, b).load.map(({ figure, direction }) => `${figure} ${direction}`);
  assert.deepEqual(moved(load(50, 400), load(57, 390)), []);
  assert.deepEqual(moved(load(1, 400), load(4, 400)), [], 'three milliseconds are nobody’s wait');
  assert.deepEqual(moved(load(50, 400), load(80, 300, 2)), ['requestsPerSecond worse', 'wrong worse', 'latencyMs.p50 worse', 'latencyMs.p95 worse']);
  assert.deepEqual(moved(load(80, 300), load(50, 400)), ['requestsPerSecond better', 'latencyMs.p50 better', 'latencyMs.p95 better']);
  assert.deepEqual(moved(good, load(50, 400)), []);
});

test('it prints in every language, with tries, and makes hostile texts harmless', () => {
  const again: RecordEvent = { type: 'try', case: failures[0]!, number: 2, verdict: 'passed', durationMs: 1 };
  const comparison = compareReports(good, buildReport([...notCertified.slice(0, -1), again, notCertified.at(-1)!], 'en'));
  assert.match(
    renderComparison(comparison, 'en', { color: false, width: 90 }),
    /Newly failing 2[^]*✗ answers\.txn-id-18-digits: passed → failed\n {4}flaky: failed in 1 of 2 tries[^]*2 new/,
  );
  for (const lang of LANGS) {
    const attacked = compareReports(good, buildReport(hostile, lang));
    for (const text of [renderComparison(attacked, lang, { color: false, width: 90 }), renderComparisonMarkdown(attacked, lang)]) {
      assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      assert.ok(!text.includes(ATTACK));
    }
    assert.doesNotMatch(renderComparisonMarkdown(attacked, lang).replace(/(?<![\\`])(`+) [^\n]*? \1(?!`)/g, ''), /<[a-z/!]/i);
  }
});
