import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certified, incomplete, notCertified } from './fixtures/records.ts';
import { groupFindings } from './grouping.ts';
import { nextSteps } from './next-steps.ts';
import { renderTerminal } from './terminal.ts';
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

/** `notCertified` with one more failed case a row: its id, the clause that it breaks, and the cause, where one is known. */
function withMore(rows: readonly (readonly [id: string, clause: string, causeKey: string | null])[]) {
  const report = buildReport(notCertified, 'en');
  const shown = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!;
  for (const [id, clause, causeKey] of rows)
    report.cases.push({
      ...shown,
      id,
      findings: [{ ...shown.findings[0]!, key: 'result.unreadable', clause, causeKey, cause: causeKey && `because of ${causeKey}` }],
    });
  return report;
}

test('one objection is one step, however many clauses it breaks', () => {
  const [first, ...rest] = nextSteps(
    withMore([
      ['transport.get', 'TP-1.https', null],
      ['check.payable-found', 'TP-6.txn_id', null],
      ['pay.credits', 'TP-6.txn_id', null],
    ]),
  );
  assert.deepEqual(first?.clauses.toSorted(), ['TP-1.https', 'TP-6.txn_id']);
  assert.deepEqual(first.cases.toSorted(), ['check.payable-found', 'pay.credits', 'transport.get']);
  assert.equal(first.how, undefined, 'advice on one of the clauses would lead astray');
  assert.ok(rest.every(({ cases }) => !cases.includes('pay.credits')));
});

test('known causes stay apart, and what shows none goes with the commonest', () => {
  const steps = nextSteps(
    withMore([
      ['a.one', 'TP-7.7', 'cause.a'],
      ['b.one', 'TP-7.7', 'cause.b'],
      ['b.two', 'TP-6.sum', 'cause.b'],
      ['none', 'TP-6.txn_id', null],
    ]),
  );
  const told = steps.filter(({ how }) => how?.startsWith('because'));
  assert.deepEqual(
    told.map(({ how, cases }) => [how, cases.toSorted()]),
    [
      ['because of cause.b', ['b.one', 'b.two', 'none']],
      ['because of cause.a', ['a.one']],
    ],
  );
});

test('a rounded number is one thing to mend, whichever element it spoils, and stands where it shows the most', () => {
  const report = withMore([
    ['load.one', 'TP-3.concurrency', null],
    ['load.two', 'TP-3.concurrency', null],
    ['sum', 'TP-6.sum', 'cause.double'],
    ['number.one', 'TP-6.txn_id', 'cause.double'],
    ['number.two', 'TP-6.txn_id', 'cause.double'],
  ]);
  for (const { id, findings } of report.cases) if (id === 'sum') findings[0]!.values = { element: 'sum' };
  for (const { id, findings } of report.cases) if (id.startsWith('load')) findings[0]!.key = 'load.rate';
  const mend = nextSteps(report).filter(({ kind }) => kind === 'mend');
  assert.deepEqual(mend[0]?.cases.toSorted(), ['answers.txn-id-18-digits', 'number.one', 'number.two', 'sum']);
  assert.equal(groupFindings(report).violations[0]?.clause.id, 'TP-6.txn_id');
});

test('one cause is one step, however it shows', () => {
  const report = withMore([
    ['a.one', 'TP-7.7', 'cause.a'],
    ['a.two', 'TP-6.txn_id', 'cause.a'],
  ]);
  report.cases.at(-1)!.findings[0]!.key = 'answer.txn-id-type';
  const [first] = nextSteps(report);
  assert.deepEqual(first?.cases.toSorted(), ['a.one', 'a.two']);
});

test('a step says how: by the likely cause, else by the advice on its clause', () => {
  const report = buildReport(notCertified, 'en');
  const repeats = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!.findings[0]!;
  const step = () => nextSteps(report).find(({ at }) => at === 'repeats.on-a-new-connection');
  assert.ok(repeats.cause);
  assert.equal(step()?.how, repeats.cause);
  repeats.cause = repeats.causeKey = null;
  assert.match(step()?.how ?? '', /UNIQUE index on txn_id/);
});

test('a remark that a violation explains is no step of its own', () => {
  const report = withMore([['pay.credits', 'TP-7.5.pay', null]]);
  const remark = report.cases.find(({ verdict }) => verdict === 'remark')!;
  const before = nextSteps(report).filter(({ kind }) => kind === 'improve').length;
  const { values: _, ...finding } = remark.findings[0]!;
  remark.findings = [{ ...finding, key: 'result.unreadable', causeKey: null, blame: 'partner' }];
  const steps = nextSteps(report);
  assert.equal(steps.filter(({ kind }) => kind === 'improve').length, before - 1);
  assert.ok(steps[0]?.cases.includes(remark.id));
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

test('chapters of a side that the profile does not have are named once, and ask for nothing', () => {
  const report = buildReport(notCertified, 'en');
  const before = nextSteps(report);
  const [like] = report.cases;
  report.cases.push({
    ...like!,
    id: 'refund.login',
    suite: 'refund',
    verdict: 'skipped',
    skip: 'not-offered',
    why: 'none',
    whyKey: 'skip.no-client',
    findings: [],
  });
  report.suites.push({ name: 'refund', title: 'Refunds', counts: { passed: 0, failed: 0, remark: 0, inconclusive: 0, skipped: 1 } });
  report.clauses.push({ ...report.clauses[0]!, id: 'RF-req', state: 'not-verified', why: 'none', whyKey: 'skip.no-client', cases: ['refund.login'] });
  assert.deepEqual(nextSteps(report), before);
  const told = renderTerminal(report, 'en', { color: false, width: 100 });
  assert.match(told, /Not part of this run: Refunds\./);
  assert.doesNotMatch(told, /RF-req/);
  assert.equal(told.match(/Refunds/g)?.length, 1);
  const total = (text: string) => /Total.*/.exec(text)![0];
  assert.equal(total(told), total(renderTerminal(buildReport(notCertified, 'en'), 'en', { color: false, width: 100 })));
});

test('a step never stands twice with the same text', () => {
  const report = buildReport(notCertified, 'en');
  const lacking = report.cases.find(({ id }) => id === 'transport.outside-refused')!;
  report.cases.push({ ...lacking, id: 'transport.other', clauses: ['TP-1.xml'], whyKey: 'skip.other' });
  const given = nextSteps(report).filter(({ kind }) => kind === 'give');
  assert.deepEqual(
    given.map(({ cases, clauses }) => [cases, clauses]),
    [
      [
        ['transport.outside-refused', 'transport.other'],
        ['TP-1.source', 'TP-1.xml'],
      ],
    ],
  );
});
