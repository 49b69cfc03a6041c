import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { UsageError } from '../../harness/index.ts';
import { exported, machineReadable, type Data } from '../k6-shim-figures.testing.ts';
import { readK6Summary } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'paycert-k6-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const FILE = join(folder, 'summary.json');

function told(content: unknown) {
  writeFileSync(FILE, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return readK6Summary(FILE);
}

const counter = (count: number) => ({ type: 'counter' as const, contains: 'default', values: { count, rate: count / 10 } });

/** 100 payments in 10 s: 97 credited, 2 refused, one turned away. */
const ours = (): Data & { paycert: Record<string, unknown> } => ({
  root_group: { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: [], checks: [] },
  options: { summaryTrendStats: ['med', 'p(99)', 'max'], summaryTimeUnit: '', noColor: false },
  state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: 10_000 },
  metrics: {
    http_reqs: counter(100),
    http_req_duration: {
      type: 'trend',
      contains: 'time',
      values: { avg: 6, med: 5, 'p(90)': 8, 'p(95)': 9, 'p(99)': 20, max: 40.5 },
      thresholds: { 'max<15000': { ok: true } },
    },
    http_req_failed: { type: 'rate', contains: 'default', values: { rate: 0.01, passes: 1, fails: 99 }, thresholds: { 'rate==0': { ok: false } } },
    checks: { type: 'rate', contains: 'default', values: { rate: 0.99, passes: 588, fails: 12 } },
    payments_credited: counter(97),
    payments_refused: counter(2),
    answers_bad_status: counter(1),
  },
  paycert: {
    format: 1,
    url: 'https://partner.kz/pay',
    first: '41250317899',
    shape: 'pace',
    connections: 15,
    perSecond: 10,
    sum: '1.00',
    finishedAt: '2026-11-24T10:20:30.5Z',
  },
});

test('the three summaries of k6 tell the same, as far as each of them tells it', () => {
  const data = told(ours());
  assert.deepEqual(data.kinds, { credited: 97, refused: 2, processing: 0, wrong: 0, crossed: 0, limited: 0, status: 1, timeout: 0, broken: 0 });
  const { digest, ...source } = data.source;
  assert.match(digest, /^sha256:[0-9a-f]{64}$/);
  const finishedAt = '2026-11-24T10:20:30.500Z';
  assert.deepEqual(source, { tool: 'k6', form: 'data', script: 'paycert', file: 'summary.json', numbers: '41250317899', finishedAt });
  assert.deepEqual([data.sent, data.failed, data.durationMs, data.below, data.missed], [100, 1, 10_000, 15_000, ['http_req_failed: rate==0']]);
  assert.deepEqual([data.serviceMs, data.meanMs], [{ p50: 5, p90: 8, p95: 9, p99: 20, max: 40.5 }, 6]);
  assert.deepEqual([data.shape, data.perSecond, data.connections, data.sum, data.url], ['pace', 10, 15, '1.00', 'https://partner.kz/pay']);

  const flat = told(exported(ours()));
  const beside = { url: undefined, sum: undefined, shape: 'unknown', connections: null, perSecond: 0 };
  assert.deepEqual({ ...flat, source: null }, { ...dropUndefined({ ...data, ...beside }), source: null });
  assert.deepEqual([flat.source.form, flat.source.finishedAt], ['export', undefined]);

  const machine = told(machineReadable(ours()));
  assert.deepEqual([machine.kinds, machine.sent, machine.failed, machine.durationMs], [data.kinds, 100, 1, 10_000]);
  assert.deepEqual([machine.serviceMs, machine.missed, machine.source.version], [{ ...data.serviceMs, p99: null }, [], '2.3.0']);
});

const dropUndefined = (of: object) => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));

test('a script of somebody else has no kinds, and whatever is not in its summary is not known', () => {
  const data = told({ metrics: { http_reqs: { count: 5, rate: 0.5 } } });
  assert.deepEqual([data.source.script, data.kinds, data.failed, data.durationMs, data.dropped], ['other', undefined, undefined, 10_000, 0]);
  assert.deepEqual(data.serviceMs, { p50: null, p90: null, p95: null, p99: null, max: null });
});

/** The summary with one member of it changed: `metrics.http_reqs.values.count`. */
function changed(path: string, value: unknown): unknown {
  const data = structuredClone(ours()) as unknown as Record<string, unknown>;
  const steps = path.split('/');
  let at = data;
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string, unknown>;
  at[steps.at(-1)!] = value;
  return data;
}

const raw = (path: string, text: string) => JSON.stringify(changed(path, '‹here›')).replace('"‹here›"', text);

