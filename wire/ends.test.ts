import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { Exchange } from './exchange.ts';
import { answering, askOnce, clientFor, faultsOf, OK, REQUEST, serve } from './loopback.fixture.ts';

const SHORT = 150;

function failing(code: string): LookupFunction {
  return (_host, _options, done) => {
    setImmediate(() => done(Object.assign(new Error(code), { code, syscall: 'getaddrinfo' }), '', 4));
  };
}

/** A name with these addresses. */
function resolving(...addresses: string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_host, options, done) => {
    setImmediate(() => (options.all === true ? done(null, all) : done(null, all[0]?.address ?? '', all[0]?.family)));
  };
}

/** Resolves when the server's side of the connection is gone, with what became of it. */
async function fate(socket: Socket | undefined): Promise<'reset' | 'closed'> {
  assert.ok(socket);
  return new Promise((resolve) => {
    socket.on('error', () => resolve('reset'));
    socket.on('end', () => resolve('closed'));
    if (socket.errored !== null) resolve('reset');
    if (socket.readableEnded) resolve('closed');
    socket.resume();
  });
}

async function closedPort(t: TestContext): Promise<number> {
  const { port } = await serve(t, (socket) => socket.destroy());
  // Bound for calling from, never listened on: nobody else can be given it meanwhile.
  const holder = connect({ port, host: '127.0.0.1' });
  t.after(() => holder.destroy());
  holder.on('error', () => {});
  await once(holder, 'connect');
  return holder.localPort ?? 0;
}

test('refused: nothing listens', async (t) => {
  const { end, timing } = await askOnce(t, await closedPort(t));
  assert.deepEqual([end.how, end.phase, end.code], ['refused', 'tcp', 'ECONNREFUSED']);
  assert.equal(timing.tcpMs, undefined);
});

test('refused: a local address that is not ours, or none at all; a port out of range', async (t) => {
  const { port } = await serve(t, answering(OK));
  const foreign = await askOnce(t, port, { localAddress: '192.0.2.1' });
  assert.deepEqual([foreign.end.how, foreign.end.code], ['refused', 'EADDRNOTAVAIL']);
  const none = await askOnce(t, port, { localAddress: 'nonsense' });
  assert.deepEqual([none.end.how, none.end.code], ['refused', 'ERR_INVALID_IP_ADDRESS']);
  const range = await askOnce(t, 70_000);
  assert.deepEqual([range.end.how, range.end.code], ['refused', 'ERR_SOCKET_BAD_PORT']);
});

test('unresolved', async (t) => {
  for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
    const client = clientFor(t, { lookup: failing(code) });
    const { end } = await client.ask({ host: 'partner.example', port: 80, request: REQUEST });
    assert.deepEqual([end.how, end.phase, end.code], ['unresolved', 'dns', code]);
  }
});

test('a name of several addresses: one that answers is enough, none is refused', async (t) => {
  const { port } = await serve(t, answering(OK));
  const lookup = resolving('::1', '127.0.0.1');
  const found = await clientFor(t, { lookup }).ask({ host: 'partner.example', port, request: REQUEST });
  assert.equal(found.end.how, 'answered');
  assert.ok(found.timing.dnsMs !== undefined && found.timing.dnsMs <= (found.timing.tcpMs ?? 0));
  const nobody = await clientFor(t, { lookup }).ask({ host: 'partner.example', port: await closedPort(t), request: REQUEST });
  assert.deepEqual([nobody.end.how, nobody.end.phase], ['refused', 'tcp']);
  assert.match(nobody.end.message ?? '', /127\.0\.0\.1/);
});

test('a resolver that answers at once is no trap', async (t) => {
  const lookup: LookupFunction = (_host, options, done) =>
    options.all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  const { end } = await clientFor(t, { lookup }).ask({ host: 'partner.example', port: await closedPort(t), request: REQUEST });
  assert.deepEqual([end.how, end.phase], ['refused', 'tcp']);
});

