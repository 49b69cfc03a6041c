import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pagesOf } from '../reports/pdf.testing.ts';
import { paycert, scratch } from './run.testing.ts';

/** A partner that writes back all that it was sent, in every way that it can think of. No output may hold it. */

const PASSWORD = 'canary-passw0rd/1+2';
const BASIC = Buffer.from(`kaspi-canary:${PASSWORD}`).toString('base64');
const TOKEN = 'canary-t0ken<&>"x"';
const LEDGER_USER = 'canary-ledger-user:canary%20ledger%20pass';
const LEDGER_TOKEN = 'canary-ledger-t0ken';
const CANARIES = [PASSWORD, BASIC, TOKEN, ...LEDGER_USER.split(':'), 'canary ledger pass', LEDGER_TOKEN, 'kaspi-canary'];
const ACCOUNTS = ['6257835951', 'ЖШС-7788 Q', '0087654329'];

let echoed = 0;
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x');
  if (request.headers.authorization?.includes(BASIC)) echoed += 1;
  const told = waysOf(request).join('\n');
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  response.setHeader('X-Echo', encodeURIComponent(told).slice(0, 8000));
  const known = ACCOUNTS.includes(url.searchParams.get('account') ?? '');
  const body = `<response><txn_id>${url.searchParams.get('txn_id') ?? ''}</txn_id><result>${known ? 0 : 1}</result><comment>${escaped(told)}</comment></response>`;
  const way = echoed % 3;
  if (way === 0) response.setHeader('Content-Encoding', 'gzip').end(gzipSync(body));
  else if (way === 1) response.end(body);
  else {
    // Chunks that cut whatever is looked for.
    for (let at = 0; at < body.length; at += 7) response.write(body.slice(at, at + 7));
    response.end();
  }
});
before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(() => void server.close());

function waysOf(request: IncomingMessage): string[] {
  const decoded = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString();
  const told = [...request.rawHeaders, decoded, decoded.split(':')[1] ?? '', request.url ?? '', decodeURIComponent(request.url ?? '')];
  return told.flatMap((each) => [each, encodeURIComponent(each), JSON.stringify(each), Buffer.from(each).toString('base64')]);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Everything that a run leaves or prints, with what is packed inside the record unpacked. */
async function leftIn(folder: string, printed: string[]): Promise<[string, string][]> {
  const files = readdirSync(folder).map((name): [string, string] => [name, readFileSync(join(folder, name)).toString('latin1')]);
  const record = readFileSync(join(folder, 'record.jsonl'), 'utf8');
  const packed = [...record.matchAll(/"base64":"([^"]+)"/g)].map(([, text]) => Buffer.from(text!, 'base64'));
  const unpacked = packed.map((bytes) => {
    const body = bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
    return body[0] === 0x1f ? gunzipSync(body).toString('latin1') : bytes.toString('latin1');
  });
  const statement = (JSON.parse(readFileSync(join(folder, 'certificate.json'), 'utf8')) as { payload: string }).payload;
  return [
    ...files,
    ['record, unpacked', unpacked.join('\n')],
    // Lines are broken where they are full: without blanks nothing is missed by that.
    ['text of report.pdf', Buffer.from(unbroken((await pagesOf(readFileSync(join(folder, 'report.pdf')))).join(''))).toString('latin1')],
    ['statement', Buffer.from(statement, 'base64url').toString('latin1')],
    ['printed', Buffer.from(printed.join('\n')).toString('latin1')],
  ];
}

const unbroken = (text: string) => text.replace(/\s+/g, '');

/** As bytes, in each way of writing that a reader could undo by eye. */
function found(text: string, canary: string): boolean {
  const ways = [
    canary,
    encodeURIComponent(canary),
    JSON.stringify(canary).slice(1, -1),
    escaped(canary),
    Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1),
  ];
  return [...ways, ...ways.map(unbroken)].some((way) => text.includes(Buffer.from(way, 'utf8').toString('latin1')));
}

const FORMATS = 'list,json,html,pdf,junit,md,sarif,ctrf,github';

async function run(...more: string[]): Promise<[string, string][]> {
  const { port } = server.address() as AddressInfo;
  const folder = scratch();
  const profile = join(folder, 'partner.json');
  writeFileSync(
    profile,
    JSON.stringify({
      partner: {
        url: `http://127.0.0.1:${port}/pay`,
        accounts: { payable: ACCOUNTS, unknown: ['90000001'] },
        headers: { Authorization: `Basic ${BASIC}`, 'X-Token': TOKEN },
        ledger: { url: `http://${LEDGER_USER}@127.0.0.1:${port}/ledger.csv?day=2026-11-24&token=${LEDGER_TOKEN}`, headers: { 'X-Token': TOKEN } },
      },
    }),
  );
  await paycert(['keygen', '--out', folder]);
  const out = join(folder, 'run');
  const args = ['certify', '--profile', profile, '--out', out, '--format', FORMATS, '--sign', join(folder, 'paycert.pem'), ...more];
  const { stdout, stderr } = await paycert([...args, '--suite', 'preflight', 'check', 'pay', 'ledger'], { GITHUB_ACTIONS: 'true' });
  const doctor = await paycert(['doctor', '--profile', profile]);
  return await leftIn(out, more.length > 0 ? [stdout, stderr] : [stdout, stderr, doctor.stdout, doctor.stderr]);
}

test('no secret of the profile reaches any output, however the partner echoes it', async () => {
  const outputs = await run();
  assert.ok(echoed > 30, String(echoed));
  const record = outputs.find(([name]) => name === 'record.jsonl')![1];
  assert.ok(record.includes(Buffer.from('‹secret›', 'utf8').toString('latin1')));
  for (const [name, text] of outputs) for (const canary of CANARIES) assert.ok(!found(text, canary), `${canary} in ${name}`);
  for (const name of ['record.jsonl', 'text of report.pdf'])
    assert.ok(outputs.find((each) => each[0] === name)![1].includes('6257835951'), 'accounts are shown unless they are to be masked');
});

test('--mask-accounts: no account of the profile in any output', async () => {
  for (const [name, text] of await run('--mask-accounts')) {
    for (const account of ACCOUNTS) assert.ok(!found(text, account), `${account} in ${name}`);
  }
});

test('a wrong profile is explained without what it holds', async () => {
  const folder = scratch();
  const profile = join(folder, 'partner.yaml');
  writeFileSync(profile, 'partner:\n  url: ftp://kaspi:canary-pw@127.0.0.1/x\n  headers: { X-Key: 48151623 }\n  accounts: { payable: ["1"] }\n');
  const { code, stderr } = await paycert(['certify', '--profile', profile, '--out', join(folder, 'run')]);
  assert.equal(code, 2);
  assert.match(stderr, /partner\.yaml:2:8[^]*partner\.yaml:3:21/);
  assert.doesNotMatch(stderr, /canary|48151623/);
});
