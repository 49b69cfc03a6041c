import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certified, incomplete, notCertified } from './fixtures/records.ts';
import { nextSteps } from './next-steps.ts';
import { buildPolyglot, buildReport } from './report.ts';

test('violations come first, then what is undecided, what the profile lacks, remarks', () => {
  const steps = nextSteps(buildReport(notCertified, 'en'));
  assert.deepEqual(
    steps.map(({ kind, at, clauses }) => [kind, at, clauses[0]]),
    [
      ['mend', 'answers.txn-id-18-digits', 'TP-6.txn_id'],
      ['mend', 'repeats.on-a-new-connection', 'TP-7.7'],
      ['decide', 'time.within-15-seconds', 'TP-2.timeout'],
      ['give', 'transport.outside-refused', 'TP-1.source'],
      ['improve', 'answers.sum-format', 'TP-6.sum'],
    ],
  );
});

test('what unblocks the most comes first', () => {
  const report = buildReport(notCertified, 'en');
  const [found] = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!.findings;
  const other = report.cases.find(({ id }) => id === 'repeats.at-once')!;
  other.verdict = 'failed';
  other.findings = [found!];
  const [first] = nextSteps(report);
  assert.deepEqual(first?.cases, ['repeats.on-a-new-connection', 'repeats.at-once']);
});

test('what stopped the run is the first thing to do', () => {
  const [first, ...rest] = nextSteps(buildReport(incomplete, 'en'));
  assert.equal(first?.kind, 'stop');
  assert.match(first.what, /no connection to kaspi\.partner\.kz:443/);
  assert.equal(first.cases.length, 8);
  assert.deepEqual(rest, []);
});

test('a skip that asks nothing of anybody is no step', () => {
  const report = buildReport(certified, 'en');
  const skipped = report.cases.find(({ verdict }) => verdict === 'skipped')!;
  skipped.whyKey = 'skip.no-date-header';
  assert.deepEqual(nextSteps(report), []);
});

test('a certified run leaves what was not offered; in every language the same steps', () => {
  const steps = nextSteps(buildPolyglot(certified, 'ru'));
  assert.deepEqual(
    steps.map(({ kind, at }) => [kind, at]),
    [['give', 'transport.outside-refused']],
  );
  assert.match(steps[0]!.what.kk, /partner\.addresses\.outside/);
});
