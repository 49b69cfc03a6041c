import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { UsageError } from './profile/usage-error.ts';
import type { CaseVerdict, EndEvent, Message, RecordEvent } from './record/events.ts';
import { applyWaivers, readWaivers, type Waiver } from './waivers.ts';

const folder = mkdtempSync(join(tmpdir(), 'paycert-waivers-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'waivers.yaml');
const now = new Date('2026-11-24T12:00:00Z');
const known = { cases: ['pay.credits', 'repeats.in-turn'], clauses: ['TP-7.7', 'TP-7.5.pay'] };

const waiver = (of: Partial<Waiver>): Waiver => ({ reason: 'agreed', owner: 'A. B.', ticket: 'PAY-1', expiry: '2026-12-31', ...of });

describe('a file of waivers', () => {
  const read = (text: string) => {
    writeFileSync(file, text);
    return readWaivers(file, known, now);
  };
  const wrong = (text: string) => {
    try {
      read(text);
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
      return error.messages.map(({ key, values }) => `${key} ${values!['place']!.replace(folder, '')}`);
    }
    return [];
  };
  const one = (lines: string) => `waivers:\n  - ${lines.replaceAll('\n', '\n    ')}\n`;

  test('names case or clause, reason, owner, ticket and last day', () => {
    const lines = 'case: repeats.in-turn\nreason: agreed\nowner: A. B.\nticket: PAY-1\nexpiry: 2026-12-31';
    assert.deepEqual(read(one(lines)), [waiver({ case: 'repeats.in-turn' })]);
    assert.deepEqual(read(`- {clause: TP-7.7, reason: agreed, owner: A. B., ticket: PAY-1, expiry: "2026-12-31"}\n`), [waiver({ clause: 'TP-7.7' })]);
    assert.equal(read(one(lines.replace('2026-12-31', '2026-11-24'))).length, 1, 'its last day counts');
  });

  test('what is wrong is named with its place', () => {
    const rest = 'reason: x\nowner: x\nticket: x\nexpiry: ';
    assert.deepEqual(wrong(one(`case: pay.credits\n${rest}2026-11-23`)), ['usage.waiver-expired /waivers.yaml:2:5']);
    assert.deepEqual(wrong(one(`case: pay.nothing\n${rest}2026-12-31`)), ['usage.waiver-nothing /waivers.yaml:2:5']);
    assert.deepEqual(wrong(one(`clause: TP-9.9\n${rest}2026-12-31`)), ['usage.waiver-nothing /waivers.yaml:2:5']);
    assert.deepEqual(wrong(one(`case: pay.credits\n${rest}31.12.2026`)), ['usage.waivers-invalid /waivers.yaml:6:13']);
    assert.deepEqual(wrong(one('case: pay.credits\nowner: x\nticket: x\nexpiry: 2026-12-31')), ['usage.waivers-invalid /waivers.yaml:2:5']);
    assert.notDeepEqual(wrong(one(`case: pay.credits\nclause: TP-7.7\n${rest}2026-12-31`)), []);
    assert.notDeepEqual(wrong(one(rest + '2026-12-31')), []);
    for (const text of ['', 'waivers: []', 'x: 1', '- a\n b: [', '7']) assert.match(wrong(text)[0] ?? '', /^usage\.waivers-invalid/, text);
    rmSync(file);
    assert.throws(() => readWaivers(file, known, now), /usage\.file-(missing|unreadable)/);
  });
});

const end = (reasons: Message[], verdict: EndEvent['verdict']): EndEvent => ({
  type: 'end',
  finishedAt: '2026-11-24T12:00:00Z',
  verdict,
  reasons,
  clauses: [],
  summary: { passed: 0, failed: 0, remark: 0, skipped: 0, inconclusive: 0, payments: 0, total: '0.00', exchanges: 0 },
});
const failed = (...cases: string[]): Message => ({ key: 'reason.failed', values: { count: String(cases.length), cases: cases.join(', ') } });

/** `a: [verdict, clauses violated]` */
function record(cases: Record<string, [CaseVerdict, ...string[]]>, last: EndEvent): RecordEvent[] {
  const planned = Object.entries(cases).map(([id, [, ...clauses]]) => ({
    id,
    suite: 's',
    title: 't',
    level: 'must' as const,
    clauses: [...clauses, 'TP-0'],
  }));
  const told = Object.entries(cases).flatMap(([id, [verdict, ...clauses]]): RecordEvent[] => [
    ...clauses.map((clause): RecordEvent => ({
      type: 'finding',
      key: 'k',
      case: id,
      clause,
      level: 'must',
      blame: 'partner',
      exchanges: [],
      count: 0,
    })),
    { type: 'case', id, verdict, durationMs: 1 },
  ]);
  return [{ type: 'plan', cases: planned, clauses: [] }, ...told, last];
}

describe('waivers over a run', () => {
  const two = record({ a: ['failed', 'TP-7.7'], b: ['failed', 'TP-7.7', 'TP-1.xml'], c: ['passed'] }, end([failed('a', 'b')], 'not-certified'));
  const verdictOf = (waivers: Partial<Waiver>[], events = two) => {
    const { end: after, waivers: applied, stale } = applyWaivers(events, waivers.map(waiver));
    return [after!.verdict, after!.reasons.map(({ key }) => key), applied.map(({ cases }) => cases), stale.length];
  };

  test('all failures waived: certified with remarks at best', () => {
    assert.deepEqual(verdictOf([{ case: 'a' }, { case: 'b' }]), ['certified-with-remarks', ['reason.waived'], [['a'], ['b']], 0]);
  });

  test('one left: not certified', () => {
    assert.deepEqual(verdictOf([{ case: 'a' }]), ['not-certified', ['reason.failed', 'reason.waived'], [['a']], 0]);
    assert.deepEqual(verdictOf([]), ['not-certified', ['reason.failed'], [], 0]);
  });

  test('a clause covers what violates it and nothing else', () => {
    assert.deepEqual(verdictOf([{ clause: 'TP-7.7' }]), ['not-certified', ['reason.failed', 'reason.waived'], [['a']], 0]);
    assert.deepEqual(verdictOf([{ clause: 'TP-7.7' }, { clause: 'TP-1.xml' }]), [
      'certified-with-remarks',
      ['reason.waived'],
      [['a', 'b'], ['b']],
      0,
    ]);
  });

  test('what was left open stays open', () => {
    const open = record({ a: ['failed', 'TP-7.7'] }, end([failed('a'), { key: 'reason.partial' }], 'not-certified'));
    assert.deepEqual(verdictOf([{ case: 'a' }], open), ['incomplete', ['reason.partial', 'reason.waived'], [['a']], 0]);
  });

  test('the record and the verdicts of cases stay as they are', () => {
    const before = structuredClone(two);
    applyWaivers(two, [waiver({ case: 'a' })]);
    assert.deepEqual(two, before);
  });

  test('stale is what was looked at and fails no more; what was not looked at is not', () => {
    assert.equal(verdictOf([{ case: 'c' }])[3], 1);
    const events = record(
      { a: ['passed', 'TP-2'].slice(0, 1) as [CaseVerdict], b: ['skipped'], c: ['inconclusive'], d: ['remark'] },
      end([], 'certified'),
    );
    const stale = (of: Partial<Waiver>) => verdictOf([of], events)[3];
    assert.deepEqual([stale({ case: 'a' }), stale({ case: 'b' }), stale({ case: 'c' }), stale({ case: 'd' })], [1, 0, 0, 1]);
    assert.equal(stale({ clause: 'TP-0' }), 0, 'cases of it were left open');
    assert.equal(verdictOf([{ clause: 'TP-0' }], record({ a: ['passed'], b: ['passed'] }, end([], 'certified')))[3], 1);
  });

  test('a run that was killed has no verdict to change', () => {
    const { end: after, waivers } = applyWaivers(two.slice(0, -1), [waiver({ case: 'a' })]);
    assert.equal(after, undefined);
    assert.deepEqual(waivers[0]!.cases, ['a']);
  });
});
