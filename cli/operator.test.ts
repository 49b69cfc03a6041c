import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Report } from '../reports/index.ts';
import { startOperator, type OperatorOptions } from '../simulators/index.ts';
import { operatorSection } from './operator-profile.ts';
import { ended, inParallel, paycert, ROUNDS, scratch, seedOf, startPaycert } from './run.testing.ts';
import { certifyOperator } from './selftest/simulated-run.ts';

/** A profile with only an operator, over real sockets, as a user has it. */

async function profileOf(t: TestContext, options: OperatorOptions, more: Record<string, unknown> = {}): Promise<{ folder: string; file: string }> {
  const operator = await startOperator({ stepMs: 20, ...options });
  t.after(() => operator.close());
  const folder = scratch();
  const file = join(folder, 'operator.json');
  writeFileSync(file, JSON.stringify({ operator: operatorSection(operator, folder, more) }));
  return { folder, file };
}

const reportIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as Report;

test('the reference operator is certified, whatever the seed', async () => {
  const seeds = Array.from({ length: 3 * ROUNDS }, (_, round) => seedOf(round));
  const runs = await inParallel(seeds, 2, async (seed) => ({ seed, run: await certifyOperator({ seed }, { folder: scratch() }) }));
  for (const { seed, run } of runs) {
    assert.deepEqual(run.crashes, []);
    assert.equal(run.end.verdict, 'certified', `${seed}: ${ended(run.events, 'failed').join()} ${ended(run.events, 'inconclusive').join()}`);
  }
});

test('over HTTPS with a root of its own, and with few payments, nothing goes amiss; no secret is left behind', async (t) => {
  const password = 'p&ss"wörd-7';
  const { folder, file } = await profileOf(
    t,
    {
      certificate: {},
      callers: [{ login: 'caller', password }],
      amountUnit: 'tiyn',
      payments: [1n, 2n, 3n, 9_007_199_254_740_993n].map((id, at) => ({
        id,
        sum: 5_000n,
        mode: at === 1 ? ('offline' as const) : ('online' as const),
      })),
    },
    { amountUnit: 'tiyn', feePercent: '0.95' },
  );
  const { code, stdout, stderr } = await paycert(['certify', '--profile', file, '--out', join(folder, 'out'), '--lang', 'ru']);
  assert.equal(code, 0, stdout + stderr);
  const report = reportIn(folder);
  const state = (id: string) => report.clauses.find((clause) => clause.id === id)!;
  assert.deepEqual([report.verdict, report.kind, state('RF-req.partial').state], ['certified', undefined, 'verified']);
  assert.deepEqual([state('TP-7.7').state, state('TP-7.7').whyKey], ['not-verified', 'skip.no-partner']);
  // What went back stands in the books with its fee, and explains a ledger that has nothing of it any more.
  const refunds = readFileSync(join(folder, 'out', 'refunds.csv'), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const whole = refunds.filter(([id]) => id === '3').reduce((sum, [, , back]) => sum + Number(back), 0);
  assert.ok(whole > 0 && whole <= 50, String(whole));
  const fees = refunds.map(([, , sum, fee]) => [BigInt(sum!.replace('.', '')), BigInt(fee!.replace('.', ''))] as const);
  assert.deepEqual(
    fees.map(([, fee]) => fee),
    fees.map(([sum]) => (sum * 95n + 5_000n) / 10_000n),
  );
  const record = readFileSync(join(folder, 'out', 'record.jsonl'), 'utf8');
  const tokens = [...record.matchAll(/"token\\?":\\?"([^"\\]*)/g)].map(([, token]) => token);
  assert.ok(tokens.length > 5);
  assert.deepEqual(
    tokens.filter((token) => /^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(token!)),
    [],
  );
  for (const name of readdirSync(join(folder, 'out'))) assert.doesNotMatch(readFileSync(join(folder, 'out', name), 'utf8'), /wörd-7/, name);
});

