import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExchangeEvent, RecordEvent } from '../harness/index.ts';
import { certifySimulated, ended, paycert, scratch, startPaycert } from './run.testing.ts';

/**
 * Partners that take the protocol's whole time limit. The limit is the protocol's own 15 s, so these
 * wait for it; they wait beside each other.
 */
test('partners that hang, drip and are slow', { concurrency: 8 }, async (t) => {
  const table: [fault: string, verdict: string, cases: string[]][] = [
    ['body-drips', 'not-certified', ['preflight.endpoint-answers', 'time.no-dripping']],
    ['answers-after-16-s', 'not-certified', ['preflight.endpoint-answers', 'time.within-15-seconds']],
    ['pays-after-16-s', 'not-certified', ['time.within-15-seconds']],
    ['hangs-on-nul', 'not-certified', ['bad-requests.nul']],
  ];
  const waiting = table.map(([fault, verdict, cases]) =>
    t.test(fault, async () => {
      const { end, events, crashes } = await certifySimulated({ fault, seed: 'slow' });
      assert.deepEqual(crashes, []);
      assert.equal(end.verdict, verdict);
      assert.deepEqual(ended(events, 'failed'), cases);
    }),
  );

  waiting.push(
    t.test('one that hangs on everything is judged within 60 s, by the program itself', async () => {
      const partner = startPaycert(['simulate', 'partner', '--fault', 'hangs']);
      const [, url] = await partner.said(/(http:\S+payment_app\.cgi)/);
      const out = scratch();
      const run = await paycert(['certify', url!, '--account', '4957835959', '--out', out]);
      partner.signal('SIGTERM');
      await partner.ended;
      assert.equal(run.code, 1, run.stderr);
      assert.ok(run.ms < 60_000, `${run.ms} ms`);
      const record = readFileSync(join(out, 'record.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RecordEvent);
      const cut = record.filter((event): event is ExchangeEvent => event.type === 'exchange');
      assert.ok(cut.every(({ end, timing }) => end.how === 'timeout' && end.phase === 'wait' && timing.totalMs >= 15_000));
    }),
  );
  await Promise.all(waiting);
});
