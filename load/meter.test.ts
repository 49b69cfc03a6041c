import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evenSample } from './meter.ts';

/** Service times by the order in which requests are sent, handed over in that in which they are answered. */
function sampled(serviceMs: readonly number[], everyMs: number): ReturnType<typeof evenSample> {
  const sample = evenSample();
  const answers = serviceMs.map((ms, index) => ({ ms, sentAt: index * everyMs, endAt: index * everyMs + ms }));
  for (const { ms, sentAt } of answers.toSorted((a, b) => a.endAt - b.endAt)) sample.add(ms, sentAt);
  return sample;
}

test('answers that vary are not taken for answers that take ever longer, though the slow ones come last', () => {
  const varying = Array.from({ length: 75 }, (_, index) => (index * 617) % 1_500);
  const sample = sampled(varying, 60);
  assert.equal(sample.rises(), false);
  assert.equal(sample.thirds().length, 3);
});

test('what grows with each payment rises', () => {
  const growing = Array.from({ length: 75 }, (_, index) => 100 + index * 4 + ((index * 617) % 50));
  const sample = sampled(growing, 60);
  assert.equal(sample.rises(), true);
  const [first, middle, last] = sample.thirds();
  assert.ok(first! < middle! && middle! < last!);
});

test('of too few nothing is told', () => {
  const sample = sampled([1, 2, 3], 60);
  assert.deepEqual([sample.thirds(), sample.rises()], [[], false]);
});
