import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadResult } from '../harness/index.ts';
import { slowingOf } from './load-looks.ts';

const shape = (payments: number, ...thirdsMs: number[]) => ({ payments, thirdsMs }) as LoadResult;

test('a leak grows and stays; a busy moment of the machine does not', () => {
  const growing = shape(50, 100, 200, 310);
  assert.equal(slowingOf([growing, shape(45, 330, 350, 370)]), growing);
  assert.equal(slowingOf([growing]), growing);
  assert.equal(slowingOf([growing, shape(45, 2, 3, 2)]), undefined, 'it recovered');
  assert.equal(slowingOf([shape(20, 10, 80, 160)]), undefined, 'too few to tell');
  assert.equal(slowingOf([shape(50, 500, 518, 535), shape(45, 540, 545, 550)]), undefined, 'hardly any growth');
});
