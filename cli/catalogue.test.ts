import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { caseTitle } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { paycert } from './run.testing.ts';

/** The cases as they are listed: for people, for scripts, and on the pages of `docs/`. */

test('list takes names as certify does', async () => {
  const ids = async (...args: string[]) =>
    (JSON.parse((await paycert(['list', '--format', 'json', ...args])).stdout) as { id: string }[]).map(({ id }) => id);
  const named = CASES.filter(({ suite }) => suite === 'repeats' || suite === 'time').map(({ id }) => id);
  assert.deepEqual(await ids('--suite', 'repeats,time'), named);
  assert.deepEqual(
    await ids('--suite', 'repeats,time', '--skip', 'time'),
    named.filter((id) => !id.startsWith('time.')),
  );
});

test('every case has a title in Russian and Kazakh', () => {
  for (const lang of ['ru', 'kk'] as const) for (const one of CASES) assert.notEqual(caseTitle(lang, one), one.title, `${lang} ${one.id}`);
});

test('case ids are words, and none stands twice', () => {
  const ids = CASES.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, suite, title } of CASES) {
    assert.match(id, /^[a-z0-9-]+\.[a-z0-9-]+$/);
    assert.ok(id.startsWith(`${suite}.`) && title.length > 10);
  }
});

for (const [lang, page] of [
  ['en', 'clauses.md'],
  ['ru', 'clauses.ru.md'],
  ['kk', 'clauses.kk.md'],
] as const)
  test(`docs/${page} is what the catalogue says`, async () => {
    const { stdout } = await paycert(['list', '--clauses', '--format', 'md', '--lang', lang]);
    assert.equal(readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8'), stdout, 'npm run docs makes it again');
  });

test('docs/cases.md is what the cases say', async () => {
  const { stdout } = await paycert(['list', '--format', 'md']);
  assert.equal(readFileSync(new URL('../docs/cases.md', import.meta.url), 'utf8'), stdout, 'npm run docs makes it again');
});
