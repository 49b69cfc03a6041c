import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runUnderShim, type Form, type K6Run } from '../load/k6-shim.testing.ts';
import type { Report } from '../reports/index.ts';
import { validateReport } from '../schemas/index.ts';
import { startPartner, type PartnerOptions } from '../simulators/index.ts';
import { paycert, recordIn, scratch } from './run.testing.ts';

/** The script for k6, run by the shim against a simulated partner, and then the command on what it has left. */

const SCRIPT = new URL('../load/k6/payments.ts', import.meta.url);
const HERE = 'http://127.0.0.1:9/payment_app.cgi';

interface Measured extends K6Run {
  url: string;
}

async function measured(env: Record<string, string>, options: PartnerOptions = {}, form?: Form): Promise<Measured> {
  const partner = await startPartner(options);
  try {
    const told = await runUnderShim(SCRIPT, { URL: `${partner.url}?token=a-secret-of-somebody`, ACCOUNT: '4957835959', ROUND: '1', ...env }, form);
    return { ...told, url: partner.url };
  } finally {
    await partner.close();
  }
}

/** A file with this in it, whatever it is. */
function fileOf(content: unknown): string {
  const file = join(scratch(), 'summary.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function judged(
  content: unknown,
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string; report: Report; out: string }> {
  const out = scratch();
  const { code, stdout, stderr } = await paycert(['load', '--from-k6', fileOf(content), '--out', out, '--lang', 'en', ...args]);
  assert.ok((code !== null && code < 2) || code === 3, stderr);
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
  assert.deepEqual(validateReport(report), []);
  return { code, stdout, stderr, report, out };
}

const verdicts = ({ cases }: Report) =>
  Object.fromEntries(cases.filter(({ suite }) => suite === 'load').map(({ id, verdict }) => [id.slice('load.'.length), verdict]));

const OPEN = { 'in-parallel': 'skipped', steady: 'skipped', 'repeats-afterwards': 'skipped', 'credited-once': 'skipped' };

test('a good burst passes what its summary shows, and says why the rest is open', async () => {
  const { files, url } = await measured({ SHAPE: 'burst', CONNECTIONS: '10' });
  assert.doesNotMatch(files['summary.json']!, /a-secret/);
  const { code, stdout, report, out } = await judged(files['summary.json'], '--format', 'list,json,html,pdf');
  assert.equal(code, 0);
  const open = { 'right-answers': 'skipped', 'expected-rate': 'skipped' };
  assert.deepEqual(verdicts(report), { 'served-at-once': 'passed', 'in-time': 'passed', 'no-errors': 'passed', ...open, ...OPEN });
  for (const { id, why } of report.cases.filter(({ suite, verdict }) => suite === 'load' && verdict === 'skipped')) assert.ok(why, id);
  const { load, summary, target, verdict } = report;
  assert.deepEqual([load!.sent, load!.answered, load!.wrong, load!.cpuMicrosPerRequest, load!.source?.script], [30, 30, 0, null, 'paycert']);
  assert.deepEqual([summary.payments, summary.total, summary.exchanges, target, verdict], [30, '30.00', 0, url, 'incomplete']);
  assert.match(stdout, /Measured by\s+k6, with the script of paycert, not by paycert/);
  assert.match(stdout, /load\.steady: A summary of k6 has no course of time/);
  const html = readFileSync(join(out, 'report.html'), 'utf8');
  assert.match(html, /The figures of the load come from k6, out of the file summary\.json/);
  assert.doesNotMatch(html, /<svg/);
  assert.equal(recordIn(out).filter(({ type }) => type === 'exchange').length, 0);

  const again = scratch();
  const remade = await paycert(['report', out, '--out', again, '--format', 'json', '--lang', 'en']);
  assert.equal(remade.code, 0, remade.stderr);
  assert.deepEqual(JSON.parse(readFileSync(join(again, 'report.json'), 'utf8')), report);
});

test('a pace that is kept up passes in each form of summary that k6 writes', async () => {
  const pace = { SHAPE: 'pace', RATE: '10', DURATION: '1', CONNECTIONS: '3' };
  const [data, machine] = [await measured(pace), await measured(pace, {}, 'machine-readable')];
  const open = { 'served-at-once': 'skipped', 'right-answers': 'skipped' };
  const passed = { 'in-time': 'passed', 'no-errors': 'passed', ...open, ...OPEN };
  const whole = await judged(data.files['summary.json']);
  assert.deepEqual([whole.code, verdicts(whole.report)], [0, { ...passed, 'expected-rate': 'passed' }]);
  const other = await judged(machine.files['summary.json']);
  assert.deepEqual([other.code, verdicts(other.report)], [0, { ...passed, 'expected-rate': 'passed' }]);
  const { serviceMs, source } = other.report.load!;
  assert.deepEqual([serviceMs.p99, serviceMs.p95 === null, source?.version], [null, false, '2.3.0']);
  // --summary-export has k6's own figures alone: neither the address nor the shape.
  const bare = await judged(data.exported, data.url);
  assert.deepEqual([bare.code, bare.report.load!.shape, verdicts(bare.report)], [0, 'unknown', { ...passed, 'expected-rate': 'skipped' }]);
  assert.deepEqual([bare.report.load!.sent, bare.report.load!.source?.form], [data.data.metrics['http_reqs']!.values['count'], 'export']);
  assert.ok(bare.report.notes.some(({ key }) => key === 'note.load-sum'));
});

test('crossed answers and 503s fail, each by its case', async () => {
  const crossed = await measured({ SHAPE: 'burst', CONNECTIONS: '12' }, { fault: 'answers-crossed' });
  const wrong = await judged(crossed.files['summary.json']);
  assert.deepEqual([wrong.code, verdicts(wrong.report)['right-answers'], wrong.report.verdict], [1, 'failed', 'not-certified']);
  const keys = wrong.report.cases.find(({ id }) => id === 'load.right-answers')!.findings.map(({ key }) => key);
  assert.ok(keys.includes('load.crossed'), keys.join());
  assert.ok(wrong.report.load!.wrong! > 0);

  const turned = await measured({ SHAPE: 'burst', CONNECTIONS: '12' }, { fault: 'eight-at-once' });
  const lost = await judged(turned.files['summary.json']);
  const told = verdicts(lost.report);
  assert.deepEqual([lost.code, told['served-at-once'], told['no-errors'], told['right-answers']], [1, 'failed', 'failed', 'skipped']);
  const [finding] = lost.report.cases.find(({ id }) => id === 'load.no-errors')!.findings;
  assert.deepEqual([finding!.key, finding!.causeKey], ['load.told-errors', 'cause.turned-away']);
});

test('a script of somebody else decides only what its figures say, and never the whole', async () => {
  const foreign = (failed: number, max: number) => ({
    metrics: {
      http_reqs: { type: 'counter', contains: 'default', values: { count: 100, rate: 10 } },
      http_req_duration: { type: 'trend', contains: 'time', values: { med: 5, 'p(90)': 9, 'p(95)': 11, max } },
      http_req_failed: { type: 'rate', contains: 'default', values: { rate: failed / 100, passes: failed, fails: 100 - failed } },
    },
    root_group: { name: '', path: '', id: '', groups: [], checks: [] },
    state: { testRunDurationMs: 10_000 },
  });
  const good = await judged(foreign(0, 900), HERE);
  const open = { 'served-at-once': 'skipped', 'expected-rate': 'skipped', ...OPEN };
  assert.deepEqual([good.code, verdicts(good.report)], [3, { ...open, 'in-time': 'passed', 'no-errors': 'passed', 'right-answers': 'inconclusive' }]);
  assert.deepEqual([good.report.load!.wrong, good.report.load!.shapes[0]!.payments, good.report.summary.payments], [null, null, 0]);
  const failing = await judged(foreign(3, 900), HERE);
  assert.deepEqual([failing.code, verdicts(failing.report)['no-errors'], verdicts(failing.report)['in-time']], [3, 'inconclusive', 'inconclusive']);
  const slow = await judged(foreign(0, 15_500), HERE);
  assert.deepEqual([slow.code, verdicts(slow.report)['in-time']], [1, 'failed']);
});

test('texts of the file do nothing to a terminal or a page', async () => {
  const nasty = '\u001b[31m<script>alert(1)</script>\u202e';
  const { report, stdout, stderr, out } = await judged(
    {
      version: '1.0.0',
      metadata: { k6Version: nasty, generatedAt: '2026-11-24T10:20:30Z' },
      config: { duration: 10 },
      results: { metrics: [{ name: 'http_reqs', type: 'counter', contains: 'default', values: { count: 9 } }] },
    },
    HERE,
  );
  const crossed = { metrics: { http_reqs: { count: 9, rate: 1, thresholds: { [nasty]: true } } } };
  const other = await judged(crossed, HERE, '--lang', 'kk');
  assert.equal(report.load!.source!.version, nasty);
  assert.ok(other.report.notes.some(({ message }) => message.includes(nasty)));
  for (const text of [stdout, stderr, other.stdout, other.stderr]) assert.doesNotMatch(text, /[\u001b\u202e]/);
  for (const folder of [out, other.out]) assert.doesNotMatch(readFileSync(join(folder, 'report.html'), 'utf8'), /<script>alert|\u202e/);
});

test('what the command line and the file say has to be about one partner', async () => {
  const { files, url } = await measured({ SHAPE: 'pace', RATE: '5', DURATION: '1', CONNECTIONS: '1' });
  const file = fileOf(files['summary.json']);
  const profile = (answers: string) => {
    const path = join(scratch(), 'partner.json');
    const partner = { name: 'ТОО «Пример»', url: `${url}?tenant=1`, answers, accounts: { payable: ['4957835959'] }, expectedPaymentsPerMinute: 100 };
    writeFileSync(path, JSON.stringify({ partner }));
    return path;
  };
  const named = await judged(files['summary.json'], '--profile', profile('xml'));
  assert.deepEqual([named.code, named.report.partner, verdicts(named.report)['expected-rate']], [0, 'ТОО «Пример»', 'passed']);
  const table: [args: string[], says: RegExp][] = [
    [[file, '--profile', profile('json')], /reads XML, and the profile says answers: json/],
    [[file, HERE], /is about http:\/\/127\.0\.0\.1:\d+\/payment_app\.cgi, and the run about http:\/\/127\.0\.0\.1:9/],
    [[file, '--shape', 'pace'], /from-k6.*shape|shape.*from-k6/],
    [[file, '--account', '1'], /from-k6.*account|account.*from-k6/],
    [[fileOf({ metrics: { http_reqs: { count: 5, rate: 1 } } })], /does not say which partner it is about/],
    [[join(scratch(), 'none.json')], /--from-k6: there is no file .*none\.json/],
    [[fileOf('{"metrics":')], /summary\.json: this is not JSON/],
    [[fileOf('{"type":"Metric","data":{},"metric":"vus"}\n{"type":"Point"}')], /single points of k6 run --out json/],
  ];
  for (const [args, says] of table) {
    const { code, stderr } = await paycert(['load', '--lang', 'en', '--out', scratch(), '--from-k6', ...args]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, says);
  }
});
