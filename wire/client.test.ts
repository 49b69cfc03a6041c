import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answering, askOnce, clientFor, closed, faultsOf, OK, REQUEST, serve } from './loopback.fixture.ts';

test('an ordinary exchange: bytes both ways, times in order, how it ended', async (t) => {
  const received: Buffer[] = [];
  const { port } = await serve(t, (socket) => {
    socket.on('data', (bytes) => {
      received.push(bytes);
      socket.write(OK);
    });
  });
  const exchange = await askOnce(t, port);
  assert.deepEqual(Buffer.concat(received), REQUEST);
  assert.deepEqual(exchange.request, REQUEST);
  assert.equal(exchange.sentBytes, REQUEST.length);
  assert.equal(exchange.response.toString(), OK);
  assert.equal(exchange.truncated, false);
  assert.deepEqual(exchange.end, { how: 'answered', phase: 'body' });
  assert.equal(exchange.http?.body.toString(), 'ok');
  const ends = { localAddress: '127.0.0.1', remoteAddress: '127.0.0.1' };
  assert.deepEqual(exchange.connection, { id: 1, reused: 0, ...ends, resent: undefined, staleBytes: undefined });
  assert.equal(exchange.tls, undefined);
  assert.ok(Math.abs(exchange.startedAt - Date.now()) < 60_000);
  const { dnsMs, tcpMs = -1, tlsMs, sentMs = -1, firstByteMs = -1, lastByteMs = -1, totalMs } = exchange.timing;
  assert.deepEqual([dnsMs, tlsMs], [undefined, undefined]);
  const times = [0, tcpMs, sentMs, firstByteMs, lastByteMs, totalMs];
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

test('hostile bytes are sent as they are', async (t) => {
  const request = Buffer.from([...Buffer.from('GET /\r\n\0 %zz\n'), 0xff, 0xfe, 0x80]);
  const received: Buffer[] = [];
  const { port } = await serve(t, (socket) => {
    socket.on('data', (bytes) => received.push(bytes) && socket.write(OK));
  });
  await askOnce(t, port, { request });
  assert.deepEqual(Buffer.concat(received), request);
});

test('an answer to no bytes at all can be read', async (t) => {
  const { port } = await serve(t, (socket) => socket.write(OK));
  const exchange = await askOnce(t, port, { request: Buffer.alloc(0) });
  assert.deepEqual([exchange.end.how, exchange.sentBytes], ['answered', 0]);
});

test('calls from the local address that was asked for', async (t) => {
  const { port, sockets } = await serve(t, answering(OK));
  const exchange = await askOnce(t, port, { localAddress: '127.0.0.2' });
  assert.equal(exchange.connection.localAddress, '127.0.0.2');
  assert.equal(sockets[0]?.remoteAddress, '127.0.0.2');
});

test('a slow request arrives in pieces', async (t) => {
  const pieces: string[] = [];
  const { port } = await serve(t, (socket) => {
    socket.on('data', (bytes) => {
      pieces.push(bytes.toString());
      if (pieces.join('').length === 10) socket.write(OK);
    });
  });
  const exchange = await askOnce(t, port, { request: Buffer.from('0123456789'), slow: { bytes: 4, everyMs: 40 } });
  assert.equal(pieces.join(''), '0123456789');
  assert.ok(pieces.length > 1, pieces.join('|'));
  assert.deepEqual([exchange.end.how, exchange.sentBytes], ['answered', 10]);
  assert.ok((exchange.timing.sentMs ?? 0) >= 70);
});

test('an answer before the whole request is out ends the sending', async (t) => {
  const { port } = await serve(t, answering('HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n'));
  const exchange = await askOnce(t, port, { slow: { bytes: 1, everyMs: 30 } });
  assert.equal(exchange.http?.status, 408);
  assert.ok(exchange.sentBytes < REQUEST.length);
  assert.equal(exchange.timing.sentMs, undefined);
});

test('half close: the server sees the end of the request and still answers', async (t) => {
  const { port } = await serve(t, (socket) => {
    socket.resume();
    socket.on('end', () => socket.end(OK));
  });
  const exchange = await askOnce(t, port, { halfClose: true });
  assert.equal(exchange.end.how, 'answered');
});

test('a body without a length ends with the connection', async (t) => {
  const { port } = await serve(t, (socket) => {
    socket.on('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nto the end'));
  });
  const exchange = await askOnce(t, port);
  assert.deepEqual(exchange.end, { how: 'answered', phase: 'body' });
  assert.deepEqual([exchange.http?.framing, exchange.http?.body.toString()], ['close', 'to the end']);
});

test('the answer to a HEAD has no body', async (t) => {
  const { port } = await serve(t, answering('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n'));
  const exchange = await askOnce(t, port, { request: Buffer.from('HEAD / HTTP/1.1\r\nHost: x\r\n\r\n') });
  assert.deepEqual([exchange.end.how, exchange.http?.framing], ['answered', 'none']);
});

test('a drip of single bytes is read', async (t) => {
  const { port } = await serve(t, (socket) => {
    socket.on('data', () => {
      let at = 0;
      const drip = (): void => {
        if (socket.destroyed || at >= OK.length) return;
        socket.write(OK.slice(at, (at += 1)), () => setImmediate(drip));
      };
      drip();
    });
  });
  const exchange = await askOnce(t, port);
  assert.deepEqual([exchange.end.how, exchange.http?.body.toString()], ['answered', 'ok']);
});

test('50 MB are not read: past the limit the socket is gone at once', async (t) => {
  const { port, sockets } = await serve(t, (socket) => {
    const piece = Buffer.alloc(65_536, 'x');
    let sent = 0;
    const more = (): void => {
      while (sent < 50_000_000 && !socket.destroyed) {
        sent += piece.length;
        if (!socket.write(piece)) return;
      }
    };
    socket.on('drain', more);
    socket.on('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n');
      more();
    });
  });
  const exchange = await askOnce(t, port, { maxBodyBytes: 100_000 });
  assert.deepEqual(exchange.end, { how: 'oversize', phase: 'body' });
  assert.equal(exchange.truncated, true);
  assert.equal(exchange.http?.body.length, 100_000);
  assert.ok(exchange.response.length < 101_000);
  const [socket] = sockets;
  assert.ok(socket);
  await closed(socket);
  assert.ok(socket.bytesWritten < 30_000_000, `${socket.bytesWritten}`);
});

