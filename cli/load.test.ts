import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Report } from '../reports/index.ts';
import { validateReport } from '../schemas/index.ts';
import { certifySimulated, ended, paycert, scratch, startPaycert } from './run.testing.ts';

/** The command as a user types it, against a simulated partner in a process of its own. */
async function onPartner<T>(args: readonly string[], play: (profile: string) => Promise<T>): Promise<T> {
  const profile = join(scratch(), 'partner.yaml');
  const partner = startPaycert(['simulate', 'partner', '--write-profile', profile, ...args]);
  try {
    await partner.said(/partner\.yaml/);
    return await play(profile);
  } finally {
    partner.signal('SIGTERM');
    await partner.ended;
  }
}

const reportOf = (out: string) => JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;

test('a load tells its figures, keeps within the limits, and is never passed over in silence', async () => {
  await onPartner([], async (profile) => {
    const out = scratch();
    const args = ['load', '--profile', profile, '--out', out, '--lang', 'en'];
    const paced = await paycert([...args, '--shape', 'pace', '--rate', '100/s', '--duration', '1', '--mix', 'check,pay']);
    assert.equal(paced.code, 0, paced.stderr);
    assert.match(paced.stdout, /pace, 15 connections: all payments made\n\s+Requests\s+200 sent, 200 answered, 0 wrong/);
    const report = reportOf(out);
    assert.deepEqual(validateReport(report), []);
    assert.deepEqual([report.load?.sent, report.load?.wrong, report.load?.shapes[0]?.credited], [200, 0, 100]);
    const html = readFileSync(join(out, 'report.html'), 'utf8');
    assert.equal(html.match(/<svg/g)?.length, 3);

    const bounded = await paycert([...args, '--shape', 'closed', '--requests', '5000', '--max-payments', '40']);
    assert.equal(bounded.code, 0, bounded.stderr);
    const { payments, shapes } = { ...reportOf(out), shapes: reportOf(out).load!.shapes };
    assert.ok(shapes[0]!.credited! <= 40 && payments.length <= 40, `${shapes[0]!.credited} ${payments.length}`);

    const none = await paycert([...args, '--max-payments', '10']);
    assert.deepEqual([none.code, reportOf(out).load], [3, null]);

    const both = await paycert([...args, '--shape', 'closed', '--requests', '200', '--engine', 'autocannon']);
    assert.equal(both.code, 0, both.stderr);
    assert.match(both.stdout, /autocannon and paycert, half of the payments each: requests a second [\d.]+ : 1/);
    assert.deepEqual(
      reportOf(out).load!.shapes.map(({ engine, wrong }) => `${engine} ${wrong}`),
      ['paycert 0', 'autocannon 0'],
    );
  });
});

test('answers that break the protocol are shown with what the first of them breaks', async () => {
  await onPartner(['--fault', 'sum-with-comma'], async (profile) => {
    const out = scratch();
    const { code, stdout } = await paycert(['load', '--profile', profile, '--out', out, '--lang', 'en', '--shape', 'closed', '--requests', '20']);
    assert.equal(code, 1);
    const wrong = reportOf(out)
      .cases.find(({ id }) => id === 'load.right-answers')!
      .findings.find(({ key }) => key === 'load.wrong')!;
    assert.match(wrong.expected!, /^sum: /);
    assert.match(wrong.observed!, /^sum: \d+,\d\d$/);
    assert.match(stdout, /In your log[^]*from\s+127\.0\.0\.1/);
  });
});

test('a rounded txn_id under load is one finding, with its cause: nothing was crossed, lost or slow', async () => {
  await onPartner(['--fault', 'txn-id-through-double'], async (profile) => {
    const out = scratch();
    const { code } = await paycert([
      'load',
      '--profile',
      profile,
      '--out',
      out,
      '--lang',
      'en',
      '--shape',
      'pace',
      '--rate',
      '20/s',
      '--duration',
      '2',
    ]);
    assert.equal(code, 1);
    const failed = reportOf(out).cases.filter(({ verdict }) => verdict === 'failed');
    assert.deepEqual(
      failed.map(({ id, findings }) => [id, findings.map(({ key, clause, causeKey }) => `${key} ${clause} ${causeKey}`)]),
      [['load.right-answers', ['load.wrong TP-6.txn_id cause.double']]],
    );
  });
});

test('a limit on connections fails it, with its cause', async () => {
  await onPartner(['--fault', 'five-connections'], async (profile) => {
    const out = scratch();
    const { code } = await paycert(['load', '--profile', profile, '--out', out, '--lang', 'en']);
    assert.equal(code, 1);
    const { findings } = reportOf(out).cases.find(({ id }) => id === 'load.served-at-once')!;
    assert.equal(findings[0]?.causeKey, 'cause.connection-limit');
  });
});

test('Ctrl-C ends a load at once, with what there is', async () => {
  await onPartner([], async (profile) => {
    const out = scratch();
    const run = startPaycert([
      'load',
      '--profile',
      profile,
      '--out',
      out,
      '--shape',
      'soak',
      '--rate',
      '50/s',
      '--max-payments',
      '100000',
      '--max-total',
      '900000.00',
    ]);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    run.signal('SIGINT');
    const { code, stderr } = await run.ended;
    assert.equal(code, 130, stderr);
    const { load, interrupted } = reportOf(out);
    assert.deepEqual([load?.shapes[0]?.ended, interrupted], ['interrupted', true]);
    assert.ok(load!.sent > 10);
  });
});

test('options out of range are told with what fits', async () => {
  const table: [string[], RegExp][] = [
    [['--rate', 'fast'], /--rate: fast is no rate/],
    [['--rate', '0/s'], /--rate: 0\/s is no rate/],
    [['--connections', '0'], /--connections: 0 is out of range.*1 to 1000/],
    [['--mix', 'pay,pay'], /--mix: pay,pay is none/],
    [['--engine', 'autocannon'], /--shape closed/],
  ];
  for (const [args, says] of table) {
    const { code, stderr } = await paycert(['load', 'http://127.0.0.1:9/x', '--account', '1', '--lang', 'en', ...args]);
    assert.equal(code, 2);
    assert.match(stderr, says);
  }
  const { code, stderr } = await paycert(['load', 'https://partner.example/x', '--account', '1', '--lang', 'en']);
  assert.equal(code, 2);
  assert.match(stderr, /--yes/);
});

test('over TLS the load trusts what the profile trusts', async () => {
  const trusted = await certifySimulated({ seed: 'tls' }, { loadSeconds: 0.5, options: { certificate: {} }, filter: { suites: ['load'] } });
  assert.deepEqual([trusted.crashes, ended(trusted.events, 'failed'), ended(trusted.events, 'inconclusive')], [[], [], []]);
  assert.equal(ended(trusted.events, 'passed').filter((id) => id.startsWith('load.')).length, 9);
});
