import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridErrors, percentile, slope, spread, truthOfStall } from './load-figures.ts';
import { cpuMicrosOf } from './load-processes.ts';

test('the truth of a standstill is what the payments that fall due in it wait', () => {
  assert.equal(Math.round(truthOfStall({ ms: 500, everyMs: 4000 }, 0.95)), 300);
  assert.equal(Math.round(truthOfStall({ ms: 500, everyMs: 4000 }, 0.99)), 460);
  assert.equal(truthOfStall({ ms: 500, everyMs: 4000 }, 0.5), 0);
});

test('a grid is laid through the middle of the arrivals, and a late one is as far off as it is late', () => {
  const even = Array.from({ length: 1001 }, (_, index) => 7 + index * 5);
  assert.deepEqual(gridErrors(even, 200), { p50Ms: 0, p99Ms: 0, perSecond: 200 });
  assert.equal(gridErrors([13, ...even.slice(1)], 200).perSecond.toFixed(2), '200.00');
  const late = even.map((time, index) => (index % 50 === 25 ? time + 3 : time));
  const seen = gridErrors(late, 200);
  assert.deepEqual([seen.p50Ms, seen.p99Ms], [0, 3]);
  assert.ok(Math.abs(gridErrors(even, 201).p50Ms) > 1);
});

test('a slope, a percentile, a spread', () => {
  assert.equal(
    slope([
      [0, 5],
      [10, 25],
      [20, 45],
    ]),
    2,
  );
  assert.equal(slope([[3, 9]]), 0);
  assert.equal(percentile([5, 1, 4, 2, 3], 0.5), 3);
  assert.equal(percentile([5, 1, 4, 2, 3], 0.99), 5);
  assert.equal(spread([3, 1, 2], 1), '2.0 (1.0–3.0)');
});

test('the times that a shell tells are user and system', () => {
  assert.equal(cpuMicrosOf('0m1.170000s 0m0.850000s'), 2_020_000);
  assert.equal(cpuMicrosOf('1m0.5s 0m0.25s'), 60_750_000);
  assert.throws(() => cpuMicrosOf('{"sent": 3}'));
});
