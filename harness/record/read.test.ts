import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { UsageError } from '../profile/usage-error.ts';
import type { ExchangeEvent, RecordEvent } from './events.ts';
import { readRecord } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'paycert-read-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'record.jsonl');

const run: RecordEvent = {
  type: 'run',
  schemaVersion: 1,
  tool: { name: 'paycert', version: '0.1.0' },
  target: 'http://127.0.0.1/x',
  partner: 'Test',
  startedAt: '2026-11-24T05:00:00.000Z',
  seed: 's',
  profileDigest: 'sha256:00',
  kind: 'balance',
  edition: 'xml',
  profile: {},
  node: 'v20',
};
const exchange = (id: number): ExchangeEvent => ({
  type: 'exchange',
  id,
  case: 'pay.credits',
  nature: 'ordinary',
  at: '2026-11-24T05:00:00.000Z',
  to: { scheme: 'http', host: '127.0.0.1', port: 80 },
  request: { text: 'GET /x?command=pay HTTP/1.1\r\n\r\n' },
  response: { text: 'HTTP/1.1 200 OK\r\n\r\nlong' },
  end: { how: 'answered', phase: 'body' },
  timing: { totalMs: 1 },
  connection: { id: 1, reused: 0 },
});
const finding: RecordEvent = {
  type: 'finding',
  key: 'x.y',
  case: 'pay.credits',
  clause: 'TP-7.5.pay',
  level: 'must',
  blame: 'partner',
  exchanges: [2],
  count: 1,
};
const end: RecordEvent = {
  type: 'end',
  finishedAt: '2026-11-24T05:00:01.000Z',
  verdict: 'incomplete',
  reasons: [],
  clauses: [],
  summary: { passed: 0, failed: 0, remark: 0, skipped: 0, inconclusive: 0, payments: 0, total: '0.00', exchanges: 3 },
};
const write = (...events: unknown[]) =>
  writeFileSync(file, events.map((event) => `${typeof event === 'string' ? event : JSON.stringify(event)}\n`).join(''));
const refused = () => {
  try {
    readRecord(file);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.messages.map(({ key, values }) => `${key} ${values?.['place'] ?? values?.['file'] ?? ''}`.replace(folder, ''));
  }
  return [];
};

test('a whole record comes with the exchanges that findings cite', () => {
  write(run, exchange(1), exchange(2), exchange(3), finding, end);
  const { events, cut } = readRecord(file);
  assert.deepEqual(events, [run, exchange(2), finding, end]);
  assert.equal(cut, false);
});

test('a record cut in the middle of a line is read up to it, with its payments', () => {
  write(run, exchange(1), exchange(2), finding);
  appendFileSync(file, '{"type":"exchange","id":3,"ca');
  const { events, cut } = readRecord(file);
  assert.equal(cut, true);
  assert.deepEqual(
    events.map((event) => (event.type === 'exchange' ? [event.id, event.response] : event.type)),
    ['run', [1, { text: '' }], [2, exchange(2).response], 'finding'],
  );
});

test('what a later version wrote is passed over; what is no event is refused with its place', () => {
  write(run, { type: 'weather', sun: true }, 7, [], end);
  assert.equal(readRecord(file).events.length, 2);
  const table: [unknown[], string][] = [
    [[run, '{broken', end], 'usage.record-line /record.jsonl:2'],
    [[run, 'null{', ''], 'usage.record-line /record.jsonl:2'],
    [[end], 'usage.record-no-run /record.jsonl'],
    [[''], 'usage.record-no-run /record.jsonl'],
    [[{ ...run, schemaVersion: 2 }], 'usage.record-event /record.jsonl:1'],
    [[run, { ...exchange(1), request: 'GET' }], 'usage.record-event /record.jsonl:2'],
    [[run, { ...exchange(1), response: {} }], 'usage.record-event /record.jsonl:2'],
    [[run, { ...finding, exchanges: ['1'] }], 'usage.record-event /record.jsonl:2'],
    [[run, { ...finding, values: { element: 7 } }], 'usage.record-event /record.jsonl:2'],
    [[run, { ...end, verdict: 'splendid' }], 'usage.record-event /record.jsonl:2'],
    [[run, { type: 'case', id: 'x', verdict: 'passed' }], 'usage.record-event /record.jsonl:2'],
  ];
  for (const [events, says] of table) {
    write(...events);
    assert.deepEqual(refused(), [says]);
  }
  rmSync(file);
  assert.deepEqual(refused(), ['usage.no-record /record.jsonl']);
});

test('a line without an end is given up', () => {
  write(run);
  appendFileSync(file, 'x'.repeat(33 * 1024 * 1024));
  assert.deepEqual(refused(), ['usage.record-line /record.jsonl:2']);
});
