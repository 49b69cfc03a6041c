import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { test } from 'node:test';
import { certify, loadProfile, type FindingEvent } from '../harness/index.ts';
import { CASES } from '../suites/index.ts';
import { exitCode } from './exit.ts';

test('a name server that never answers is judged within 5 s, and neither the partner nor the profile is blamed', async () => {
  const server = createSocket('udp4');
  let asked = 0;
  server.on('message', () => void asked++);
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  const lookup: LookupFunction = (host, _options, done) =>
    resolver.resolve4(host, (error, addresses: string[] | undefined) =>
      done(
        error,
        (addresses ?? []).map((address) => ({ address, family: 4 })),
      ),
    );
  try {
    const profile = await loadProfile({ url: 'https://kaspi.partner.example/payment_app.cgi', account: '1' });
    const run = await certify({ profile, cases: CASES, seed: 'dns', version: '0.0.0', lookup });
    // By the record: what this process takes to load its modules is no part of the judging.
    const slowest = Math.max(...run.events.map((event) => (event.type === 'case' ? event.durationMs : 0)));
    assert.ok(slowest > 0 && slowest < 5_000, `${slowest} ms`);
    assert.ok(asked > 0);
    assert.equal(exitCode(run, false), 3);
    const [finding] = run.events.filter((event): event is FindingEvent => event.type === 'finding');
    assert.deepEqual(
      [finding?.key, finding?.blame, finding?.observed, finding?.cause?.key],
      ['preflight.unresolved', 'network', 'ETIMEOUT', 'cause.dns-silent'],
    );
    assert.ok(!run.events.some((event) => event.type === 'exchange'));
  } finally {
    resolver.cancel();
    server.close();
  }
});
