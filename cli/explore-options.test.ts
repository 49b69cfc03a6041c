import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../harness/index.ts';
import { exploreOptions } from './explore-options.ts';

test('durations and replays as they are written', () => {
  assert.equal(exploreOptions({}), undefined);
  assert.deepEqual(exploreOptions({ explore: '30s' }), { forMs: 30_000 });
  assert.deepEqual(exploreOptions({ explore: '2m' }), { forMs: 120_000 });
  assert.deepEqual(exploreOptions({ explore: '1h' }), { forMs: 3_600_000 });
  assert.deepEqual(exploreOptions({ exploreReplay: '1288261841:3:0:2' })?.replay, { seed: 1288261841, path: '3:0:2' });
  assert.equal(exploreOptions({ explore: '5s', exploreReplay: '1:0' })?.forMs, 5_000);
});

test('what is no duration is told, with the cure', () => {
  for (const explore of ['', '30', '0s', '-1s', '61m', '2h', '1.5m', '30 sec', '9999999s', 'NaNs', '١s'])
    assert.throws(
      () => exploreOptions({ explore }),
      (error) => error instanceof UsageError && error.messages[0]?.key === 'usage.duration',
      explore,
    );
});

test('what is no replay is told, with the cure', () => {
  for (const exploreReplay of ['', '1', '1:', ':1', 'a:1', '1:b', '-1:0', '99999999999:0', '1:99999999', `1${':0'.repeat(300)}`, '1:0;id'])
    assert.throws(
      () => exploreOptions({ exploreReplay }),
      (error) => error instanceof UsageError && error.messages[0]?.key === 'usage.replay',
      exploreReplay,
    );
});
