import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault, Misconfiguration } from '../../simulators/index.ts';
import type { Outcome } from './job.ts';
import { judgeFault, judgeMisconfiguration, judgeReference } from './judge.ts';

const fault: Fault = {
  name: 'f',
  chapter: 'pay',
  bugClass: 'x',
  effect: 'x',
  cases: ['pay.one', 'pay.two'],
  also: ['pay.chance', 'repeats.*'],
  change: () => ({}),
};
const ran = (more: Partial<Outcome>): Outcome => ({
  verdict: 'not-certified',
  failed: [],
  remark: [],
  inconclusive: [],
  passed: [],
  notes: [],
  blames: [],
  crashes: [],
  ms: 1,
  ...more,
});
const outcome = (seen: Partial<Outcome>, more: Partial<Fault> = {}) => judgeFault({ ...fault, ...more }, ran(seen)).outcome;

test('a fault is caught when the named cases fail and no others', () => {
  assert.equal(outcome({ failed: ['pay.one', 'pay.two'] }), 'caught');
  assert.equal(outcome({ failed: ['pay.one', 'pay.two', 'pay.chance', 'repeats.in-turn'] }), 'caught');
  assert.deepEqual(judgeFault(fault, ran({ failed: ['pay.one'] })), { outcome: 'missed', missing: ['pay.two'], unexpected: [] });
  assert.deepEqual(judgeFault(fault, ran({ failed: ['pay.one', 'pay.two', 'check.one'] })), {
    outcome: 'false-alarm',
    missing: [],
    unexpected: ['check.one'],
  });
  assert.equal(outcome({ failed: ['pay.one', 'pay.two'], verdict: 'certified' }), 'missed', 'the verdict has to follow');
});

test('the books may show what moves money wrongly, and nothing else', () => {
  const failed = ['pay.one', 'pay.two', 'ledger.sums'];
  assert.equal(outcome({ failed }), 'caught');
  assert.equal(outcome({ failed }, { chapter: 'answers' }), 'false-alarm');
});

test('a crash of ours catches nothing, whatever failed', () => {
  assert.equal(outcome({ failed: ['pay.one', 'pay.two'], crashes: ['TypeError'] }), 'crashed');
  assert.equal(judgeFault(fault, { broken: 'the worker ended with SIGSEGV' }).outcome, 'crashed');
  assert.equal(judgeReference({ broken: 'x' }).outcome, 'crashed');
});

test('a remark has to be a remark, and what nobody can tell has to stay open', () => {
  const remarked = { verdict: 'certified-with-remarks', remark: ['pay.one', 'pay.two', 'check.more'] };
  assert.equal(outcome(remarked, { remark: true }), 'caught');
  assert.equal(outcome({ ...remarked, failed: ['pay.one'] }, { remark: true }), 'false-alarm');
  assert.equal(outcome({ failed: ['pay.one', 'pay.two'] }, { remark: true }), 'missed');
  const open = { verdict: 'incomplete', inconclusive: ['pay.one', 'pay.two'] };
  assert.equal(outcome(open, { undecided: true }), 'caught');
  assert.equal(outcome({ ...open, failed: ['pay.one'] }, { undecided: true }), 'false-alarm');
});

test('a narrowed run is judged by its cases, since it never certifies', () => {
  const seen = { verdict: 'incomplete', remark: ['pay.one', 'pay.two'] };
  assert.equal(outcome(seen, { remark: true, matrix: { cases: ['pay.one'] } }), 'caught');
  assert.equal(outcome(seen, { remark: true }), 'missed');
});

test('a wrong profile accuses nobody', () => {
  const wrong: Misconfiguration = { name: 'm', what: 'x', cases: ['preflight.one'] };
  const seen = { verdict: 'incomplete', inconclusive: ['preflight.one'], blames: ['configuration'] };
  assert.equal(judgeMisconfiguration(wrong, ran(seen)).outcome, 'caught');
  assert.equal(judgeMisconfiguration(wrong, ran({ ...seen, blames: ['partner'] })).outcome, 'false-alarm');
  assert.equal(judgeMisconfiguration(wrong, ran({ ...seen, blames: [] })).outcome, 'false-alarm');
  assert.equal(judgeMisconfiguration(wrong, ran({ ...seen, failed: ['check.one'] })).outcome, 'false-alarm');
  assert.equal(judgeMisconfiguration(wrong, ran({ ...seen, inconclusive: [] })).outcome, 'missed');
  const told = { verdict: 'certified', passed: ['preflight.one'], notes: ['note.x'] };
  assert.equal(judgeMisconfiguration({ ...wrong, note: 'note.x' }, ran(told)).outcome, 'caught');
  assert.equal(judgeMisconfiguration({ ...wrong, note: 'note.x' }, ran({ ...told, notes: [] })).outcome, 'missed');
});

test('the reference passes everything', () => {
  assert.equal(judgeReference(ran({ verdict: 'certified' })).outcome, 'caught');
  assert.equal(judgeReference(ran({ verdict: 'certified-with-remarks', remark: ['time.one'] })).outcome, 'false-alarm');
  assert.equal(judgeReference(ran({ verdict: 'incomplete', inconclusive: ['time.one'] })).outcome, 'missed');
});
