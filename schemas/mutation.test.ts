import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { corpus } from './corpus.ts';
import { prepareReader, readAnswer } from './index.ts';

before(prepareReader);

/** One byte changed at a time, each place in two ways: left out, and replaced by the next of these. */
const REPLACEMENTS = Buffer.from('<>/&\'" 0x=?!-[]{}:,\\\u{0}\u{7f}').toJSON().data.concat(0x80, 0xd0, 0xff);

function* mutations(body: Buffer, salt: number): Generator<Buffer> {
  for (let at = 0; at < body.length; at++) {
    yield Buffer.concat([body.subarray(0, at), body.subarray(at + 1)]);
    const replaced = Buffer.from(body);
    replaced[at] = REPLACEMENTS[(at + salt) % REPLACEMENTS.length]!;
    yield replaced;
  }
}

/** `answer.schema` says that XSD, JSON Schema and our own objections are of different minds. */
function assertOfOneMind(body: Buffer, edition: 'xml' | 'json'): void {
  const { problems } = readAnswer(body, { edition, contentType: 'text/xml' });
  const odd = problems.find(({ key }) => key === 'answer.schema');
  assert.equal(odd, undefined, `${JSON.stringify(odd)} in ${body.toString()}`);
}

test('no change of one byte in a good answer throws, or divides the schemas', () => {
  corpus('good').forEach(({ body }, index) => {
    for (const mutated of mutations(body, index)) assertOfOneMind(mutated, 'xml');
  });
});

test('nor in a good answer of the JSON edition', () => {
  corpus('good-json').forEach(({ body }, index) => {
    for (const mutated of mutations(body, index)) assertOfOneMind(mutated, 'json');
  });
});

test('nor does an answer read as the other edition', () => {
  for (const folder of ['good', 'bad'] as const) for (const { body } of corpus(folder)) readAnswer(body, { edition: 'json' });
  for (const folder of ['good-json', 'bad-json'] as const) for (const { body } of corpus(folder)) readAnswer(body, { edition: 'xml' });
});

const PIECES = [
  ...['1', '', ' 1 ', 'x', '9999999999999999999', '<b/>', '<!---->1', '<![CDATA[1]]>', '&#49;', '<?p?>1'].map((text) => `<txn_id>${text}</txn_id>`),
  ...['0', '', ' 0', '6', '00', '<!---->', '0<b/>'].map((text) => `<result>${text}</result>`),
  ...['1', '', ' ', 'x', '<b/>', `${'9'.repeat(21)}`].map((text) => `<prv_txn>${text}</prv_txn>`),
  ...['1.00', '', '\n', '1,0', '1.', '<b/>', '1<!---->.00'].map((text) => `<sum>${text}</sum>`),
  ...['', 'a', '<b/>', 'a<b/>c'].flatMap((text) => [`<comment>${text}</comment>`, `<fields>${text}</fields>`]),
  '<txn_id a="b">1</txn_id>',
  '<txn_id xmlns="">1</txn_id>',
  '<txn_id xmlns="u">1</txn_id>',
  '<sum xmlns="u">x</sum>',
  '<u:sum xmlns:u="u">x</u:sum>',
  '<sum xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>',
  '<result xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x">0</result>',
  '<other><txn_id/>x</other>',
  '<response/>',
  '<__proto__>1</__proto__>',
  '<toString/>',
  '<!-- x -->',
  '<?p?>',
  'text',
  '<![CDATA[ ]]>',
  '<![CDATA[x]]>',
  '&#32;',
  '&#48;',
  '\u{A0}',
];

test('nor does any three pieces put together', () => {
  for (const first of PIECES) {
    for (const second of PIECES) {
      assertOfOneMind(Buffer.from(`<response>${first}${second}</response>`), 'xml');
      assertOfOneMind(Buffer.from(`<response><txn_id>1</txn_id>${first}<result>0</result>${second}</response>`), 'xml');
    }
  }
});
