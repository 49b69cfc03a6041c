import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { listen, type Received, type Sent } from './listen.ts';

/** Says these bytes on a connection of its own and gives all that comes until it is closed. */
async function say(port: number, bytes: string, options: { hangUp?: boolean } = {}): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('latin1').on('data', (text) => (heard += text));
  socket.on('error', () => {});
  socket.write(bytes, 'latin1');
  if (options.hangUp) setTimeout(() => socket.destroy(), 50);
  await once(socket, 'close');
  return heard;
}

test('requests are told as they came, and hostile ones are bounded', async () => {
  const seen: { received: Received; sent: Sent }[] = [];
  const listener = await listen({
    host: '127.0.0.1',
    port: 0,
    maxBody: 100,
    answer: async ({ target }, gone) => {
      if (target === '/cut') return 'cut';
      if (target === '/silent') await new Promise((resolve) => gone.addEventListener('abort', resolve));
      return { status: 200, headers: [['Content-Type', 'application/json']], body: '{"әлем":1}' };
    },
    ended: (received, sent) => seen.push({ received, sent }),
  });
  const { port } = listener;
  try {
    const answered = await say(port, 'POST /a?b HTTP/1.1\r\nHost: x\r\nToken:  1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi');
    assert.match(answered, /^HTTP\/1\.1 200 OK\r\nContent-Type: application\/json\r\nContent-Length: 14\r\n/);
    assert.equal(seen[0]?.received.bytes.toString(), 'POST /a?b HTTP/1.1\r\nHost: x\r\nToken: 1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi');
    assert.equal(seen[0]?.sent.bytes.toString().split('\r\n\r\n')[1], '{"әлем":1}');

    assert.equal(await say(port, 'GET /cut HTTP/1.1\r\nHost: x\r\n\r\n'), '');
    assert.equal(seen[1]?.sent.how, 'aborted');
    assert.equal(await say(port, 'GET /silent HTTP/1.1\r\nHost: x\r\n\r\n', { hangUp: true }), '');
    assert.match(await say(port, `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n${'x'.repeat(5_000)}`), /^HTTP\/1\.1 413 /);
    assert.match(await say(port, 'no http at all\r\n\r\n'), /^HTTP\/1\.1 400 /);
    await say(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf', { hangUp: true });
    for (let turn = 0; seen.length < 6 && turn < 100; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      seen.slice(2).map(({ received, sent }) => `${received.fault} ${sent.how}`),
      ['undefined closed', 'oversize answered', 'malformed answered', 'broken-off closed'],
    );
    assert.ok(seen.every(({ received }) => received.body.length <= 100));
  } finally {
    await listener.close();
    await listener.close();
  }
});
