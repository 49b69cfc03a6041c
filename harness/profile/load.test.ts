import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadProfile } from './load.ts';
import { UsageError } from './usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'paycert-profile-'));
after(() => rmSync(folder, { recursive: true }));

let count = 0;
function file(text: string | Buffer, ending = 'yaml'): string {
  const path = join(folder, `p${++count}.${ending}`);
  writeFileSync(path, text);
  return path;
}

/** `key place-within-the-file field`, for each message. */
async function complaints(path: string, more: Omit<Parameters<typeof loadProfile>[0], 'file'> = {}): Promise<string[]> {
  const error: unknown = await loadProfile({ file: path, ...more }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof UsageError, `a UsageError, not ${String(error)}`);
  return error.messages.map(({ key, values = {} }) =>
    [key.replace('usage.', ''), values['place']?.replace(path, '').replace(/^:/, ''), values['field']].filter(Boolean).join(' '),
  );
}

const GOOD = `partner:
  name: ТОО «Пример»
  url: https://kaspi.partner.kz/payment_app.cgi?tenant=1
  accounts:
    payable: ["4957835959", { account: "0012", sum: "200.00" }]
  headers: { Authorization: "Basic c2VjcmV0OnNlY3JldA==" }
`;

test('a small profile is filled up with defaults', async () => {
  const profile = await loadProfile({ file: file(GOOD) });
  assert.equal(profile.check.path, '/payment_app.cgi?tenant=1&');
  assert.deepEqual([profile.check.host, profile.check.port, profile.check.scheme], ['kaspi.partner.kz', 443, 'https']);
  assert.deepEqual(profile.accounts.payable, [{ account: '4957835959' }, { account: '0012', price: 20000n }]);
  assert.deepEqual(
    [profile.kind, profile.edition, profile.sums, profile.limits],
    ['balance', 'xml', { min: 100n, max: 50000n }, { payments: 2000, total: 20000000n }],
  );
});

test('the same profile in JSON, and with its keys in another order, has the same digest', async () => {
  const yaml = await loadProfile({ file: file('partner: { url: "http://127.0.0.1/a", accounts: { payable: ["1"] } }') });
  const json = await loadProfile({ file: file('{"partner":{"accounts":{"payable":["1"]},"url":"http://127.0.0.1/a"}}', 'json') });
  assert.equal(yaml.digest, json.digest);
});

test('secrets are in no shown form, and do not change the digest', async () => {
  const profile = await loadProfile({ file: file(GOOD) });
  assert.doesNotMatch(JSON.stringify(profile.shown), /c2VjcmV0/);
  assert.equal(profile.digest, (await loadProfile({ file: file(GOOD.replace('c2VjcmV0', 'AAAA')) })).digest);
});

test('a run without a file is made of an address and an account', async () => {
  const profile = await loadProfile({ url: 'http://127.0.0.1:8080/payment_app.cgi', account: '0012', maxTotal: '5.00', maxPayments: 3 });
  for (const [written, total] of [
    ['5000', 500_000n],
    ['5000.5', 500_050n],
  ] as const)
    assert.equal((await loadProfile({ url: 'http://127.0.0.1:8080/x', account: '1', maxTotal: written })).limits.total, total);
  assert.deepEqual(profile.accounts.payable, [{ account: '0012' }]);
  assert.deepEqual(profile.limits, { payments: 3, total: 500n });
});

test('the command line goes before the file', async () => {
  const profile = await loadProfile({ file: file(GOOD), url: 'http://127.0.0.1:1/x', account: '7' });
  assert.deepEqual([profile.check.port, profile.accounts.payable], [1, [{ account: '7' }]]);
});

test('what is wrong is named with its place', async () => {
  const inAccounts = (payable: string) => GOOD.replace(/payable: .*/, `payable: ${payable}`);
  const table: [string | Buffer, string[]][] = [
    [inAccounts('[0012]'), ['profile-unquoted 5:15 partner.accounts.payable.0']],
    [inAccounts('[4957835959]'), ['profile-unquoted 5:15 partner.accounts.payable.0']],
    [inAccounts('[]'), ['no-payable 5:5']],
    [inAccounts(`["${'x'.repeat(201)}"]`), ['profile-invalid 5:15 partner.accounts.payable.0']],
    [GOOD.replace('url: https', 'url: ftp'), ['bad-url 3:8']],
    [GOOD.replace('https://', 'https://user:pass@'), ['url-credentials 3:8']],
    [`${GOOD}  knd: order\n`, ['profile-unknown-key 7:8 partner.knd']],
    [`${GOOD}  accountPattern: "^\\\\d{10}$"\n`, ['account-pattern 5:29']],
    [`${GOOD}  accountPattern: "("\n`, ['bad-pattern 7:19']],
    [`${GOOD}  sums: { min: "5.00", max: "1.00" }\n`, ['sums-range 7:9']],
    [`${GOOD}limits: { total: "0.50" }\n`, ['limit-too-low 7:18']],
    [`${GOOD}limits: { total: "5" }\n`, ['profile-money 7:18 limits.total']],
    [`${GOOD}limits: { payments: 0 }\n`, ['limit-too-low 7:21']],
    [`${GOOD}  tls: { ca: nowhere.pem }\n`, ['ca-unreadable 7:14']],
    ['partner: [', ['profile-malformed 1:11']],
    ['just text', ['profile-not-a-map']],
    ['', ['profile-not-a-map']],
    ['partner: { name: x, name: y }', ['profile-malformed 1:21']],
    [Buffer.from([0x70, 0xff, 0xfe]), ['profile-not-utf8']],
    [Buffer.alloc(1024 * 1024 + 1, 0x20), ['profile-too-large']],
  ];
  for (const [text, expected] of table) assert.deepEqual(await complaints(file(text)), expected, text.toString().slice(0, 400));
});

test('a header value can not smuggle in another header', async () => {
  const [complaint] = await complaints(file(GOOD.replace('"Basic c2VjcmV0OnNlY3JldA=="', '"a\\r\\nX-Other: b"')));
  assert.match(complaint!, /^profile-pattern .*headers/);
});

test('a file that is not there, and no file and no address, are told', async () => {
  assert.deepEqual(await complaints(join(folder, 'none.yaml')), ['profile-unreadable']);
  await assert.rejects(loadProfile({}), (error: UsageError) => error.messages[0]!.key === 'usage.no-target');
  await assert.rejects(loadProfile({ url: 'http://127.0.0.1/' }), (error: UsageError) =>
    /usage\.(no-payable|profile-missing)/.test(error.messages[0]!.key),
  );
});

test('a file full of aliases is refused and not expanded', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`;
  assert.match((await complaints(file(bomb)))[0]!, /^profile-malformed/);
});