test('a head without an end is too much as well', async (t) => {
  const { port } = await serve(t, answering(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`));
  const exchange = await askOnce(t, port);
  assert.deepEqual([exchange.end.how, exchange.truncated, exchange.response.length], ['oversize', true, 65_536]);
  assert.equal(exchange.http, undefined);
});

test('gzip is decoded, and a bomb is oversize', async (t) => {
  const bomb = gzipSync(Buffer.alloc(3_000_000));
  const small = gzipSync('hello');
  const head = (length: number): Buffer => Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${length}\r\n\r\n`);
  const { port } = await serve(t, answering(Buffer.concat([head(small.length), small]), Buffer.concat([head(bomb.length), bomb])));
  const client = clientFor(t);
  const ask = { host: '127.0.0.1', port, request: REQUEST, acceptsGzip: true };
  const first = await client.ask(ask);
  assert.deepEqual([first.http?.body.toString(), faultsOf(first)], ['hello', []]);
  const second = await client.ask(ask);
  assert.equal(second.connection.reused, 1);
  assert.deepEqual([second.end.how, second.truncated, faultsOf(second)], ['oversize', true, ['gzip-bomb']]);
});

test('bytes after the answer: those that came with it, and those that come while we linger', async (t) => {
  const { port } = await serve(t, (socket) => {
    socket.on('data', () => {
      socket.write(OK);
      setTimeout(() => socket.write('late'), 30);
    });
  });
  const patient = await askOnce(t, port, { lingerMs: 10_000, maxHeadBytes: 38, maxBodyBytes: 5 });
  assert.deepEqual(faultsOf(patient), ['length-too-short']);
  // So much is too much, and ends the waiting.
  assert.deepEqual([patient.end.how, patient.truncated, patient.response.toString()], ['answered', true, `${OK}lat`]);
  assert.ok((patient.timing.lastByteMs ?? 0) < patient.timing.totalMs);
  const { port: both } = await serve(t, answering(`${OK}more`));
  assert.deepEqual(faultsOf(await askOnce(t, both)), ['length-too-short']);
});

test('lingering ends with the connection, or when its time is up', async (t) => {
  const { port } = await serve(t, (socket) => socket.on('data', () => socket.end(OK)));
  const ended = await askOnce(t, port, { lingerMs: 10_000 });
  assert.deepEqual([ended.end.how, faultsOf(ended)], ['answered', []]);
  assert.ok(ended.timing.totalMs < 5_000);
  const { port: open } = await serve(t, answering(OK));
  const waited = await askOnce(t, open, { lingerMs: 60 });
  assert.ok(waited.timing.totalMs - (waited.timing.lastByteMs ?? 0) >= 50);
});