test('what is no summary, no figure, or contradicts itself is refused, and the message says where', () => {
  const table: [content: unknown, key: string, values: Record<string, string>][] = [
    ['', 'usage.k6-malformed', {}],
    ['null', 'usage.k6-form', {}],
    ['[1,2]', 'usage.k6-form', {}],
    ['{"metrics":[]}', 'usage.k6-form', {}],
    ['{"metrics":{}}', 'usage.k6-nothing', {}],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'usage.k6-malformed', { problem: 'UTF-8' }],
    ['x'.repeat(9 * 1024 * 1024), 'usage.k6-too-large', { most: '8' }],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'usage.k6-deep', {}],
    ['{"metric":"vus","type":"Point"}\n{"metric":"vus"}', 'usage.k6-points', {}],
    [{ version: '2.0.0', results: { metrics: [] } }, 'usage.k6-version', { written: '"2.0.0"' }],
    [{ version: '1.0.0', results: { metrics: [] } }, 'usage.k6-nothing', {}],
    [{ version: '1.0.0', results: { metrics: [{ name: 'http_reqs' }] } }, 'usage.k6-value', { field: 'results.metrics[0].values', wanted: 'object' }],
    [{ metrics: { http_reqs: { count: 1, rate: 1 }, vus: { values: { value: 1 } } } }, 'usage.k6-form', {}],
    [{ metrics: { http_reqs: { count: 1, rate: 0 } } }, 'usage.k6-value', { field: 'metrics.http_reqs.rate' }],
    [changed('metrics/http_reqs/values/count', 0), 'usage.k6-nothing', {}],
    [changed('metrics/http_reqs/values/count', 1.5), 'usage.k6-value', { field: 'metrics.http_reqs.values.count', written: '1.5', wanted: 'count' }],
    [changed('metrics/http_reqs/values/count', -1), 'usage.k6-value', { written: '-1' }],
    [changed('metrics/http_reqs/values/count', '100'), 'usage.k6-value', { written: '"100"' }],
    [raw('metrics/http_reqs/values/count', '1e999'), 'usage.k6-value', { written: 'Infinity' }],
    [raw('metrics/http_req_duration/values/max', '1e999'), 'usage.k6-value', { field: 'metrics.http_req_duration.values.max', wanted: 'number' }],
    [changed('metrics/http_req_duration/values/med', -5), 'usage.k6-value', { written: '-5' }],
    [
      changed('metrics/http_req_duration/values/p(95)', 30),
      'usage.k6-contradiction',
      { field: 'metrics.http_req_duration.values.p(95)', other: 'p(99)', most: '20' },
    ],
    [changed('metrics/payments_credited/values/count', 98), 'usage.k6-contradiction', { written: '101', other: 'http_reqs', most: '100' }],
    [changed('metrics/http_req_failed/values/passes', 40), 'usage.k6-contradiction', { field: 'http_req_failed: passes + fails' }],
    [
      changed('metrics/http_req_failed/values', { rate: 0.1, passes: 10, fails: 90 }),
      'usage.k6-contradiction',
      { field: 'http_req_failed', written: '10', most: '1' },
    ],
    [changed('metrics/checks/values', { rate: 0.5, passes: 300, fails: 300 }), 'usage.k6-contradiction', { field: 'checks: fails', most: '18' }],
    [
      changed('metrics/checks/values', { rate: 1, passes: 9_000, fails: 0 }),
      'usage.k6-contradiction',
      { field: 'checks: passes + fails', most: '600' },
    ],
    [
      changed('metrics/http_req_failed/thresholds', { 'rate==0': false }),
      'usage.k6-value',
      { field: 'metrics.http_req_failed.thresholds.rate==0.ok', wanted: 'yes-or-no' },
    ],
    [changed('paycert/format', 2), 'usage.k6-value', { field: 'paycert.format' }],
    [changed('paycert/url', 'file:///etc/passwd'), 'usage.k6-value', { field: 'paycert.url', wanted: 'url' }],
    [changed('paycert/shape', 'toString'), 'usage.k6-value', { field: 'paycert.shape' }],
    [changed('paycert/sum', '1e3'), 'usage.k6-value', { field: 'paycert.sum' }],
    [changed('paycert/first', '41x'), 'usage.k6-value', { field: 'paycert.first' }],
    [changed('paycert/connections', 0), 'usage.k6-value', { field: 'paycert.connections' }],
    [changed('paycert/finishedAt', 'yesterday'), 'usage.k6-value', { field: 'paycert.finishedAt' }],
    [
      changed('paycert', { ...ours().paycert, shape: 'burst', connections: 200 }),
      'usage.k6-contradiction',
      { field: 'paycert.connections', most: '100' },
    ],
    [changed('metrics', { http_reqs: ours().metrics['http_reqs'] }), 'usage.k6-value', { field: 'metrics.payments_credited.values.count' }],
  ];
  for (const [content, key, values] of table) {
    const name = `${key} ${JSON.stringify(values)}`;
    assert.throws(
      () => told(content),
      (error) => {
        assert.ok(error instanceof UsageError, `${name}: ${String(error)}`);
        const [message] = error.messages;
        assert.deepEqual([message.key, message.values?.['file']], [key, FILE], name);
        for (const [value, wanted] of Object.entries(values)) assert.equal(message.values?.[value], wanted, name);
        return true;
      },
    );
  }
});

test('names that every object has are no members of a file', () => {
  const data = JSON.parse('{"metrics":{"http_reqs":{"count":1,"rate":1},"__proto__":{"count":1},"constructor":{"count":3}}}') as unknown;
  assert.equal(told(JSON.stringify(data)).sent, 1);
  assert.throws(() => told('{"metrics":{"__proto__":{"values":{}}}}'), UsageError);
});
