import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { certify, loadProfile, type Certification, type FindingEvent } from '../harness/index.ts';
import { CASES } from '../suites/index.ts';
import { EXIT, exitCode } from './exit.ts';
import { certifySimulated, ended, scratch, seedOf } from './run.testing.ts';

/** What a correct partner would also do under a wrong profile stops the run and accuses nobody; what breaks the protocol is judged. */

async function against(server: Server | TcpServer): Promise<Certification> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const profile = await loadProfile({ url: `http://127.0.0.1:${port}/payment_app.cgi`, account: '4957835959' });
    return await certify({ profile, cases: CASES, seed: 'wrong', version: '0.0.0' });
  } finally {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const http = (answer: RequestListener) => against(createServer(answer));
const blames = ({ events }: Certification) => [
  ...new Set(events.filter((event): event is FindingEvent => event.type === 'finding').map(({ blame }) => blame)),
];
const pays = ({ events }: Certification) => events.filter((event) => event.type === 'exchange' && event.command === 'pay').length;

const PAGE = '<html><body>Not for you</body></html>';

for (const status of [301, 302, 401, 403, 404]) {
  test(`HTTP ${status} for everything: misconfigured, before any pay`, async () => {
    const run = await http((_, response) => response.writeHead(status, { 'content-type': 'text/html', location: 'https://127.0.0.1/' }).end(PAGE));
    assert.deepEqual([run.end.verdict, blames(run), pays(run), ended(run.events, 'failed')], ['incomplete', ['configuration'], 0, []]);
  });
}

for (const result of [1, 2, 3]) {
  test(`the payable account is answered ${result}: misconfigured, before any pay`, async () => {
    const run = await http((request, response) => {
      const txnId = /txn_id=(\d+)/.exec(request.url!)![1];
      response.setHeader('content-type', 'text/xml').end(`<response><txn_id>${txnId}</txn_id><result>${result}</result></response>`);
    });
    assert.deepEqual([run.end.verdict, blames(run), pays(run), ended(run.events, 'failed')], ['incomplete', ['configuration'], 0, []]);
  });
}

test('HTTP 500 and an error page for everything break the protocol, and are judged', async () => {
  const run = await http((_, response) => response.writeHead(500, { 'content-type': 'text/html' }).end(PAGE));
  assert.equal(run.end.verdict, 'not-certified');
  assert.ok(ended(run.events, 'failed').includes('answers.http-200'));
});

test('a page in place of an answer is judged', async () => {
  const run = await http((_, response) => response.setHeader('content-type', 'text/html').end(PAGE));
  assert.equal(run.end.verdict, 'not-certified');
  assert.ok(ended(run.events, 'failed').includes('answers.edition'));
});

test('connections that are torn down accuse nobody', async () => {
  const run = await against(createTcpServer((socket) => socket.on('error', () => {}).once('data', () => socket.resetAndDestroy())));
  assert.deepEqual([run.end.verdict, blames(run), ended(run.events, 'failed')], ['incomplete', ['network'], []]);
});

test('a balance field that no check answers: misconfigured, before any pay', async () => {
  const run = await certifySimulated({ seed: seedOf(0) }, { profile: { balanceField: 'balanse' } });
  assert.deepEqual([run.end.verdict, blames(run), pays(run), ended(run.events, 'failed')], ['incomplete', ['configuration'], 0, []]);
  assert.ok(run.end.reasons.some(({ key }) => key === 'stop.no-balance-field'));
  assert.equal(exitCode(run, false), EXIT.incomplete);
});

test('a balance that only some accounts have stops nothing', async () => {
  const field = '<fields><field1 name="balance">5.00</field1></fields>';
  const server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://partner').searchParams;
    const known = query.get('account') === '7011234567' ? field : '';
    const result = /^(4957835959|7011234567)$/.test(query.get('account') ?? '') ? 0 : 1;
    response
      .setHeader('content-type', 'text/xml')
      .end(`<response><txn_id>${query.get('txn_id')}</txn_id><result>${result}</result>${known}</response>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const file = join(scratch(), 'profile.json');
    const accounts = { payable: ['4957835959', '7011234567'], unknown: ['0000000000'] };
    writeFileSync(file, JSON.stringify({ partner: { url: `http://127.0.0.1:${port}/`, accounts, balanceField: 'balance' } }));
    const filter = { suites: ['preflight'] };
    const run = await certify({ profile: await loadProfile({ file }), cases: CASES, seed: 'some', version: '0.0.0', filter });
    assert.deepEqual([blames(run), ended(run.events, 'passed').includes('preflight.balance-field')], [[], true]);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('https:// to a port of plain HTTP: said as it is, and no version of TLS is confirmed', async () => {
  const profile = ({ url }: { url: string }) => ({ url: url.replace('http:', 'https:') });
  const run = await certifySimulated({ seed: seedOf(0) }, { profile });
  assert.deepEqual([run.end.verdict, blames(run), pays(run)], ['incomplete', ['configuration'], 0]);
  assert.ok(run.end.reasons.some(({ key }) => key === 'stop.not-tls'));
  assert.ok(ended(run.events, 'skipped').includes('preflight.tls-modern'));
  assert.deepEqual(ended(run.events, 'passed'), ['preflight.name-resolves', 'preflight.port-answers']);
});
