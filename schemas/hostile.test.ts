import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { prepareReader, readAnswer } from './index.ts';

before(prepareReader);

const MEBIBYTE = 1 << 20;
const VALUES = '<txn_id>1</txn_id><result>0</result>';

/** Fills a mebibyte with `piece`, between `head` and `tail`. */
function fill(piece: string, head = '', tail = ''): string {
  return head + piece.repeat(Math.floor((MEBIBYTE - head.length - tail.length) / piece.length)) + tail;
}

/** The same with a running number, for what must not repeat. */
function fillNumbered(piece: (n: number) => string, head: string, tail: string): string {
  let text = head;
  for (let n = 0; text.length < MEBIBYTE - 100; n++) text += piece(n);
  return text + tail;
}

const END = `${VALUES}</response>`;

const BODIES: Record<string, string> = {
  'open tags': fill('<a>'),
  'open tags in response': fill('<a>', '<response>'),
  'closing tags': fill('</a>'),
  'less-than signs': fill('<'),
  'exclamation marks': fill('<!'),
  'empty declarations': fill('<!>'),
  DOCTYPEs: fill('<!DOCTYPE a [ ]>'),
  'open DOCTYPE brackets': fill('<!DOCTYPE a['),
  'XML declarations': fill('<?xml version="1.0"?>'),
  'XML declarations between tags': fill('<a><?xml ?>'),
  'XML declarations between texts': fill('x<?xml ?>'),
  'open processing instructions': fill('<?a '),
  'open comments': fill('<!--'),
  'open CDATA': fill('<![CDATA[', '<response>'),
  spaces: fill(' ', '<response>', END),
  'spaces, then text': fill(' ', '', 'x'),
  'spaces in a value': fill(' ', '<response><txn_id>', `x</txn_id>${VALUES}</response>`),
  'digits in a value': fill('1', '<response><txn_id>', '</txn_id><result>0</result></response>'),
  'digits in a sum': fill('1', '<response><sum>', `.</sum>${END}`),
  'spaces in a sum': fill(' ', '<response><sum>', `x</sum>${END}`),
  elements: fill('<a/>', '<response>', END),
  'elements of many names': fillNumbered((n) => `<a${n}/>`, '<response>', END),
  'repeated txn_id': fill('<txn_id>1</txn_id>', '<response>', END),
  'repeated bad sums': fill('<sum>x</sum>', '<response>', END),
  'repeated fields': fill('<f/>', '<response><fields>', `</fields>${END}`),
  'markup in a value': fill('1<!---->', '<response><sum>', `</sum>${END}`),
  'texts between comments': fill('x<!---->', '<response>', END),
  'character references': fill('&#48;', '<response><comment>', `</comment>${END}`),
  'undeclared entities': fill('&x;', '<response>', END),
  'control characters': fill('\u{1}', '<response>', END),
  attributes: fillNumbered((n) => ` a${n}="x"`, '<response', `>${END}`),
  'repeated attributes': fill(' a="x"', '<response', `>${END}`),
  'open attributes': fill(' a="', '<response'),
  quotes: fill('"', '<response '),
  namespaces: fillNumbered((n) => ` xmlns:a${n}="u${n}"`, '<response', `><a7:b/>${END}`),
  'elements of many namespaces': fillNumbered((n) => `<a${n}:b xmlns:a${n}="u${n}"/>`, '<response>', END),
  'nesting within bounds': fill('<a>'.repeat(20) + '</a>'.repeat(20), '<response>', END),
  roots: fill('<response/>'),
  'roots of another name': fill('<a/>'),
  envelopes: fill('<a><b/></a>', '<e>', '</e>'),
  truncated: fill('<a/>', '<response>'),
  'start tags of values': fill('<txn_id '),
  'response tags': fill('<response '),
  'HTML comments': fill('<!-- x', '<!--'),
  brackets: fill('['),
  braces: fill('{"a":'),
  'closing brackets': fill(']', '[['),
  'open strings': fill('"\\'),
  members: fillNumbered((n) => `,"a${n}":${n}`, '{"txn_id":"1","result":0', '}'),
  'repeated members': fill(',"result":0', '{"txn_id":"1"', '}'),
  'digits in a number': fill('1', '{"txn_id":', ',"result":0}'),
  exponent: '{"txn_id":"1","result":0,"sum":1e999999999}',
  'open braces with a quote': fill('{ "', 'x'),
  'unclosed names': fill('"result":"', '{'),
  'zero bytes': fill('\u{0}'),
  'Cyrillic words': fill('Ё'),
};

for (const [name, text] of Object.entries(BODIES)) {
  for (const edition of ['xml', 'json'] as const) {
    test(`a mebibyte of ${name}, ${edition}`, () => {
      const body = Buffer.from(text);
      const began = performance.now();
      const reading = readAnswer(body, { edition, contentType: 'text/xml; charset=utf-8' });
      const took = performance.now() - began;
      // A cost that grew by the square would take minutes; a busy machine takes seconds.
      assert.ok(took < 10_000, `${took} ms`);
      assert.ok(reading.problems.length < 40);
      assert.ok(JSON.stringify(reading.problems).length < 20_000);
      if (process.env['PAYCERT_SHOW_TIMES'])
        console.log(Math.round(took), name, edition, reading.readAs, reading.problems.map(({ key }) => key).join(' '));
    });
  }
}

test('bytes that are no text', () => {
  for (const byte of [0x00, 0x80, 0xc0, 0xfe, 0xff]) readAnswer(Buffer.alloc(MEBIBYTE, byte), { edition: 'xml' });
  readAnswer(Buffer.concat([Buffer.from('<response><comment>'), Buffer.alloc(MEBIBYTE, 0xcf)]), { edition: 'xml' });
});
