import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Edition } from '../protocol/index.ts';
import { corpus, jsonSchemaAccepts, objectSchemaAccepts, xsdAccepts, type Entry, type Folder } from './corpus.ts';
import { prepareReader, readAnswer, type Reading } from './index.ts';

before(prepareReader);

const TYPES: Record<Edition, string> = { xml: 'text/xml; charset=utf-8', json: 'application/json' };

/** Without a charset, so that only the body speaks of its encoding. */
function read(body: Buffer, edition: Edition): Reading {
  return readAnswer(body, { edition, contentType: TYPES[edition].split(';')[0] });
}

function keysOf(reading: Reading, level?: string): string[] {
  return [...new Set(reading.problems.filter((each) => !level || each.level === level).map(({ key }) => key as string))].toSorted();
}

function testFolder(folder: Folder, judge: (body: Buffer, entry: Entry) => void): void {
  describe(folder, () => {
    for (const { name, body, entry } of corpus(folder)) test(name, () => judge(body, entry));
  });
}

testFolder('good', (body, entry) => {
  assert.equal(xsdAccepts(body), entry.xsdAlone !== 'refuses', 'XSD');
  assert.equal(objectSchemaAccepts(body), true, 'JSON Schema');
  const reading = read(body, 'xml');
  assert.deepEqual(keysOf(reading, 'must'), []);
  assert.deepEqual(keysOf(reading), (entry.remarks ?? []).toSorted());
  assert.match(reading.answer?.txn_id ?? '', /\d/);
  assert.match(reading.answer?.result ?? '', /[0-5]/);
});

testFolder('bad', (body, entry) => {
  if (!entry.beforeSchemas) {
    assert.equal(xsdAccepts(body), entry.xsdAlone === 'accepts', 'XSD');
    assert.equal(objectSchemaAccepts(body), false, 'JSON Schema');
  }
  const reading = read(body, 'xml');
  assert.notDeepEqual(keysOf(reading, 'must'), []);
  assert.deepEqual(keysOf(reading), entry.keys!.toSorted());
});

testFolder('good-json', (body, entry) => {
  assert.equal(jsonSchemaAccepts(body), true, 'JSON Schema');
  const reading = read(body, 'json');
  assert.deepEqual(keysOf(reading, 'must'), []);
  assert.deepEqual(keysOf(reading), (entry.remarks ?? []).toSorted());
});

testFolder('bad-json', (body, entry) => {
  if (!entry.beforeSchemas) assert.equal(jsonSchemaAccepts(body), false, 'JSON Schema');
  const reading = read(body, 'json');
  assert.notDeepEqual(keysOf(reading, 'must'), []);
  assert.deepEqual(keysOf(reading), entry.keys!.toSorted());
});

test('each objection names its clause, and texts fit a report', () => {
  for (const folder of ['bad', 'bad-json'] as const) {
    for (const { name, body } of corpus(folder)) {
      for (const problem of read(body, folder === 'bad' ? 'xml' : 'json').problems) {
        assert.match(problem.clause, /^TP-/, name);
        for (const text of [problem.element, problem.expected, problem.observed]) assert.ok((text ?? '').length <= 200, name);
      }
    }
  }
});

test('a header that names the charset changes nothing where it is right', () => {
  for (const { name, body, entry } of corpus('good')) {
    const reading = readAnswer(body, { edition: 'xml', contentType: TYPES.xml });
    const expected = (entry.remarks ?? []).filter((key) => key !== 'answer.other-encoding');
    assert.deepEqual(
      keysOf(reading).filter((key) => !/encoding|charset/.test(key)),
      expected.toSorted(),
      name,
    );
  }
});
