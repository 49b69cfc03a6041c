import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notCertified } from './fixtures/records.ts';
import { LANGS } from './messages/index.ts';
import { buildReport } from './report.ts';
import { logHint } from './view.ts';

const [shown] = buildReport(notCertified, 'en').exchanges;
const at = (moment: string) => ({ ...shown!, at: moment, txn_id: '100000000000000007' });

test('what to look for in the log: number, both times, and the day in Almaty where it is another one', () => {
  for (const lang of LANGS) {
    const noon = logHint(at('2026-11-29T10:20:30.123Z'), lang);
    for (const part of ['100000000000000007', '2026-11-29 10:20:30 UTC', '(15:20:30 ']) assert.ok(noon.includes(part), noon);
    const evening = logHint(at('2026-11-29T19:47:57.000Z'), lang);
    for (const part of ['2026-11-29 19:47:57 UTC', '(2026-11-30 00:47:57 ']) assert.ok(evening.includes(part), evening);
  }
});
