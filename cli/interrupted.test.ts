import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { certify, loadProfile } from '../harness/index.ts';
import { CASES } from '../suites/index.ts';
import { partnerOf, profileFor } from './partner-profile.ts';
import { ended, scratch, seedOf } from './run.testing.ts';

test('a run that ends between a refusal to a stranger and the pay under its number accuses nobody', async () => {
  const started = await partnerOf({ variation: 'slow' });
  try {
    const file = join(scratch(), 'profile.json');
    writeFileSync(file, JSON.stringify(profileFor(started)));
    const leave = new AbortController();
    const { end, events, crashes } = await certify({
      profile: await loadProfile({ file }),
      cases: CASES,
      seed: seedOf(0),
      version: '0.0.0',
      signal: leave.signal,
      filter: { cases: ['repeats.after-a-refused-pay', 'pay.every-payment-credited'], skip: ['preflight'] },
      listen: (event) => event.type === 'exchange' && event.command === 'pay' && event.result === '1' && leave.abort(),
    });
    assert.ok(leave.signal.aborted);
    assert.deepEqual([crashes, ended(events, 'failed'), end.verdict], [[], [], 'incomplete']);
  } finally {
    await started.partner.close();
  }
});
