import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPartner } from '../simulators/index.ts';
import { measure } from './child.ts';
import { certifyFaulty, MOST_RSS } from './hostile.ts';

/** The installed program against endpoints that would fill its memory. The peak is the system's own count. */
const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'paycert-hostile-'));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const [fault, code] of [
  ['huge-answer', 1],
  ['resets', 3],
] as const) {
  test(`${fault} does not fill the memory`, { skip: process.platform !== 'linux' }, async () => {
    const { rss } = await certifyFaulty(MAIN, folder, fault, code);
    assert.ok(rss > 20 && rss < MOST_RSS, `${rss} MB`);
  });
}

/** Far below the limit of an answer, in a comment that the protocol allows: some hundred megabytes pass through, and little of it may stay. */
const PADDING = 'x'.repeat(200_000);

test('hundreds of answers of 200 KB do not fill the memory, and stand whole in the record', { skip: process.platform !== 'linux' }, async () => {
  const partner = await startPartner();
  const wordy = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url!, partner.url)).catch(() => undefined);
    if (!answer) return response.destroy();
    const body = (await answer.text()).replace(/(<comment>)/, `$1${PADDING}`);
    return response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! }).end(body);
  });
  await new Promise<void>((resolve) => wordy.listen(0, '127.0.0.1', resolve));
  try {
    const profile = join(folder, 'wordy.json');
    const url = `http://127.0.0.1:${(wordy.address() as AddressInfo).port}/payment_app.cgi`;
    writeFileSync(profile, JSON.stringify({ partner: { url, accounts: partner.accounts, balanceField: 'balance' } }));
    const out = join(folder, 'wordy');
    const { rss } = await measure([MAIN, 'certify', '--profile', profile, '--out', out], folder);
    assert.ok(rss < 1.75 * MOST_RSS, `${rss} MB`);
    const lines = readFileSync(join(out, 'record.jsonl'), 'latin1').split('\n');
    assert.ok(lines.filter((line) => line.includes(PADDING)).length > 400);
  } finally {
    wordy.closeAllConnections();
    wordy.close();
    await partner.close();
  }
});
