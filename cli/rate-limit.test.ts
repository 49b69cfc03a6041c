import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { certify, loadProfile } from '../harness/index.ts';
import { startPartner } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { ended } from './run.testing.ts';

/** Before the partner stands what limits it, with an error page of its own; `restOf` gives the seconds to wait, where a request is one too many. */
async function behindLimiter(restOf: (query: string) => number | undefined, play: (url: string) => Promise<void>): Promise<void> {
  const partner = await startPartner();
  const limiter = createServer((request, response) => {
    const rest = restOf(request.url!);
    if (rest !== undefined) return response.writeHead(429, { 'retry-after': String(rest), 'content-type': 'text/html' }).end('<html>Too many</html>');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    return fetch(new URL(request.url!, partner.url), { headers }).then(
      async (answer) => response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! }).end(await answer.text()),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => limiter.listen(0, '127.0.0.1', resolve));
  try {
    await play(`http://127.0.0.1:${(limiter.address() as AddressInfo).port}/payment_app.cgi`);
  } finally {
    limiter.closeAllConnections();
    await new Promise((resolve) => limiter.close(resolve));
    await partner.close();
  }
}

test('a partner that limits the rate is asked more slowly, told so once, and certified', async () => {
  let asked = 0;
  await behindLimiter(
    () => (++asked % 60 === 0 ? 1 : undefined),
    async (url) => {
      const profile = await loadProfile({ url, account: '4957835959' });
      const { end, events } = await certify({ profile, cases: CASES, seed: 'limited', version: '0.0.0' });
      assert.deepEqual([ended(events, 'failed'), ended(events, 'inconclusive')], [[], []]);
      assert.equal(end.verdict, 'certified');
      assert.equal(events.filter((event) => event.type === 'note' && event.key === 'note.slowed-down').length, 1);
      assert.ok(events.some((event) => event.type === 'exchange' && event.nature === 'limited'));
    },
  );
});

test('a limit that strikes right after a hostile request is no outage', async () => {
  const hostile = 'check.metacharacters-path';
  let strikes = false;
  await behindLimiter(
    (query) => {
      const rest = strikes ? 3_600 : undefined;
      strikes = query.includes('passwd');
      return rest;
    },
    async (url) => {
      const profile = await loadProfile({ url, account: '4957835959' });
      const { events } = await certify({ profile, cases: CASES, seed: 'limited', version: '0.0.0', filter: { cases: [hostile] } });
      assert.deepEqual([ended(events, 'failed'), ended(events, 'inconclusive')], [[], [hostile]]);
    },
  );
});
