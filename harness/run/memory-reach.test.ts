import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordEvent } from '../record/events.ts';
import { memoryReach } from './memory-reach.ts';
import { waitUntil } from './wait.ts';

const pay = (txn_id: string, second: number, result?: string) =>
  ({ type: 'exchange', command: 'pay', txn_id, at: new Date(second * 1_000).toISOString(), ...(result ? { result } : {}) }) as RecordEvent;

test('the reach is the age of the oldest payment that was asked for again', () => {
  const events = [pay('1', 0, '5'), pay('1', 10, '0'), pay('2', 11, '0'), pay('2', 14), pay('1', 17.9, '0')];
  assert.deepEqual(memoryReach(events, 0), { key: 'note.memory-reach-short', values: { seconds: '7' } });
  assert.equal(memoryReach(events, 5_000)?.key, 'note.memory-reach');
});

test('without a repeat there is nothing to tell', () => {
  assert.equal(memoryReach([pay('1', 0, '0'), pay('2', 1, '0'), pay('3', 2, '4')], 0), undefined);
});

test('a run that waits says what is left, and leaves off when it is interrupted', async () => {
  const told: number[] = [];
  const waiting = (leftMs: number) => void told.push(leftMs);
  await waitUntil(performance.now() + 30, { waiting });
  assert.ok(told.length >= 2 && told[0]! > 0 && told.at(-1) === 0, told.join());
  const leave = new AbortController();
  const ended = assert.rejects(waitUntil(performance.now() + 86_400_000, { signal: leave.signal }), { name: 'Skipped', kind: 'stopped' });
  leave.abort();
  await ended;
});