test('closed: before the answer, in its head, in its body', async (t) => {
  const closing = async (answer: string): Promise<Exchange> => {
    const { port } = await serve(t, (socket) => socket.on('data', () => socket.end(answer)));
    return askOnce(t, port);
  };
  const silent = await closing('');
  assert.deepEqual(silent.end, { how: 'closed', phase: 'wait' });
  assert.equal(silent.http, undefined);
  const inHead = await closing('HTTP/1.1 200 OK\r\nContent-');
  assert.deepEqual(inHead.end, { how: 'closed', phase: 'body' });
  assert.equal(inHead.http, undefined);
  const inBody = await closing('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok');
  assert.deepEqual(inBody.end, { how: 'closed', phase: 'body' });
  assert.deepEqual([inBody.http?.body.toString(), faultsOf(inBody)], ['ok', ['length-too-long']]);
  const inChunks = await closing('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n');
  assert.deepEqual([inChunks.end.how, faultsOf(inChunks)], ['closed', ['bad-chunk']]);
});

test('reset: before the answer, and in a body that only the end of the connection would end', async (t) => {
  const { port } = await serve(t, (socket) => socket.on('data', () => socket.resetAndDestroy()));
  const { end } = await askOnce(t, port);
  assert.deepEqual([end.how, end.phase, end.code], ['reset', 'wait', 'ECONNRESET']);

  const { port: later, sockets } = await serve(t, answering('HTTP/1.1 200 OK\r\n\r\nhalf'));
  const asked = askOnce(t, later, { timeoutMs: 10_000 });
  while (sockets[0]?.bytesWritten === undefined || sockets[0].bytesWritten === 0) await new Promise(setImmediate);
  setTimeout(() => sockets[0]?.resetAndDestroy(), 50);
  const exchange = await asked;
  assert.deepEqual([exchange.end.how, exchange.end.phase], ['reset', 'body']);
  assert.equal(exchange.http?.body.toString(), 'half');
});

test('malformed: what is no HTTP ends soon, with its bytes as evidence', async (t) => {
  for (const garbage of ['<html>HTTP/0.9</html>', '\0\x01\x02\xff\xfe', 'HTTP/1.1 abc\r\n\r\n']) {
    const { port } = await serve(t, answering(Buffer.from(garbage, 'latin1')));
    const exchange = await askOnce(t, port);
    assert.deepEqual(exchange.end, { how: 'malformed', phase: 'body' });
    assert.equal(exchange.response.toString('latin1'), garbage);
    assert.equal(exchange.http, undefined);
    assert.ok(exchange.timing.totalMs < 5_000);
  }
});

test('malformed: endless garbage ends at the limit, and at the time limit', async (t) => {
  const flood = await serve(t, (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
    };
    socket.on('drain', more).on('data', more);
  });
  const limited = await askOnce(t, flood.port, { maxHeadBytes: 1000, maxBodyBytes: 1000 });
  assert.deepEqual([limited.end.how, limited.truncated, limited.response.length], ['malformed', true, 2000]);
  const drip = await serve(t, (socket) => {
    const timer = setInterval(() => socket.write('x'), 20);
    socket.on('close', () => clearInterval(timer));
  });
  assert.equal((await askOnce(t, drip.port, { timeoutMs: 300 })).end.how, 'malformed');
});

