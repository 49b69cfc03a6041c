import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { notCertified } from '../reports/fixtures/records.ts';
import { pagesOf } from '../reports/pdf.testing.ts';
import { validateReport } from '../schemas/index.ts';
import { paycert, scratch } from './run.testing.ts';

test('every report, in every language, names the digest of the record that it was made from', async () => {
  const folder = scratch();
  const record = notCertified.map((event) => `${JSON.stringify(event)}\n`).join('');
  writeFileSync(join(folder, 'record.jsonl'), record);
  const digest = `sha256:${createHash('sha256').update(record).digest('hex')}`;
  for (const lang of ['en', 'ru', 'kk']) {
    const out = join(folder, lang);
    const { code, stdout } = await paycert(['report', folder, '--format', 'list,json,html,pdf,md', '--out', out, '--lang', lang]);
    assert.equal(code, 0);
    assert.ok(stdout.includes(digest), `the terminal, ${lang}`);
    for (const name of ['report.json', 'report.html', 'report.md'])
      assert.ok(readFileSync(join(out, name), 'utf8').includes(digest), `${name}, ${lang}`);
    const [certificate] = await pagesOf(readFileSync(join(out, 'report.pdf')));
    assert.ok(certificate!.replaceAll(' ', '').includes(digest), `the first page of the PDF, ${lang}`);
    assert.deepEqual(validateReport(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))), []);
  }
});
