import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { has, measured, stop, start } from './load-processes.ts';
import { makeTargets, source } from './load-targets.ts';

const folder = mkdtempSync(join(tmpdir(), 'paycert-targets-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const targets = makeTargets(folder);
const client = (name: string) => fileURLToPath(new URL(`../dist/bench/${name}.js`, import.meta.url));
const ours = (port: string, payments: number, scheme = 'http') => [
  process.execPath,
  client('load-client'),
  'closed',
  port,
  String(payments),
  '1',
  '60',
  scheme,
];
const wrk = (port: string, payments: number) => [
  'wrk',
  '-t1',
  '-c15',
  '-d20s',
  '-s',
  source('load-wrk.lua'),
  `http://127.0.0.1:${port}`,
  '--',
  '123456789000000000',
  String(payments),
];

interface Told {
  sent: number;
  wrong: number;
}

for (const scheme of ['http', 'https'] as const) {
  test(`the target answers our generator right by ${scheme} (${targets[scheme]})`, async () => {
    const { told, cpuMicros } = await targets.on({ tls: scheme === 'https' }, (port) => measured<Told>(ours(port, 2_000, scheme)));
    assert.deepEqual([told.sent, told.wrong], [2_000, 0]);
    assert.ok(cpuMicros > 0);
  });
}

test('the target answers a check without a sum, and no request without a number', async () => {
  const [text, none] = await targets.on({}, async (port) => {
    const url = `http://127.0.0.1:${port}/payment_app.cgi?command=check&account=1`;
    return [
      await (await fetch(`${url}&txn_id=5`)).text(),
      await fetch(url).then(
        (answer) => answer.text(),
        () => undefined,
      ),
    ] as const;
  });
  assert.match(text, /<txn_id>5<\/txn_id>[^]*<result>0<\/result>/);
  if (targets.tellsArrivals) assert.deepEqual([text.includes('prv_txn'), none], [false, undefined]);
});

test('the target tells when each request arrived', { skip: !targets.tellsArrivals }, async () => {
  const times = await targets.arrivalsOn(async (port) => void (await measured(ours(port, 500))));
  assert.equal(times.length, 500);
  // They are those of the machine's clock, which may be set back once in the meantime.
  const back = times.filter((time, index) => index > 0 && time < times[index - 1]!);
  assert.ok(back.length <= 1, `${back.length} of them before the one before`);
});

/** Answers rightly but for what `change` makes of it. */
async function onWrong(change: (answer: string, index: number) => string, play: (port: string) => Promise<void>): Promise<void> {
  let index = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      const txn_id = /txn_id=(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<txn_id>${txn_id}</txn_id>\n<prv_txn>${++index}</prv_txn>\n<sum>200.00</sum>\n<result>0</result>\n<comment>OK</comment>\n</response>\n`;
      const changed = change(body, index);
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${changed.length}\r\n\r\n${changed}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await play(String((server.address() as AddressInfo).port));
  } finally {
    server.close();
  }
}

const CLIENTS = {
  wrk: (port: string) => wrk(port, 200),
  undici: (port: string) => [process.execPath, client('load-peer'), 'undici', port, '200'],
  // It sends fifteen fewer than it is told.
  autocannon: (port: string) => [process.execPath, client('load-peer'), 'autocannon', port, '215'],
};
const WRONGS: Record<string, (answer: string, index: number) => string> = {
  'a foreign txn_id': (answer, index) => (index === 50 ? answer.replace(/<txn_id>\d/, '<txn_id>9') : answer),
  'a prv_txn that was there': (answer, index) => (index === 50 ? answer.replace('<prv_txn>50<', '<prv_txn>20<') : answer),
  'another sum': (answer, index) => (index === 50 ? answer.replace('200.00', '200.01') : answer),
  'another result': (answer, index) => (index === 50 ? answer.replace('<result>0', '<result>5') : answer),
  'no XML': (answer, index) => (index === 50 ? answer.replace('</response>', '') : answer),
};

for (const [name, command] of Object.entries(CLIENTS)) {
  test(`the judgements behind ${name} see one wrong answer among 200`, { skip: name === 'wrk' && !has('wrk', '--version') }, async () => {
    await onWrong(
      (answer) => answer,
      async (port) => assert.deepEqual((await measured<Told>(command(port))).told.wrong, 0),
    );
    for (const [what, change] of Object.entries(WRONGS))
      await onWrong(change, async (port) => assert.equal((await measured<Told>(command(port))).told.wrong, 1, what));
  });
}

test('a client that fails is told, with what it said', async () => {
  await assert.rejects(measured([process.execPath, '-e', 'console.log("so it is"); process.exitCode = 3']), /ended with 3.*so it is/);
});

test('a target is gone when it is stopped', async () => {
  const child = start('target', [
    process.execPath,
    '-e',
    "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('there')",
  ]);
  await new Promise((resolve) => void child.stdout!.once('data', resolve));
  await stop(child);
  assert.equal(child.exitCode, 7);
});
