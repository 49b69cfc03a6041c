/**
 * Reads the sources of the other rooms, so that no key goes without a text and no text without a key.
 * It imports none of them: reports know the record alone.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en } from './en.ts';
import { EXAMPLES } from './examples.ts';
import { explainClause, LANGS, say } from './index.ts';

const HOUSE = fileURLToPath(new URL('../..', import.meta.url));

function sources(rooms: readonly string[]): string[] {
  const files = rooms.flatMap((room) => readdirSync(join(HOUSE, room), { recursive: true, encoding: 'utf8' }).map((file) => join(HOUSE, room, file)));
  return files
    .filter((file) => file.endsWith('.ts') && !/\.(test|spec|testing)\.ts$|\/(messages\/(en|ru|kk)|fixtures|generated)\//.test(file))
    .map((file) => withoutComments(readFileSync(file, 'utf8')));
}

function withoutComments(source: string): string {
  return source.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** The rooms where keys arise; the reports use some themselves. */
const theirs = sources(['harness', 'suites', 'load', 'cli', 'protocol', 'schemas', 'ledger']);
const ours = sources(['reports']);

const keys = Object.keys(en);
const groups = new Set(keys.map((key) => key.slice(0, key.indexOf('.'))));

/** Literals that look like keys and are none. */
const NO_KEYS = new Set(['answer.xsd', 'answer.xsd.cjs', 'operator.token-for-login', 'refund.trigger-there', 'state.testRunDurationMs']);

/** Keys written out: whatever stands behind `key:`, and every literal in a group of the catalogue. */
function literals(texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, key] of text.matchAll(/(?:\bkey: (?:[^,'`{}]+ \? )?|\b(?:usage|skip|say)\(|\btext\(lang, )'([a-z-]+\.[\w.-]+)'/g)) found.add(key!);
    for (const [, key] of text.matchAll(/'([a-z-]+\.[\w.-]+)'/g))
      if (groups.has(key!.slice(0, key!.indexOf('.'))) && !/\.(ts|js|json|ya?ml)$/.test(key!)) found.add(key!);
  }
  return new Set([...found].filter((key) => !NO_KEYS.has(key)));
}

/** Keys that are put together: their beginning, and the members that the sources name. */
const FAMILIES: Record<string, () => string[]> = {
  'cause.tls-': () => ['other'], // OpenSSL's codes
  'cause.http-': () => ['other', ...listed(/TURNED_AWAY = \[([^\]]+)\]/, /\d+/g)],
  'cause.not-payable-': () => ['1', '2', '3'], // the results of a correct partner for an account that can't be paid
  'http.': () => ['oversize', 'malformed', ...listed(/HTTP_FAULTS[^{]*\{([^}]+)\}/, /'([a-z0-9-]+)'(?=:)/g)],
  'skip.no-': () => listed(/type Offer =([^;]+);/, /'([a-z-]+)'/g),
  'story.': () => listed(/\bdoes: ('check'[^;]+);/, /'([a-z-]+)'/g),
  'explored.': () => listed(/type ExplorationEnd =([^;]+);/, /'([a-z-]+)'/g),
  'cli.column.': () => ['case', 'level', 'clauses', 'title'],
};

function listed(block: RegExp, item: RegExp): string[] {
  const found = theirs.flatMap((text) => block.exec(text)?.[1] ?? []);
  assert.notEqual(found.length, 0, String(block));
  return [...found.join(' ').matchAll(item)].map(([whole, name]) => name ?? whole);
}

test('every clause is explained in every language, with how to fix it and an example', () => {
  const ids = [...readFileSync(join(HOUSE, 'protocol/clauses.ts'), 'utf8').matchAll(/\bid: '((?:TP|AG|RF)-[\w.-]+)'/g)].map(([, id]) => id!);
  assert.ok(ids.length > 25);
  for (const lang of LANGS) {
    for (const id of ids) {
      const { translation, reading, fix, example } = explainClause(lang, id);
      assert.ok((lang === 'ru' || translation !== undefined) && reading !== undefined && fix !== undefined && example !== undefined, `${lang} ${id}`);
    }
  }
  assert.deepEqual(Object.keys(EXAMPLES).toSorted(), ids.toSorted());
  assert.deepEqual(explainClause('en', 'toString'), {});
});

test('an advice is about a finding or a cause that exists', () => {
  const advices = keys.filter((key) => key.startsWith('advice.'));
  assert.ok(advices.length > 10);
  assert.deepEqual(
    advices.map((key) => key.slice('advice.'.length)).filter((key) => !Object.hasOwn(en, key)),
    [],
  );
});

/** Words for values of the record, used by `word(lang, 'group', value)`, `{value@group}` or by the clause's id. */
const WORDS = new Set([
  'clause',
  'oracle',
  'risk',
  'month',
  'step',
  'reading',
  'fix',
  'advice',
  'suite',
  'verdict',
  'means',
  'next',
  'case-verdict',
  'state',
  'level',
  'blame',
  'end',
  'phase',
  'nature',
  'kind',
  'edition',
  'lane',
  'payment-state',
  'difference',
  'shape',
  'load-script',
  'k6-value',
  'load-end',
  'likely',
  'malformed',
]);

describe('every key of the sources has a text', () => {
  test('those written out', () => {
    const missing = [...literals(theirs), ...literals(ours)].filter((key) => !Object.hasOwn(en, key));
    assert.deepEqual(missing, []);
  });

  test('those put together', () => {
    for (const [start, members] of Object.entries(FAMILIES)) {
      for (const member of members()) assert.ok(Object.hasOwn(en, start + member), start + member);
    }
  });

  test('every way of putting keys together is known here', () => {
    const starts = theirs.flatMap((text) => [...text.matchAll(/`([a-z]+\.[a-z-]*(?:\.)?)\$\{/g)].map(([, start]) => start!));
    const unknown = starts.filter((start) => groups.has(start.slice(0, start.indexOf('.'))) && !Object.hasOwn(FAMILIES, start));
    assert.deepEqual(unknown, []);
  });

  test('a code that nobody foresaw gets the text of its family', () => {
    assert.equal(say('en', { key: 'cause.tls-ERR_SSL_NEW' }), en['cause.tls-other']);
    assert.equal(say('ru', { key: 'cause.http-418' }), say('ru', { key: 'cause.http-other' }));
  });
});

test('every text has its key in the sources', () => {
  const used = new Set([...literals(theirs), ...literals(ours)]);
  const starts = [...Object.keys(FAMILIES), 'ui.note-'];
  const idle = keys.filter((key) => !used.has(key) && !starts.some((start) => key.startsWith(start)) && !WORDS.has(key.slice(0, key.indexOf('.'))));
  assert.deepEqual(idle, []);
});
