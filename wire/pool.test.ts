import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import type { Ask } from './exchange.ts';
import { answering, clientFor, closed, faultsOf, OK, REQUEST, serve } from './loopback.fixture.ts';

function ask(port: number, more: Partial<Ask> = {}): Ask {
  return { host: '127.0.0.1', port, request: REQUEST, ...more };
}

/** Until what the server did has come to the client. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test('a kept connection is used again, and leaves no listeners behind', async (t) => {
  const { port, sockets } = await serve(t, answering(OK));
  const client = clientFor(t);
  // Node warns when one emitter has more than ten listeners for one event.
  const warnings: Error[] = [];
  const warned = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', warned);
  t.after(() => process.off('warning', warned));
  for (let i = 0; i < 30; i += 1) {
    const { connection, timing, end } = await client.ask(ask(port));
    assert.equal(end.how, 'answered');
    assert.deepEqual([connection.id, connection.reused], [1, i]);
    assert.equal(timing.tcpMs === undefined, i > 0);
  }
  await settle();
  assert.deepEqual([sockets.length, warnings], [1, []]);
});

test('a new one is opened when that is asked for, or when another address is to be called from', async (t) => {
  const { port } = await serve(t, answering(OK));
  const client = clientFor(t);
  await client.ask(ask(port));
  assert.equal((await client.ask(ask(port, { connection: 'new' }))).connection.id, 2);
  assert.equal((await client.ask(ask(port, { localAddress: '127.0.0.2' }))).connection.id, 3);
  assert.equal((await client.ask(ask(port))).connection.reused, 1);
});

test('a lane has connections of its own', async (t) => {
  const { port } = await serve(t, answering(OK));
  const client = clientFor(t);
  await client.ask(ask(port));
  assert.deepEqual((await client.ask(ask(port, { lane: 'a' }))).connection.id, 2);
  assert.deepEqual((await client.ask(ask(port, { lane: 'b' }))).connection.id, 3);
  const again = (await client.ask(ask(port, { lane: 'a' }))).connection;
  assert.deepEqual([again.id, again.reused], [2, 1]);
});

test('a connection is not kept when anything speaks against it', async (t) => {
  const reasons: [string, Partial<Ask>][] = [
    ['HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok', {}],
    ['HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', {}],
    [`${OK}more`, {}],
    ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok', {}],
    [OK, { keep: false }],
    [OK, { halfClose: true }],
  ];
  for (const [answer, choice] of reasons) {
    const { port, sockets } = await serve(t, answering(answer));
    const client = clientFor(t);
    const first = await client.ask(ask(port, choice));
    assert.equal(first.end.how, 'answered');
    assert.equal((await client.ask(ask(port))).connection.id, 2, answer);
    assert.equal(sockets.length, 2);
  }
});

test('a connection that the server closed while idle is dropped without a word', async (t) => {
  const { port, sockets } = await serve(t, answering(OK));
  const client = clientFor(t);
  await client.ask(ask(port));
  // Some servers say why. It is no answer to anybody.
  sockets[0]?.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n');
  await settle();
  const { connection, end, http } = await client.ask(ask(port));
  assert.deepEqual([end.how, connection.id, connection.resent, http?.faults], ['answered', 2, undefined, []]);
});

test('closed or reset just when the request goes out: it is sent once more, on a new connection', async (t) => {
  for (const close of [(socket: Socket) => socket.end(), (socket: Socket) => socket.resetAndDestroy()]) {
    const { port, sockets } = await serve(t, (socket, index) => {
      let count = 0;
      socket.on('data', () => {
        count += 1;
        if (index === 0 && count === 2) close(socket);
        else socket.write(OK);
      });
    });
    const client = clientFor(t);
    await client.ask(ask(port));
    const { connection, end, sentBytes, timing } = await client.ask(ask(port));
    assert.equal(end.how, 'answered');
    assert.deepEqual([connection.id, connection.reused, connection.resent], [2, 0, true]);
    assert.equal(sentBytes, REQUEST.length);
    assert.ok((timing.tcpMs ?? 0) <= (timing.sentMs ?? 0));
    assert.equal(sockets.length, 2);
  }
});

test('it is not sent a third time, nor when a byte of the answer came, nor on a first connection', async (t) => {
  const { port, sockets } = await serve(t, (socket, index) => {
    let count = 0;
    socket.on('data', () => (index === 0 && (count += 1) === 1 ? socket.write(OK) : socket.end()));
  });
  const client = clientFor(t);
  await client.ask(ask(port));
  const twice = await client.ask(ask(port));
  assert.deepEqual([twice.end.how, twice.connection.resent], ['closed', true]);
  assert.equal(sockets.length, 2);
  const first = await client.ask(ask(port));
  assert.deepEqual([first.end.how, first.connection.resent], ['closed', undefined]);

  const torn = await serve(t, (socket) => {
    let count = 0;
    socket.on('data', () => ((count += 1) === 1 ? socket.write(OK) : socket.end('H')));
  });
  await client.ask(ask(torn.port));
  assert.deepEqual((await client.ask(ask(torn.port))).end, { how: 'closed', phase: 'body' });
  assert.equal(torn.sockets.length, 1);
});

test('a stale answer is what the next ask gets, as a fault, and the connection ends with it', async (t) => {
  const stale = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstale';
  const { port, sockets } = await serve(t, answering(OK));
  const client = clientFor(t);
  await client.ask(ask(port));
  sockets[0]?.write(stale);
  await settle();
  const second = await client.ask(ask(port));
  assert.equal(second.end.how, 'answered');
  assert.equal(second.http?.body.toString(), 'stale');
  assert.deepEqual([faultsOf(second), second.connection.staleBytes], [['stale-answer'], stale.length]);
  assert.equal(second.sentBytes, REQUEST.length);
  const third = await client.ask(ask(port));
  assert.deepEqual([third.connection.id, faultsOf(third)], [2, []]);
});

test('stale bytes that are no whole answer are read as its start', async (t) => {
  const { port, sockets } = await serve(t, answering(OK));
  const client = clientFor(t);
  await client.ask(ask(port));
  sockets[0]?.write('\r\n');
  await settle();
  const second = await client.ask(ask(port));
  assert.deepEqual([second.http?.body.toString(), faultsOf(second)], ['ok', ['stale-answer', 'bad-status-line']]);

  const garbled = await serve(t, answering(OK));
  await client.ask(ask(garbled.port));
  garbled.sockets[0]?.write('junk');
  await settle();
  const other = await client.ask(ask(garbled.port));
  assert.deepEqual([other.end.how, other.connection.staleBytes], ['malformed', 4]);
  assert.equal(other.response.toString(), `junk${OK}`);
});

test('a flood on an idle connection is not read', async (t) => {
  const { port, sockets } = await serve(t, answering(OK));
  const client = clientFor(t);
  await client.ask(ask(port));
  sockets[0]?.write(Buffer.alloc(50_000_000, 'x'));
  await settle();
  const next = await client.ask(ask(port));
  assert.ok((next.connection.staleBytes ?? 0) < 1_000_000);
  assert.equal(next.end.how, 'malformed');
});

test('never more connections than allowed; asks wait their turn, and idle ones make room', async (t) => {
  let open = 0;
  let most = 0;
  const count = (socket: Socket): void => {
    most = Math.max(most, (open += 1));
    socket.on('end', () => {
      open -= 1;
      socket.end();
    });
    socket.on('data', () => setTimeout(() => socket.write(OK), 10));
  };
  const one = await serve(t, count);
  const two = await serve(t, count);
  const client = clientFor(t, { maxSockets: 3 });
  const asks = Array.from({ length: 12 }, () => client.ask(ask(one.port)));
  for (const { end } of await Promise.all(asks)) assert.equal(end.how, 'answered');
  assert.equal(most, 3);
  assert.equal(one.sockets.length, 3);
  assert.equal((await client.ask(ask(two.port))).end.how, 'answered');
  await settle();
  assert.equal(open, 3);
});

test('of the idle ones no more are kept than allowed', async (t) => {
  const { port, sockets } = await serve(t, answering(OK));
  const client = clientFor(t, { maxSockets: 5, maxIdle: 2 });
  await Promise.all(Array.from({ length: 5 }, () => client.ask(ask(port))));
  await settle();
  assert.equal(sockets.length, 5);
  assert.equal(sockets.filter((socket) => !socket.destroyed && !socket.readableEnded).length, 2);
  assert.equal((await client.ask(ask(port))).connection.reused, 1);
  // The one that was used last is kept: whoever asks twice in turn on a lane has the same one.
  const [first, second] = [await client.ask(ask(port, { lane: 'a' })), await client.ask(ask(port, { lane: 'a' }))];
  assert.equal(second.connection.id, first.connection.id);
});

test('close ends the idle, breaks off the others, and answers every ask', async (t) => {
  const { port, sockets } = await serve(t, (socket, index) => {
    socket.resume();
    if (index === 0) socket.once('data', () => socket.write(OK));
  });
  const client = clientFor(t, { maxSockets: 2 });
  await client.ask(ask(port));
  const asks = [client.ask(ask(port, { connection: 'new' })), client.ask(ask(port, { connection: 'new' })), client.ask(ask(port))];
  await settle();
  client.close();
  for (const { end } of await Promise.all(asks)) assert.equal(end.how, 'aborted');
  assert.equal((await client.ask(ask(port))).end.how, 'aborted');
  for (const socket of sockets) await closed(socket);
});

test('an idle connection does not hold the process', async (t) => {
  const { port } = await serve(t, answering(OK));
  const script = `
    import { createClient } from ${JSON.stringify(new URL('client.ts', import.meta.url).href)};
    const { end } = await createClient().ask({ host: '127.0.0.1', port: ${port}, request: Buffer.from('GET / HTTP/1.1\\r\\n\\r\\n') });
    console.log(end.how);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  assert.deepEqual([code, said.trim()], [0, 'answered']);
});
