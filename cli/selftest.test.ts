import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GALLERY } from '../simulators/index.ts';
import { paycert, startPaycert } from './run.testing.ts';

/** The command as users meet it; what it runs is tested as the matrix in `faults.test.ts`. */

test('single faults are told in a table, without a digest', async () => {
  const { code, stdout, stderr } = await paycert(['selftest', '--fault', 'repeat-answered-3', '--fault', 'text-html']);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Repeats +1 +1 +0 +0\n/);
  assert.match(stdout, /Answers +1 +1 +0 +0\n/);
  assert.match(stdout, /Everything is as it should be\./);
  assert.doesNotMatch(stdout, /sha256:/);
  const [begun, ...told] = stderr.trimEnd().split('\n');
  assert.match(begun!, /^Certifying the reference partner/);
  for (const line of told) assert.match(line, /^[0-2] of 2 runs$/, 'whole lines where nobody watches');
  assert.equal(new Set(told).size, told.length, 'and none of them twice');
});

test('as JSON it is for scripts, in any language', async () => {
  const { code, stdout } = await paycert(['selftest', '--fault', 'key-includes-date,key-includes-txn-date', '--format', 'json']);
  assert.deepEqual([code, stdout], [2, '']);
  const good = await paycert(['selftest', '--fault', 'key-includes-txn-date,ledger-rows-missing', '--format', 'json', '--lang', 'kk']);
  assert.equal(good.code, 0);
  const { ok, rows } = JSON.parse(good.stdout) as { ok: boolean; rows: { name: string; outcome: string; left?: string }[] };
  assert.equal(ok, true);
  assert.equal(rows.find(({ name }) => name === 'key-includes-txn-date')?.outcome, 'caught');
});

test('Ctrl-C ends it with 130', async () => {
  const run = startPaycert(['selftest', '--fault', 'hangs']);
  setTimeout(() => run.signal('SIGINT'), 1_500);
  const { code, ms } = await run.ended;
  assert.equal(code, 130);
  assert.ok(ms < 10_000, `${ms} ms`);
});

test('the gallery is listed, for people and for scripts', async () => {
  const listed = JSON.parse((await paycert(['list', '--faults', '--format', 'json'])).stdout) as { name: string; effect: string }[];
  assert.deepEqual(
    listed.map(({ name }) => name),
    GALLERY.map(({ name }) => name),
  );
  assert.match((await paycert(['list', '--faults'])).stdout, /no-lock +race +Repeats that come at once/);
});
