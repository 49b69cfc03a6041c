import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { certify, loadProfile } from '../harness/index.ts';
import { startPartner } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { ended } from './run.testing.ts';

test('a partner that limits the rate is asked more slowly, told so once, and certified', async () => {
  const partner = await startPartner();
  let asked = 0;
  // Before the partner stands what limits it, with an error page of its own.
  const limiter = createServer((request, response) => {
    if (++asked % 60 === 0) return response.writeHead(429, { 'retry-after': '1', 'content-type': 'text/html' }).end('<html>Too many</html>');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    return fetch(new URL(request.url!, partner.url), { headers }).then(
      async (answer) => response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! }).end(await answer.text()),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => limiter.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = limiter.address() as AddressInfo;
    const profile = await loadProfile({ url: `http://127.0.0.1:${port}/payment_app.cgi`, account: '4957835959' });
    const { end, events } = await certify({ profile, cases: CASES, seed: 'limited', version: '0.0.0' });
    assert.deepEqual([ended(events, 'failed'), ended(events, 'inconclusive')], [[], []]);
    assert.equal(end.verdict, 'certified');
    assert.equal(events.filter((event) => event.type === 'note' && event.key === 'note.slowed-down').length, 1);
    assert.ok(events.some((event) => event.type === 'exchange' && event.nature === 'limited'));
  } finally {
    limiter.closeAllConnections();
    await new Promise((resolve) => limiter.close(resolve));
    await partner.close();
  }
});
