import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Certification, FindingEvent } from '../harness/index.ts';
import { openRecorder } from '../harness/record/recorder.ts';
import { openRefundClient } from '../harness/refund/client.ts';
import { CLIENT_FAULTS, CLIENT_VARIATIONS, MISCONFIGURATIONS, refund } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { inParallel, paycert, scratch, seedOf } from './run.testing.ts';
import { certifyClient } from './selftest/client-run.ts';
import { ended } from './selftest/simulated-run.ts';

/** The chapter of the partner's client of the Refund API, beside the matrix: triggers, hostile clients, secrets, the command line. */

const keysOf = ({ events }: Certification) =>
  events.filter((event): event is FindingEvent => event.type === 'finding').map(({ key, blame }) => `${blame} ${key}`);

test('a trigger gets each value as a part of one argument, whatever stands in it', async () => {
  const folder = scratch();
  const file = join(folder, 'trigger.sh');
  writeFileSync(file, '#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "$(dirname "$0")/args-$5"\nexit 3\n');
  chmodSync(file, 0o755);
  const run = await certifyClient({
    seed: 's',
    folder,
    filter: { cases: ['refund.reason-russian', 'refund.comes'] },
    more: { trigger: `./trigger.sh {baseUrl} id={paymentId} {amount} '{reason}; $(id) {amount}' {scenario}` },
  });
  const [count, url, id, amount, reason] = readFileSync(join(folder, 'args-reason-russian'), 'utf8').split('\n');
  assert.equal(count, '5');
  assert.match(url!, /^http:\/\/127\.0\.0\.1:\d+\/r-\d+$/);
  assert.match(id!, /^id=\d{15}$/);
  assert.equal(reason, `Возврат: товар ненадлежащего качества, «брак» №7 – ёлка; $(id) ${amount}`);
  assert.deepEqual(keysOf(run), ['configuration refund.trigger-failed']);
  assert.equal(run.end.verdict, 'incomplete');
});

test('the reference client is certified as a command, through the program as it is installed, and no secret is written down', async () => {
  const folder = scratch();
  const client = fileURLToPath(new URL('../dist/simulators/refund-client/cli.js', import.meta.url));
  const profile = join(folder, 'profile.yaml');
  writeFileSync(
    profile,
    `refund:
  client:
    listen: 127.0.0.1:0
    login: shop
    password: pa55
    clocks: { settle: 0.3 }
    trigger: "${process.execPath} ${client} {baseUrl} {paymentId} {amount} {reason} --login shop --password pa55 --timeout 700"
`,
  );
  const suite = ['--case', 'refund.comes,refund.partial,refund.renews-on-401,refund.silence-taken'];
  const { code, stdout, ms } = await paycert(['certify', '--profile', profile, '--out', join(folder, 'out'), ...suite]);
  assert.equal(code, 3, stdout); // a narrowed run certifies nothing
  assert.ok(ms < 20_000);
  const report = JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as { summary: Record<string, number>; target: string };
  assert.deepEqual([report.summary['passed'], report.summary['failed'], report.summary['inconclusive']], [4, 0, 0]);
  const record = readFileSync(join(folder, 'out', 'record.jsonl'), 'utf8');
  const logins = record.split('\n').filter((line) => line.includes('"call":"GetToken"'));
  assert.ok(logins.length >= 6 && logins.every((line) => line.includes('"direction":"incoming"')));
  assert.ok(!record.includes('pa55') && !record.includes('"shop'), 'login and password are not in the record');
});

