import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certifySimulated, ended, seedOf } from './run.testing.ts';

test('a case that has checked its account and asked nothing else of it has its balance before', async () => {
  const filter = { cases: ['check.near-miss-longer'] };
  const { events, crashes } = await certifySimulated({ seed: seedOf(0) }, { filter });
  assert.deepEqual([crashes, ended(events, 'passed').includes('check.near-miss-longer')], [[], true]);
  const own = events.flatMap((event) => (event.type === 'exchange' && event.case === 'check.near-miss-longer' ? [event] : []));
  const [first, near, paid, last] = own.map(({ command, account }) => `${command} ${account}`);
  assert.equal(own.length, 4);
  assert.equal(last, first);
  assert.deepEqual([near?.startsWith('check'), paid?.startsWith('pay'), near === first], [true, true, false]);
});
