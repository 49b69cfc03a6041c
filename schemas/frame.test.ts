import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameXml } from './frame.ts';

const DOCUMENT = '<?xml version="1.0"?><response><a/></response>';

test('a document alone has nothing around it', () => {
  const expected = { core: DOCUMENT, depth: 2, marks: 3 };
  assert.deepEqual(frameXml(DOCUMENT), expected);
  assert.deepEqual(frameXml(`${DOCUMENT}\r\n<!-- x --><?y?> `), expected);
});

test('white space before a declaration is text, before a root it is not', () => {
  assert.equal(frameXml(`\n ${DOCUMENT}`)?.before, '\n ');
  assert.equal(frameXml('\n <response/>')?.before, undefined);
});

test('a warning before the document is told from an envelope around it', () => {
  const warning = '<br />\n<b>Warning</b>: x';
  assert.deepEqual([frameXml(warning + DOCUMENT)?.before, frameXml(warning + DOCUMENT)?.core], [warning, DOCUMENT]);
  assert.equal(frameXml(`Notice${DOCUMENT}`)?.before, 'Notice');
  assert.equal(frameXml(`<e>${DOCUMENT.slice(21)}</e>`)?.before, undefined);
  assert.equal(frameXml('<br><response/>')?.before, '<br>');
});

test('text, tags and a second root behind the document', () => {
  for (const after of ['x', '<a>', '<response/>', '\u{0}']) assert.equal(frameXml(`${DOCUMENT}\n${after}`)?.after, after);
});

test('what looks like markup within quotes, comments and CDATA is none', () => {
  const text = `<response a=">" b='<c>'><!-- </response> --><![CDATA[</response>]]><?p </response>?></response>`;
  assert.deepEqual(frameXml(text), { core: text, depth: 1, marks: 5 });
});

test('a DOCTYPE is told with its declarations', () => {
  assert.equal(frameXml('<!DOCTYPE a [<!ENTITY b ">">]><a/>')?.doctype, '<!DOCTYPE a [<!ENTITY b ">">]>');
});

test('an element that does not end takes the rest', () => {
  assert.deepEqual(frameXml('<a><b>x'), { core: '<a><b>x', depth: 2, marks: 2 });
});

test('no element, no frame', () => {
  for (const text of ['', 'OK', '< a', '<!-- <a/> -->', '<?xml version="1.0"?>', '1 <2']) assert.equal(frameXml(text), undefined, text);
});