test('a client that never comes, floods, or talks nonsense ends in a finding, and nothing hangs', async () => {
  const nonsense = createServer((req, res) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
      const { baseUrl } = JSON.parse(Buffer.concat(parts).toString()) as { baseUrl: string };
      const say = (path: string, body: string, method = 'POST') =>
        fetch(baseUrl + path, { method, headers: { 'content-type': 'application/json' }, ...(method === 'GET' ? {} : { body }) }).catch(
          () => undefined,
        );
      await say('/returnApi/Auth/GetToken', '['.repeat(60_000));
      await say('/returnApi/Auth/GetToken', 'x'.repeat(300_000));
      await say('/returnApi/Auth/GetToken', '{"Login":1,"Password":null}');
      await say('/admin', '', 'GET');
      res.end('outcome: success\n');
    })();
  });
  await new Promise<void>((resolve) => nonsense.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(nonsense.address() as AddressInfo).port}/`;
    const run = await certifyClient({ seed: 's', folder: scratch(), filter: { suites: ['refund'] }, more: { trigger: { url } } });
    assert.deepEqual(run.crashes, []);
    const keys = new Set(keysOf(run));
    for (const key of ['not-json', 'no-text', 'member-missing', 'wrong-path', 'not-filed', 'believes-success'])
      assert.ok(keys.has(`partner refund.${key}`), key);
    assert.ok(!JSON.stringify(run.events).includes('xxxxx'), 'what goes to GetToken is not kept');
  } finally {
    nonsense.close();
    nonsense.closeAllConnections();
  }
  const silent = await certifyClient({
    seed: 's',
    folder: scratch(),
    filter: { suites: ['refund'] },
    more: { trigger: "sh -c 'sleep 60' {paymentId}", clocks: { patience: 0.3, settle: 0.1 } },
  });
  assert.deepEqual(keysOf(silent), ['configuration refund.never-came']);
  assert.deepEqual([silent.end.verdict, ended(silent.events, 'failed')], ['incomplete', []]);
});

test('without a trigger somebody is asked, and whoever does it in time is judged', async () => {
  const who = { login: 'by-hand', password: 'by-hand' };
  const clocks = { patienceMs: 1_000, settleMs: 100, paceMs: 100, slowMs: 100, handMs: 20_000 };
  const left: number[] = [];
  const client = await openRefundClient(
    { listen: { host: '127.0.0.1', port: 0 }, ...who, trigger: { by: 'hand' }, amountUnit: 'tenge', payments: [], clocks },
    {
      recorder: openRecorder(undefined, { secrets: [] }),
      signal: new AbortController().signal,
      tell: ({ key, values = {} }) => {
        assert.equal(key, 'note.refund-by-hand');
        const order = {
          baseUrl: values['baseUrl']!,
          paymentId: BigInt(values['paymentId']!),
          amount: BigInt(values['amount']!),
          reason: values['reason']!,
        };
        setTimeout(() => void refund(order, { ...who, pollMs: 100 }), 200);
      },
      waiting: (ms) => left.push(ms),
    },
  );
  try {
    const played = await client.play({ name: 'by-hand', filing: [{ does: 'answer', status: 'SUCCESS' }] }, 'refund.comes');
    assert.deepEqual(
      played.calls.map(({ call }) => call),
      ['GetToken', 'RefundRequest'],
    );
    assert.ok(left.length > 3 && left[0]! <= 20_000 && left[1]! < left[0]!);
    assert.equal(left.at(-1), 0);
  } finally {
    await client.close();
  }
});

test('what the protocol leaves to a client fails nothing', async (t) => {
  const runs = await inParallel(CLIENT_VARIATIONS, 6, async ({ name }) => ({
    name,
    run: await certifyClient({ fault: name, seed: seedOf(0), folder: scratch() }),
  }));
  for (const { name, run } of runs)
    await t.test(name, () => assert.deepEqual([run.end.verdict, ended(run.events, 'failed'), ended(run.events, 'remark')], ['certified', [], []]));
});

test('every case about a client has a bad habit, or a wrong profile, that it catches', () => {
  const shown = new Set([...CLIENT_FAULTS, ...MISCONFIGURATIONS.filter(({ client }) => client)].flatMap(({ cases }) => cases));
  const ours = CASES.filter(({ side }) => side === 'client').map(({ id }) => id);
  assert.ok(ours.length >= 40 && CLIENT_FAULTS.length >= 40);
  assert.deepEqual(ours.filter((id) => !shown.has(id)).concat([...shown].filter((id) => !ours.includes(id))), []);
});
