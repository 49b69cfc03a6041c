import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { certify, loadProfile, type Certification } from '../harness/index.ts';
import { startPartner } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { ended } from './run.testing.ts';

/** Certifies a correct partner behind a front that goes away for `downMs` at the first `times` requests with the command payment. */
async function withOutage(times: number, downMs: number): Promise<Certification> {
  const partner = await startPartner();
  const fronts = new Set<Server>();
  let left = times;
  let port = 0;
  const open = () =>
    new Promise<void>((resolve) => {
      const front = createServer((request, response) => {
        if (request.url!.includes('command=payment') && left-- > 0) return goAway(front);
        return void fetch(new URL(request.url!, partner.url)).then(
          async (answer) => response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! }).end(await answer.text()),
          () => response.destroy(),
        );
      });
      fronts.add(front);
      front.listen(port, '127.0.0.1', () => resolve(void (port = (front.address() as AddressInfo).port)));
    });
  const goAway = (front: Server) => {
    fronts.delete(front);
    front.close();
    front.closeAllConnections();
    setTimeout(() => void open(), downMs);
  };
  await open();
  try {
    const profile = await loadProfile({ url: `http://127.0.0.1:${port}/payment_app.cgi`, account: '4957835959' });
    return await certify({ profile, cases: CASES, seed: 'outage', version: '0.0.0', filter: { suites: ['bad-requests'] } });
  } finally {
    for (const front of fronts) front.closeAllConnections();
    for (const front of fronts) front.close();
    await partner.close();
  }
}

test('an outage at the wrong moment is nobody’s fault', async () => {
  const { events, crashes } = await withOutage(1, 1_000);
  assert.deepEqual([crashes, ended(events, 'failed'), ended(events, 'inconclusive'), ended(events, 'remark')], [[], [], [], []]);
  assert.ok(ended(events, 'passed').includes('bad-requests.command-unknown'));
  assert.equal(events.filter((event) => event.type === 'note' && event.key === 'note.outage').length, 1);
});

test('a partner that goes down at each such request is caught, though it is back each time', async () => {
  const { events, crashes } = await withOutage(Infinity, 1_000);
  assert.deepEqual([crashes, ended(events, 'failed')], [[], ['bad-requests.command-unknown']]);
});
