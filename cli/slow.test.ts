import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ExchangeEvent, RecordEvent } from '../harness/index.ts';
import { paycert, scratch, startPaycert } from './run.testing.ts';

/** The other partners that take the protocol's whole time limit stand in the matrix of faults. */
test('one that hangs on everything is judged within 60 s, by the program itself', async () => {
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
});
