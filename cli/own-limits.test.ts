import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { certify, loadProfile, type FindingEvent } from '../harness/index.ts';
import { startPartner } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { exitCode } from './exit.ts';
import { ended } from './run.testing.ts';

/** A correct partner that refuses with 5 the pays that it has a rule against, started without a profile. */
async function withRule(refuses: (sum: number, paysBefore: number) => boolean) {
  const partner = await startPartner();
  const paid = new Set<string>();
  const front = createServer(async (request, response) => {
    const url = new URL(request.url!, partner.url);
    const [txn_id, sum] = [url.searchParams.get('txn_id') ?? '', Number(url.searchParams.get('sum'))];
    const isPay = url.searchParams.get('command') === 'pay';
    if (isPay && !paid.has(txn_id) && refuses(sum, paid.size))
      return response.writeHead(200, { 'content-type': 'text/xml' }).end(`<response><txn_id>${txn_id}</txn_id><result>5</result></response>`);
    const answer = await fetch(url).catch(() => undefined);
    const text = await answer?.text();
    if (isPay && text?.includes('<result>0<')) paid.add(txn_id);
    return response.writeHead(answer?.status ?? 500, { 'content-type': answer?.headers.get('content-type') ?? 'text/plain' }).end(text);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/payment_app.cgi`;
    return await certify({ profile: await loadProfile({ url, account: '4957835959' }), cases: CASES, seed: 'rule', version: '0.0.0' });
  } finally {
    front.closeAllConnections();
    front.close();
    await partner.close();
  }
}

test('a least sum that no profile tells of is not held against the partner: no verdict, with the cure', async () => {
  const run = await withRule((sum) => sum < 1_000);
  assert.deepEqual([run.crashes, ended(run.events, 'failed')], [[], []]);
  assert.equal(run.end.verdict, 'incomplete');
  assert.equal(exitCode(run, false), 3);
  const whys = run.events.flatMap((event) => (event.type === 'case' && event.verdict === 'inconclusive' ? [event.why?.key] : []));
  assert.ok(whys.length > 20 && whys.every((key) => key === 'why.sum-guessed'), [...new Set(whys)].join(' '));
});

test('pays refused after others were credited are failures, with the likely cause', async () => {
  const { events, end } = await withRule((_, paysBefore) => paysBefore >= 10);
  assert.equal(end.verdict, 'not-certified');
  const refused = events.filter((event): event is FindingEvent => event.type === 'finding' && event.key === 'result.unexpected');
  assert.ok(refused.length > 0 && refused.every(({ cause }) => cause?.key === 'cause.sum-guessed'));
});