test('malformed: chunks that cannot be followed keep what was read', async (t) => {
  const { port } = await serve(t, answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n<xml/>'));
  const exchange = await askOnce(t, port);
  assert.deepEqual([exchange.end.how, exchange.http?.body.toString(), faultsOf(exchange)], ['malformed', 'x', ['bad-chunk']]);
});

test('aborted when connected: the server sees an end and not one byte', async (t) => {
  const { port, sockets } = await serve(t, () => {});
  const exchange = await askOnce(t, port, { abort: 'connected' });
  assert.deepEqual([exchange.end.how, exchange.sentBytes], ['aborted', 0]);
  while (sockets.length === 0) await new Promise(setImmediate);
  assert.equal(await fate(sockets[0]), 'closed');
  assert.equal(sockets[0]?.bytesRead, 0);
});

test('aborted when sent, at once or after a while: the server has the whole request', async (t) => {
  for (const abortAfterMs of [0, 50]) {
    const { port, sockets } = await serve(t, () => {});
    const exchange = await askOnce(t, port, { abort: 'sent', abortAfterMs });
    assert.deepEqual(exchange.end, { how: 'aborted', phase: 'wait' });
    assert.ok(exchange.timing.totalMs >= abortAfterMs - 1, 'timers may fire a millisecond early');
    while (sockets.length === 0) await new Promise(setImmediate);
    await fate(sockets[0]);
    assert.equal(sockets[0]?.bytesRead, REQUEST.length);
  }
});

test('aborted by its signal, in whatever phase it is', async (t) => {
  const { port, sockets } = await serve(t, () => {});
  const over = new AbortController();
  const asked = askOnce(t, port, { signal: over.signal });
  while (sockets.length === 0 || sockets[0]!.bytesRead < REQUEST.length) await new Promise(setImmediate);
  over.abort();
  assert.deepEqual((await asked).end, { how: 'aborted', phase: 'wait' });
  assert.equal(await fate(sockets[0]), 'closed');
  assert.equal((await askOnce(t, port, { signal: over.signal })).end.how, 'aborted', 'one that is over before it begins');
});

test('aborted at the first byte: the server sees a reset', async (t) => {
  const { port, sockets } = await serve(t, answering('H'));
  const exchange = await askOnce(t, port, { abort: 'first-byte' });
  assert.deepEqual(exchange.end, { how: 'aborted', phase: 'body' });
  assert.equal(exchange.response.toString(), 'H');
  assert.equal(await fate(sockets[0]), 'reset');
});

test('timeout in dns', async (t) => {
  const client = clientFor(t, { lookup: () => {} });
  const whole = await client.ask({ host: 'partner.example', port: 80, request: REQUEST, timeoutMs: SHORT });
  assert.deepEqual(whole.end, { how: 'timeout', phase: 'dns' });
  const connecting = await client.ask({ host: 'partner.example', port: 80, request: REQUEST, connectTimeoutMs: SHORT });
  assert.deepEqual(connecting.end, { how: 'timeout', phase: 'dns' });
});

test('timeout in tcp', async (t) => {
  // A process that listens and never accepts: when its queue is full, the system leaves us waiting.
  const script = `
    const server = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('fs').writeSync(1, String(server.address().port) + '\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);
    });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  const fillers = Array.from({ length: 8 }, () => connect({ port, host: '127.0.0.1' }).on('error', () => {}));
  t.after(() => fillers.forEach((socket) => socket.destroy()));
  await once(fillers[0] as Socket, 'connect');
  const { end } = await askOnce(t, port, { connectTimeoutMs: SHORT });
  assert.deepEqual(end, { how: 'timeout', phase: 'tcp' });
});

test('timeout in tls', async (t) => {
  const { port } = await serve(t, (socket) => socket.resume());
  const { end, timing } = await askOnce(t, port, { tls: {}, timeoutMs: SHORT, connectTimeoutMs: 100 });
  assert.deepEqual(end, { how: 'timeout', phase: 'tls' });
  assert.ok(timing.tcpMs !== undefined && timing.totalMs >= SHORT - 2);
});

test('timeout in send', async (t) => {
  const { port } = await serve(t, (socket) => socket.pause());
  const request = Buffer.alloc(30_000_000);
  const exchange = await askOnce(t, port, { request, timeoutMs: 400 });
  assert.deepEqual(exchange.end, { how: 'timeout', phase: 'send' });
  assert.ok(exchange.sentBytes > 0 && exchange.sentBytes < request.length);
});

test('timeout in wait', async (t) => {
  const { port } = await serve(t, (socket) => socket.resume());
  const { end } = await askOnce(t, port, { timeoutMs: SHORT });
  assert.deepEqual(end, { how: 'timeout', phase: 'wait' });
});

test('timeout in body, however steadily it drips', async (t) => {
  const { port } = await serve(t, (socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
  });
  const exchange = await askOnce(t, port, { timeoutMs: 300 });
  assert.deepEqual(exchange.end, { how: 'timeout', phase: 'body' });
  assert.equal(exchange.http?.status, 200);
});
