import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { UsageError } from '../harness/index.ts';
import { keepingRecord } from './places.ts';
import { paycert, recordIn, scratch, withPartner } from './run.testing.ts';

/** A run costs money, so whether its reports can be written is known before it. */

test('a place that cannot be written to is told before anything is sent, in the language of the user', async () => {
  let requests = 0;
  const server = createServer((_, answer) => {
    requests += 1;
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
    const folder = scratch();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'pd', 'report.pdf'), { recursive: true });
    mkdirSync(join(folder, 'rg', 'registry.csv'), { recursive: true });
    const table: [string[], RegExp][] = [
      [['certify', '--out', join(folder, 'file', 'x')], /file\/x cannot be written to\. .*--out\.\n.*ENOTDIR/],
      [['certify', '--out', join(folder, 'file')], /file cannot be written to\. .*--out\.\n.*ENOTDIR/],
      [['certify', '--out', join(folder, 'file', 'x'), '--lang', 'ru'], /file\/x: записать туда нельзя\.[^]*часть пути — файл/],
      [['certify', '--out', join(folder, 'pd'), '--format', 'pdf', '--lang', 'kk'], /report\.pdf — үстінен жазуға болатын файл емес/],
      [['certify', '--out', join(folder, 'rg')], /registry\.csv is not a file.*--out/],
      [['load', '--out', join(folder, 'pd'), '--format', 'pdf'], /report\.pdf is not a file.*--out/],
    ];
    for (const [[command, ...args], says] of table) {
      const { code, stderr } = await paycert([command!, url, '--account', '1', ...args]);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /permission|mkdir|not a directory/, 'no words of the system');
    }
    assert.equal(requests, 0);
    assert.deepEqual(readdirSync(join(folder, 'pd')), ['report.pdf'], 'nothing is left behind');
  } finally {
    server.close();
  }
});

test('a format that is not asked for is in nobody’s way, and report refuses in the same words', async () => {
  const out = scratch();
  mkdirSync(join(out, 'report.pdf'));
  await withPartner([], async (url) => {
    const run = await paycert(['certify', url, '--account', '4957835959', '--suite', 'preflight', '--out', out]);
    assert.equal(run.code, 3, run.stderr);
  });
  assert.ok(recordIn(out).length > 0);
  const { code, stderr } = await paycert(['report', out, '--format', 'pdf']);
  assert.equal(code, 2);
  assert.match(stderr, /report\.pdf is not a file.*--out/);
});

test('what the system refuses after the run says that the record is kept, and how to go on', async () => {
  const folder = scratch();
  await assert.rejects(
    keepingRecord('some-report', async () => writeFileSync(folder, 'a folder stands there')),
    (error: unknown) => {
      assert.ok(error instanceof UsageError);
      assert.deepEqual(error.messages, [
        { key: 'usage.report-unwritten', values: { file: folder } },
        { key: 'system.a-folder', values: { code: 'EISDIR' } },
        { key: 'usage.record-kept', values: { folder: 'some-report' } },
      ]);
      return true;
    },
  );
});
