import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FindingEvent } from '../harness/index.ts';
import { startRefundClient } from '../simulators/index.ts';
import { makeCertificate } from '../simulators/partner/certificate.ts';
import { paycert, recordIn, scratch, startPaycert } from './run.testing.ts';

/** The Refund API's client over HTTPS: what is served, who trusts it, and files that are wrong. */

function pair(folder: string, made = makeCertificate()): { ca: string } {
  writeFileSync(join(folder, 'cert.pem'), made.cert);
  writeFileSync(join(folder, 'key.pem'), made.key);
  writeFileSync(join(folder, 'root.pem'), made.ca);
  return made;
}

const CASES = 'refund.comes,refund.renews-on-401,refund.operator-refuses,refund.cut-taken,refund.silence';

test('a client that trusts the certificate is judged over HTTPS, through the program as it is installed', async () => {
  const folder = scratch();
  pair(folder);
  const profile = join(folder, 'refund.yaml');
  const files = ['--tls-key', join(folder, 'key.pem'), '--tls-cert', join(folder, 'cert.pem'), '--ca', join(folder, 'root.pem')];
  const client = startPaycert(['simulate', 'refund-client', ...files, '--write-profile', profile]);
  try {
    await client.said(/^Profile: /m);
    const out = join(folder, 'out');
    const { code, stdout } = await paycert(['certify', '--profile', profile, '--case', CASES, '--out', out]);
    assert.equal(code, 3, stdout); // a narrowed run certifies nothing
    const events = recordIn(out);
    const ends = events.flatMap((event) => (event.type === 'case' && event.verdict !== 'skipped' ? [`${event.id} ${event.verdict}`] : []));
    assert.deepEqual(
      ends.toSorted(),
      CASES.split(',')
        .map((id) => `${id} passed`)
        .toSorted(),
    );
    const run = events.find((event) => event.type === 'run');
    assert.match(run?.target ?? '', /^https:\/\/127\.0\.0\.1:\d+$/);
    const exchanges = events.filter((event) => event.type === 'exchange');
    assert.ok(exchanges.length > 12 && exchanges.every(({ to }) => to.scheme === 'https'));
  } finally {
    client.signal('SIGTERM');
    await client.ended;
  }
});

test('a client that does not trust it is told so, and nobody is accused', async () => {
  const folder = scratch();
  pair(folder);
  const who = { login: 'l', password: 'p' };
  const client = await startRefundClient({ ...who, pollMs: 50, mostMs: 400 });
  try {
    const refund = { client: { listen: '127.0.0.1:0', ...who, tls: { cert: 'cert.pem', key: 'key.pem' }, trigger: { url: client.url } } };
    writeFileSync(join(folder, 'p.json'), JSON.stringify({ refund: { client: { ...refund.client, clocks: { patience: 1, settle: 0.1 } } } }));
    const out = join(folder, 'out');
    const { code } = await paycert(['certify', '--profile', join(folder, 'p.json'), '--out', out]);
    assert.equal(code, 3);
    const findings = recordIn(out).filter((event): event is FindingEvent => event.type === 'finding');
    assert.deepEqual(
      findings.map(({ key, blame }) => `${blame} ${key}`),
      ['configuration refund.handshake-broken'],
    );
    assert.match(findings[0]?.observed ?? '', /UNKNOWN_CA|ECONNRESET/);
  } finally {
    await client.close();
  }
});

test('files that cannot be served end in exit code 2, each with its place and its cure', async () => {
  const folder = scratch();
  pair(folder);
  writeFileSync(join(folder, 'other-key.pem'), makeCertificate().key);
  writeFileSync(join(folder, 'text.pem'), 'no PEM at all\n');
  const profile = join(folder, 'p.yaml');
  for (const [cert, key, says] of [
    ['gone.pem', 'key.pem', /p\.yaml:6:18: \S+gone\.pem cannot be read\s+\(ENOENT\)/],
    ['cert.pem', 'gone.pem', /p\.yaml:6:33: \S+gone\.pem cannot be read\s+\(ENOENT\)/],
    ['text.pem', 'key.pem', /text\.pem holds no certificate in PEM/],
    ['cert.pem', 'text.pem', /text\.pem holds no private key in PEM/],
    ['cert.pem', 'other-key.pem', /the key other-key\.pem does not belong to the certificate cert\.pem/],
  ] as const) {
    const lines = [
      'refund:',
      '  client:',
      '    listen: 127.0.0.1:0',
      '    login: l',
      '    password: p',
      `    tls: { cert: ${cert}, key: ${key} }`,
      '',
    ];
    writeFileSync(profile, lines.join('\n'));
    for (const command of ['doctor', 'certify']) {
      const { code, stderr } = await paycert([command, '--profile', profile, '--out', join(folder, 'out')].slice(0, command === 'doctor' ? 3 : 5));
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
    }
  }
});
