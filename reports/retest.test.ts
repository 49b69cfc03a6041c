import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOf } from './judged.ts';
import { isGone, mayCreditAgain, repeatsHold, retestOf } from './retest.ts';

const pay = { command: 'pay', case: 'pay.credits' } as const;
const check = { command: 'check', case: 'check.payable-found' } as const;
const sum = { key: 'answer.sum-differs', clause: 'TP-6.sum' };

test('the warning of a second credit stands where one is possible', () => {
  assert.equal(mayCreditAgain(pay, sum, true), false, 'every repeat of the run returned the first result');
  assert.equal(mayCreditAgain(pay, sum, false), true);
  assert.equal(mayCreditAgain(pay, { key: 'credit.too-much', clause: 'TP-7.5.pay' }, true), true);
  assert.equal(mayCreditAgain(pay, { key: 'result.differs', clause: 'TP-7.7' }, true), true);
  assert.equal(mayCreditAgain(check, sum, false), false);
  assert.equal(repeatsHold({ clauses: [{ id: 'TP-7.7', state: 'verified' }] }), true);
  assert.equal(repeatsHold({ clauses: [{ id: 'TP-7.7', state: 'not-verified' }] }), false);
});

test('what a stored answer would hide is asked anew by its case', () => {
  assert.equal(retestOf(pay, sum, 'answers.sum-value'), 'npx paycert certify … --case answers.sum-value pay.credits');
  assert.equal(retestOf(pay, sum, 'pay.credits'), 'npx paycert certify … --case pay.credits');
  assert.equal(retestOf(check, sum, 'answers.sum-value'), undefined);
  assert.equal(retestOf(pay, { ...sum, key: 'repeat.result-differs' }, 'repeats.in-turn'), undefined, 'a repeat is what shows it');
  assert.equal(retestOf({ ...pay, case: '$(id)' }, sum, 'pay.credits'), 'npx paycert certify … --case pay.credits');
});

test('the next step fits what ended the run', () => {
  const next = (run: Omit<Parameters<typeof nextOf>[0], 'sides'>) => nextOf(run, 'en');
  const failed = { verdict: 'not-certified', reasonKeys: ['reason.failed'] } as const;
  assert.match(next({ ...failed, reasonKeys: [...failed.reasonKeys] }), /run the same command again/);
  assert.match(next({ ...failed, reasonKeys: ['reason.failed', 'reason.partial'] }), /mend .* then run it without --suite/);
  assert.match(next({ verdict: 'incomplete', interrupted: true, reasonKeys: ['reason.interrupted'] }), /^Next: run the same command again/);
  assert.match(next({ verdict: 'incomplete', reasonKeys: ['stop.silent'] }), /remove what stopped the run/);
  const demo = [{ key: 'note.demo', level: 'info', message: '' }] as const;
  assert.ok(isGone({ notes: demo }) && !isGone({ notes: [] }));
  assert.match(next({ verdict: 'certified', reasonKeys: ['reason.certified'], notes: [...demo] }), /paycert doctor URL/);
});
