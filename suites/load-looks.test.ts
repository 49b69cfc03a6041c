import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadResult } from '../harness/index.ts';
import { isSerial, perMinute, slowingOf } from './load-looks.ts';

const shape = (payments: number, ...thirdsMs: number[]) => ({ payments, thirdsMs, rises: true }) as LoadResult;

test('a leak grows and stays; a busy moment of the machine does not', () => {
  const growing = shape(50, 100, 200, 310);
  assert.equal(slowingOf([growing, shape(45, 330, 350, 370)]), growing);
  assert.equal(slowingOf([growing]), growing);
  assert.equal(slowingOf([{ ...growing, rises: false }]), undefined, 'no more than they vary');
  assert.equal(slowingOf([growing, shape(45, 2, 3, 2)]), undefined, 'it recovered');
  assert.equal(slowingOf([shape(20, 10, 80, 160)]), undefined, 'too few to tell');
  assert.equal(slowingOf([shape(50, 500, 518, 535), shape(45, 540, 545, 550)]), undefined, 'hardly any growth');
});

const burst = (aloneMs: number[], ...rounds: number[][]) => ({ aloneMs, rounds: rounds.map((serviceMs) => ({ serviceMs })) }) as LoadResult;
const inTurn = (ms: number, count = 15) => Array.from({ length: count }, (_, at) => ms * (at + 1));

test('requests that wait for one another are answered one by one; those of a busy machine late, and in heaps', () => {
  const alone = [41, 40, 44, 40, 42];
  assert.ok(isSerial(burst(alone, inTurn(41), inTurn(43))));
  assert.ok(
    isSerial(burst([25, 60, 33, 41, 90], [30, 55, 120, 140, 150, 230, 260, 300, 345, 350, 410, 450, 500, 610, 640])),
    'work of different length',
  );
  assert.ok(
    !isSerial(
      burst(
        alone,
        inTurn(41),
        Array.from({ length: 15 }, () => 44),
      ),
    ),
    'one round beside each other',
  );
  assert.ok(!isSerial(burst(alone, [20, 21, 21, 22, 190, 191, 191, 192, 192, 400, 401, 401, 402, 590, 591])), 'heaps');
  assert.ok(!isSerial(burst([45, 6, 52, 38, 41], inTurn(41))), 'one answer alone was quick: the work is no 40 ms');
  assert.ok(!isSerial(burst([2, 2, 3, 2, 2], inTurn(2))), 'too quick to matter');
  assert.ok(!isSerial(burst([], inTurn(41))), 'nothing to compare with');
});

test('the rate is that of final answers, however long each of them takes', () => {
  const paced = (count: number, settlingMs: number) => perMinute({ results: { '0': count }, settlingMs } as unknown as LoadResult);
  assert.equal(paced(31, 60_000), 30);
  assert.equal(paced(16, 60_000), 15);
  assert.equal(paced(1, 0), 1);
});