test('a wrong password, and nobody there, are the profile’s and accuse nobody', async (t) => {
  const wrong = await profileOf(t, {}, { password: 'not-this-one' });
  const first = await paycert(['certify', '--profile', wrong.file, '--out', join(wrong.folder, 'out')]);
  assert.equal(first.code, 3, first.stdout);
  assert.match(first.stdout, /operator\.password/);
  const nobody = await profileOf(t, {}, { url: 'http://127.0.0.1:1/' });
  const second = await paycert(['certify', '--profile', nobody.file, '--out', join(nobody.folder, 'out')]);
  assert.equal(second.code, 3, second.stdout);
  assert.equal(reportIn(nobody.folder).summary.failed, 0);
  assert.ok(second.ms < 8_000);
});

/** Servers that are no Refund API at all. */
const STRANGERS: Record<string, RequestListener> = {
  page: (_req, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'),
  error: (_req, res) => res.writeHead(500).end('Internal Server Error'),
  deep: (_req, res) => res.end('['.repeat(50_000)),
  torn: (req) => req.socket.destroy(),
};

test('whatever answers in the operator’s place, the run comes to its end and certifies nothing', async (t) => {
  for (const [name, answer] of Object.entries(STRANGERS)) {
    await t.test(name, async () => {
      const server = createServer(answer).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const folder = scratch();
      const file = join(folder, 'operator.json');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      writeFileSync(file, JSON.stringify({ operator: { url, login: 'a', password: 'b', payments: [{ id: '1', sum: '10.00' }] } }));
      const { code, stderr, ms } = await paycert(['certify', '--profile', file, '--out', join(folder, 'out')]);
      server.close();
      server.closeAllConnections();
      assert.ok(code === 1 || code === 3, stderr);
      assert.ok(ms < 10_000, `${ms} ms`);
      assert.ok(reportIn(folder).cases.some(({ findings }) => findings.length > 0));
    });
  }
});

test('what is wrong with the section is told with its place', async () => {
  const folder = scratch();
  const file = join(folder, 'operator.yaml');
  const complaint = async (payments: string, more = '') => {
    writeFileSync(file, `operator:\n  url: http://127.0.0.1:9/\n  login: a\n  password: b\n  payments: ${payments}\n${more}`);
    const { code, stderr } = await paycert(['certify', '--profile', file]);
    assert.equal(code, 2, stderr);
    return stderr;
  };
  assert.match(await complaint('[{ id: "9223372036854775808", sum: "1.00" }]'), /operator\.yaml:5:\d+.*PaymentId/);
  assert.match(await complaint('[{ id: "7", sum: "1.00" }, { id: "7", sum: "2.00" }]'), /operator\.yaml:5.*“7”/);
  assert.match(await complaint('[{ id: "7", sum: "1.50" }]'), /amountUnit: tiyn/);
  assert.match(await complaint('[{ id: 7, sum: "1.00" }]'), /quotes|"7"/);
  assert.match(await complaint('[]', '  amountUnit: dollars\n'), /amountUnit/);
  writeFileSync(file, 'operator: { url: "https://operator.example/", login: a, password: b }\n');
  assert.match((await paycert(['certify', '--profile', file])).stderr, /--yes/);
});

test('simulate operator serves, writes a profile, and ends with Ctrl-C', async () => {
  const folder = scratch();
  const file = join(folder, 'operator.yaml');
  const run = startPaycert(['simulate', 'operator', '--fault', 'total-of-none', '--port', '0']);
  assert.equal((await run.ended).code, 2);
  const good = startPaycert(['simulate', 'operator', '--fault', 'password-ignored', '--write-profile', file]);
  await good.said(/Profile:/);
  const { code, stdout } = await paycert(['certify', '--profile', file, '--out', join(folder, 'out'), '--suite', 'operator']);
  good.signal('SIGINT');
  assert.equal((await good.ended).code, 0);
  assert.equal(code, 1, stdout);
  assert.deepEqual(
    reportIn(folder)
      .cases.filter(({ verdict }) => verdict === 'failed')
      .map(({ id }) => id),
    ['operator.wrong-password-refused'],
  );
  assert.match((await paycert(['simulate', 'operator', '--faults'])).stdout, /totals-race/);
});
