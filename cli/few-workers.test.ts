import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { paycert, scratch, withPartner } from './run.testing.ts';

/** The least that the protocol foresees at once (TP-3). */
const WORKERS = 10;

/** Stands before a server as if each connection took one of its workers until it ends. Resolves with its port and how to close it. */
async function workersBefore(port: number, workers: number): Promise<{ port: number; close: () => void }> {
  const waiting: Socket[] = [];
  const all = new Set<Socket>();
  let busy = 0;
  const next = () => {
    const incoming = waiting.shift();
    if (incoming === undefined) return;
    busy += 1;
    const server = connect(port, '127.0.0.1');
    incoming.pipe(server).pipe(incoming);
    all.add(server);
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      incoming.destroy();
      server.destroy();
      busy -= 1;
      next();
    };
    for (const socket of [incoming, server]) socket.on('error', end).on('close', end);
  };
  const gate = createServer({ pauseOnConnect: true }, (socket) => {
    all.add(socket);
    socket.on('error', () => {});
    waiting.push(socket);
    if (busy < workers) next();
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const close = () => {
    gate.close();
    for (const socket of all) socket.destroy();
  };
  return { port: (gate.address() as AddressInfo).port, close };
}

test('a partner with ten workers, each of which keeps to its connection, is certified', async () => {
  const folder = scratch();
  const file = join(folder, 'partner.yaml');
  await withPartner(['--write-profile', file], async () => {
    const profile = readFileSync(file, 'utf8');
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(profile)![1]);
    const gate = await workersBefore(port, WORKERS);
    try {
      // Of the load the protocol itself demands more.
      writeFileSync(file, `${profile.replaceAll(`:${port}`, `:${gate.port}`)}load: { duration: 0 }\n`);
      const { code, stdout, stderr } = await paycert(['certify', '--profile', file, '--out', join(folder, 'report')]);
      assert.equal(code, 0, `${stdout}\n${stderr}`);
    } finally {
      gate.close();
    }
  });
});
