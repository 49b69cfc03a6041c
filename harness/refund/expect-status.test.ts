import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../finding.ts';
import { expectClient } from './expect.ts';
import type { Played } from './play.ts';

/** A client that was told SUCCESS at 1,000 ms and asked for the status at these times; the keys of what is objected to. */
function askedAt(...times: number[]): string[] {
  const final = { told: { how: 'status', status: 'SUCCESS' }, part: 0, exchange: 1, startedAt: 990, endedAt: 1_000, asking: {} };
  const later = times.map((startedAt, at) => ({ ...final, exchange: 2 + at, startedAt, endedAt: startedAt + 1 }));
  const played = { calls: [final, ...later], parts: [], clocks: { paceMs: 1_000 } } as unknown as Played;
  const found: Finding[] = [];
  expectClient(played, { add: (finding) => void found.push(finding) }).toStopAtFinal();
  return found.map(({ key }) => key);
}

test('a question that crossed the final answer was not asked after it; one that comes at its pace was', () => {
  assert.deepEqual(askedAt(), []);
  assert.deepEqual(askedAt(1_000, 1_020), []);
  assert.deepEqual(askedAt(2_000), ['refund.asked-after-final']);
});
