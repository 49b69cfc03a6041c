import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { makeCertificates, type Pair } from './certificates.fixture.ts';
import type { Ask, Exchange, TlsChoice } from './exchange.ts';
import { answering, askOnce, clientFor, closed, OK, REQUEST, serve, type Peer } from './loopback.fixture.ts';

const { ca, good, otherName, expired, selfSigned } = makeCertificates();

async function secure(t: TestContext, pair: Pair, options: TlsOptions = {}): Promise<Peer> {
  return serve(t, answering(OK), { ...pair, ...options });
}

async function judged(t: TestContext, pair: Pair, tls: TlsChoice): Promise<[Exchange, Peer]> {
  const peer = await secure(t, pair);
  return [await askOnce(t, peer.port, { tls }), peer];
}

test('trusted by the given root: facts, chain and times', async (t) => {
  const [exchange] = await judged(t, good, { ca });
  assert.equal(exchange.end.how, 'answered');
  assert.ok(exchange.tls);
  const { protocol, cipher, authorized, problem, chain } = exchange.tls;
  assert.deepEqual([protocol, authorized, problem], ['TLSv1.3', true, undefined]);
  assert.match(cipher, /^TLS_/);
  assert.deepEqual(
    chain.map(({ subject, issuer }) => [subject, issuer]),
    [
      ['O=Partner, CN=good', 'CN=root'],
      ['CN=root', 'CN=root'],
    ],
  );
  assert.match(chain[0]?.altNames ?? '', /DNS:localhost/);
  assert.match(chain[0]?.validTo ?? '', /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  assert.match(chain[0]?.fingerprint256 ?? '', /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  const { tcpMs = -1, tlsMs = -1, sentMs = -1 } = exchange.timing;
  assert.ok(tcpMs <= tlsMs && tlsMs <= sentMs);
});

const UNTRUSTED: [name: string, pair: Pair, tls: TlsChoice, code: string][] = [
  ['self-signed', selfSigned, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['unknown root', good, {}, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['another name', otherName, { ca }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['a name that was asked for', good, { ca, serverName: 'other.example' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', expired, { ca }, 'CERT_HAS_EXPIRED'],
];
for (const [name, pair, tls, code] of UNTRUSTED) {
  test(`not trusted: ${name}; nothing is sent, and the chain is seen`, async (t) => {
    const [exchange, { sockets }] = await judged(t, pair, tls);
    assert.deepEqual([exchange.end.how, exchange.end.phase, exchange.end.code], ['tls', 'tls', code]);
    assert.deepEqual([exchange.tls?.authorized, exchange.tls?.problem, exchange.sentBytes], [false, code, 0]);
    assert.ok((exchange.tls?.chain.length ?? 0) >= 1);
    const [socket] = sockets;
    if (socket !== undefined) await closed(socket);
    assert.equal(socket?.bytesRead ?? 0, 0);
  });
}

test('insecure goes on, and still says what is wrong', async (t) => {
  const [exchange] = await judged(t, selfSigned, { insecure: true });
  assert.equal(exchange.end.how, 'answered');
  assert.deepEqual([exchange.tls?.authorized, exchange.tls?.problem], [false, 'DEPTH_ZERO_SELF_SIGNED_CERT']);
});

test('the server name is told, and never an address', async (t) => {
  const names: unknown[] = [];
  const { port } = await serve(
    t,
    (socket) => {
      names.push((socket as TLSSocket & { servername?: unknown }).servername);
      answering(OK)(socket);
    },
    good,
  );
  await askOnce(t, port, { tls: { ca } });
  await askOnce(t, port, { tls: { ca, serverName: 'localhost' } });
  await askOnce(t, port, { host: 'localhost', tls: { ca } });
  assert.deepEqual(names, [false, 'localhost', 'localhost']);
});

test('a kept connection keeps its facts; another choice opens another', async (t) => {
  const { port, sockets } = await secure(t, good);
  const client = clientFor(t);
  const ask = (tls: TlsChoice): Ask => ({ host: '127.0.0.1', port, request: REQUEST, tls });
  const first = await client.ask(ask({ ca }));
  const second = await client.ask(ask({ ca: Buffer.from(ca) }));
  assert.equal(second.connection.reused, 1);
  assert.equal(second.tls, first.tls);
  assert.equal(second.timing.tlsMs, undefined);
  assert.equal((await client.ask(ask({ insecure: true }))).connection.id, 2);
  assert.equal(sockets.length, 2);
});

test('a kept connection that closes under the request is asked again', async (t) => {
  const { port } = await serve(
    t,
    (socket) => {
      socket.once('data', () => {
        socket.write(OK);
        socket.once('data', () => socket.destroy());
      });
    },
    good,
  );
  const client = clientFor(t);
  const ask: Ask = { host: '127.0.0.1', port, request: REQUEST, tls: { ca } };
  await client.ask(ask);
  const again = await client.ask(ask);
  assert.deepEqual([again.end.how, again.connection.resent, again.tls?.authorized], ['answered', true, true]);
});

test('versions: an old one is spoken when it is offered with the ciphers for it', async (t) => {
  const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  const { port } = await secure(t, good, { ...old, maxVersion: 'TLSv1' });
  const exchange = await askOnce(t, port, { tls: { ca, ...old } });
  assert.deepEqual([exchange.end.how, exchange.tls?.protocol], ['answered', 'TLSv1']);
  const modern = await askOnce(t, port, { tls: { ca, minVersion: 'TLSv1.2' } });
  assert.deepEqual([modern.end.how, modern.end.phase], ['tls', 'tls']);
  assert.match(modern.end.code ?? '', /^ERR_SSL_/);
  assert.equal(modern.tls, undefined);
});

test('no TLS there, a handshake cut off, a cipher that is none', async (t) => {
  const plain = await serve(t, answering('HTTP/1.1 400 Bad\r\n\r\n'));
  const wrong = await askOnce(t, plain.port, { tls: {} });
  assert.deepEqual([wrong.end.how, wrong.end.phase], ['tls', 'tls']);
  assert.match(wrong.end.code ?? '', /^(ERR_SSL_|EPROTO)/);
  const closing = await serve(t, (socket) => socket.on('data', () => socket.end()));
  assert.deepEqual((await askOnce(t, closing.port, { tls: {} })).end, { how: 'closed', phase: 'tls' });
  const resetting = await serve(t, (socket) => socket.on('data', () => socket.resetAndDestroy()));
  const { end } = await askOnce(t, resetting.port, { tls: {} });
  assert.deepEqual([end.how, end.phase, end.code], ['reset', 'tls', 'ECONNRESET']);
  const cipher = await askOnce(t, plain.port, { tls: { ciphers: 'nonsense' } });
  assert.deepEqual([cipher.end.how, cipher.end.code], ['tls', 'ERR_SSL_NO_CIPHER_MATCH']);
  const pem = await askOnce(t, plain.port, { tls: { ca: 'nonsense' } });
  assert.ok(['tls', 'closed'].includes(pem.end.how));
});

test('aborted when connected means after the handshake; the first byte breaks off', async (t) => {
  const { port } = await secure(t, good);
  const connected = await askOnce(t, port, { tls: { ca }, abort: 'connected' });
  assert.deepEqual([connected.end.how, connected.sentBytes], ['aborted', 0]);
  assert.ok(connected.timing.tlsMs !== undefined && connected.tls?.authorized === true);
  const first = await askOnce(t, port, { tls: { ca }, abort: 'first-byte' });
  assert.deepEqual([first.end.how, first.http?.body.toString()], ['aborted', 'ok']);
});

test('half close over TLS', async (t) => {
  const { port } = await serve(
    t,
    (socket) => {
      socket.resume();
      socket.on('end', () => socket.end(OK));
    },
    good,
  );
  assert.equal((await askOnce(t, port, { tls: { ca }, halfClose: true })).end.how, 'answered');
});
