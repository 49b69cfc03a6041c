import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { certify, loadProfile, type Certification } from '../harness/index.ts';
import { CASES } from '../suites/index.ts';
import { partnerOf, profileFor } from './partner-profile.ts';
import { ended, scratch, seedOf } from './run.testing.ts';

/** Runs these cases, and ends the run at the first pay that is answered so. */
async function endAt(result: string, variation: string, cases: string[]): Promise<Certification> {
  const started = await partnerOf({ variation });
  try {
    const file = join(scratch(), 'profile.json');
    writeFileSync(file, JSON.stringify(profileFor(started)));
    const leave = new AbortController();
    const run = await certify({
      profile: await loadProfile({ file }),
      cases: CASES,
      seed: seedOf(0),
      version: '0.0.0',
      signal: leave.signal,
      filter: { cases, skip: ['preflight'] },
      listen: (event) => event.type === 'exchange' && event.command === 'pay' && event.result === result && leave.abort(),
    });
    assert.ok(leave.signal.aborted);
    return run;
  } finally {
    await started.partner.close();
  }
}

test('a run that ends between a refusal to a stranger and the pay under its number accuses nobody', async () => {
  const { end, events, crashes } = await endAt('1', 'slow', ['repeats.after-a-refused-pay', 'pay.every-payment-credited']);
  assert.deepEqual([crashes, ended(events, 'failed'), end.verdict], [[], [], 'incomplete']);
});

test('a run that ends while a payment is in processing does not say that it stays there', async () => {
  const { end, events, crashes } = await endAt('4', 'processing-first', ['pay.credits', 'pay.processing-ends']);
  assert.deepEqual([crashes, ended(events, 'failed'), end.verdict], [[], [], 'incomplete']);
});
