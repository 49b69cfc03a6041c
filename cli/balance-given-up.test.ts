import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certifySimulated, ended, seedOf } from './run.testing.ts';

/** A profile that names a balance promises a witness. Where check itself moves it, nothing passes that the witness was to show. */

const SEEN_BY_BALANCE = ['load.credited-once', 'pay.balances-add-up', 'pay.credits', 'repeats.five-times', 'repeats.in-turn'];

test('what only the balance shows stays undecided once check was seen to move it', async () => {
  const filter = { cases: ['check.credits-nothing', 'load.repeats-afterwards', 'check.repeatable', ...SEEN_BY_BALANCE] };
  const run = await certifySimulated({ fault: 'check-credits', seed: seedOf(0) }, { filter, loadSeconds: 1 });
  assert.deepEqual(run.crashes, []);
  assert.deepEqual(ended(run.events, 'failed'), ['check.credits-nothing']);
  assert.deepEqual(ended(run.events, 'inconclusive'), SEEN_BY_BALANCE);
  const whys = run.events.flatMap((event) => (event.type === 'case' && event.verdict === 'inconclusive' ? [event.why?.key] : []));
  assert.deepEqual([...new Set(whys)], ['why.balance-given-up']);
  assert.ok(ended(run.events, 'passed').includes('check.repeatable'), 'what needs no balance goes on');
  assert.ok(run.events.some((event) => event.type === 'note' && event.key === 'note.balance-given-up'));
});
