import assert from 'node:assert/strict';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { startOperator } from '../simulators/index.ts';
import { paycert, scratch } from './run.testing.ts';

/** The doctor of the Refund API: what would keep a run from starting is said with its cure, and no refund is started or filed. */

interface Told {
  code: number | null;
  told: string;
  folder: string;
}

async function doctor(section: Record<string, unknown>, folder = scratch()): Promise<Told> {
  const profile = join(folder, 'p.json');
  writeFileSync(profile, JSON.stringify(section));
  const { code, stdout, stderr } = await paycert(['doctor', '--profile', profile]);
  return { code, told: `${stdout}${stderr}`.replace(/\s+/g, ' '), folder };
}

const client = (more: Record<string, unknown>) => ({ refund: { client: { listen: '127.0.0.1:0', login: 'l', password: 'p', ...more } } });
const COMMAND = './refund.sh {baseUrl} {paymentId} {amount}';

test('a command is looked for, and not run', async () => {
  const gone = await doctor(client({ trigger: COMMAND }));
  assert.equal(gone.code, 3);
  assert.match(gone.told, /\.\/refund\.sh of refund\.client\.trigger is not there\. A path is taken from \S+paycert-test/);
  assert.match(gone.told, /Not ready yet/);

  const { folder } = gone;
  const script = join(folder, 'refund.sh');
  writeFileSync(script, '#!/bin/sh\ntouch ran\n', { mode: 0o644 });
  const asleep = await doctor(client({ trigger: COMMAND }), folder);
  assert.deepEqual([asleep.code, /cannot be executed.*chmod \+x \.\/refund\.sh/.test(asleep.told)], [3, true], asleep.told);
  chmodSync(script, 0o755);
  const ready = await doctor(client({ trigger: COMMAND }), folder);
  assert.deepEqual([ready.code, /✓ Ready/.test(ready.told)], [0, true], ready.told);

  const interpreted = await doctor(client({ trigger: 'sh refund.sh {paymentId}' }), folder);
  assert.equal(interpreted.code, 0, interpreted.told);
  const misnamed = await doctor(client({ trigger: 'sh refnud.sh {paymentId}' }), folder);
  assert.deepEqual([misnamed.code, /refnud\.sh of refund\.client\.trigger is not there/.test(misnamed.told)], [3, true], misnamed.told);
  const nowhere = await doctor(client({ trigger: 'no-such-program-anywhere {paymentId}' }), folder);
  assert.equal(nowhere.code, 3, nowhere.told);
  assert.ok(!readdirSync(folder).includes('ran'), 'nothing was started');
});

test('a payment that is not passed on, and a place that nothing fills, are told before any run', async () => {
  const folder = scratch();
  const mute = await doctor(client({ trigger: 'true {baseUrl} {amount}' }), folder);
  assert.deepEqual([mute.code, /does not pass \{paymentId\} on/.test(mute.told)], [3, true], mute.told);
  const one = await doctor(client({ trigger: 'true {baseUrl} {amount}', payments: ['202001211095'] }), folder);
  assert.equal(one.code, 0, one.told);
  for (const trigger of ['true {payment}', { url: 'http://127.0.0.1:1/{payment}' }]) {
    const strange = await doctor(client({ trigger }), folder);
    assert.deepEqual([strange.code, /nothing called \{payment\} to fill in\. There are \{baseUrl\}/.test(strange.told)], [2, true], strange.told);
  }
  const byHand = await doctor(client({}), folder);
  assert.deepEqual([byHand.code, /somebody starts it by hand.*✓ Ready/.test(byHand.told)], [0, true], byHand.told);
});

test('an address is connected to, and nothing is posted; one that cannot be listened on ends in exit code 2', async () => {
  let bytes = 0;
  const taken = createServer((socket) => void socket.on('data', (data) => (bytes += data.length)).on('error', () => {}));
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(taken.address() as AddressInfo).port}`;
  try {
    const there = await doctor(client({ trigger: { url: `http://${place}/refund/{paymentId}` } }));
    assert.deepEqual([there.code, bytes], [0, 0], there.told);
    const busy = await doctor(client({ listen: place }));
    assert.deepEqual([busy.code, /cannot be listened on \(EADDRINUSE\)/.test(busy.told)], [2, true], busy.told);
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
  const away = await doctor(client({ trigger: { url: `http://${place}/refund` } }));
  assert.equal(away.code, 3);
  assert.ok(away.told.includes(`Nobody answers at http://${place} (ECONNREFUSED)`), away.told);
  const foreign = await doctor(client({ listen: '203.0.113.7:9100' }));
  assert.deepEqual([foreign.code, /no address of this machine \(EADDRNOTAVAIL\)/.test(foreign.told)], [2, true], foreign.told);
});

test('an operator is asked for a token, and no refund is filed', async () => {
  const calls: (string | undefined)[] = [];
  const operator = await startOperator({ listen: ({ call }) => calls.push(call) });
  const { login, password } = operator.callers[0]!;
  const profile = (more: Record<string, unknown>) => ({ operator: { url: operator.url, login, password, ...more } });
  try {
    const ready = await doctor(profile({}));
    assert.deepEqual([ready.code, /✓ GetToken answers.*✓ Ready/.test(ready.told)], [0, true], ready.told);
    const wrong = await doctor(profile({ password: 'not-this-one' }));
    assert.deepEqual([wrong.code, /operator\.password/.test(wrong.told)], [3, true], wrong.told);
    assert.deepEqual([...new Set(calls)], ['GetToken']);
  } finally {
    await operator.close();
  }
  const gone = await doctor(profile({}));
  assert.deepEqual([gone.code, /cannot be reached/.test(gone.told)], [3, true], gone.told);
});
