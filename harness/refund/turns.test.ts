import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turns } from './turns.ts';

test('so many go beside each other, and one that is to be alone goes last', async () => {
  const { take, give } = turns(2);
  const beside: string[] = [];
  const now = new Set<string>();
  const go = async (name: string, alone = false) => {
    await take(alone);
    now.add(name);
    beside.push([...now].join('+'));
    await new Promise((resolve) => setImmediate(resolve));
    now.delete(name);
    give();
  };
  await Promise.all([go('alone', true), go('a'), go('b'), go('also alone', true), go('c')]);
  assert.equal(beside.length, 5);
  assert.deepEqual(beside.slice(3), ['alone', 'also alone']);
  assert.ok(beside.slice(0, 3).every((names) => names.split('+').length <= 2));
  const late = Promise.all([go('x', true), go('y')]);
  await late;
  assert.deepEqual(beside.slice(5), ['y', 'x']);
});
