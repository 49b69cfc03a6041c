import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { corpus } from './corpus.ts';
import { decode } from './encoding.ts';
import { prepareReader, readAnswer } from './index.ts';
import { sniff } from './sniff.ts';
import { readXml } from './xml.ts';

before(prepareReader);

const CONTEXT = { edition: 'xml', contentType: 'text/xml' } as const;

/** The same text with other digits: in each number alone, in all of them, and in all of them with one more. */
function* withOtherNumbers(text: string): Generator<string> {
  const numbers = /(?<=<(?:txn_id|prv_txn|sum|field[0-9]*)[^<>]*>)[^<]*(?=<)/g;
  const other = (number: string, by: number) => number.replace(/[0-9]/g, (digit) => String((Number(digit) + by) % 10));
  for (const changed of [[1], [2], [3], [1, 2, 3, 4, 5, 6]]) {
    let place = 0;
    yield text.replace(numbers, (number) => (changed.includes(++place) ? other(number, place) : number));
  }
  yield text.replace(numbers, (number) => number.replace(/[0-9]/, '$&1'));
}

/** Reads a text, then others like it, of which every word has to be as if no other had been read. How many of these are clean. */
function assertReadForItself(text: string): number {
  let clean = 0;
  for (const like of withOtherNumbers(text)) {
    readAnswer(Buffer.from(text), CONTEXT);
    const body = Buffer.from(like);
    const decoded = decode(body, 'xml', CONTEXT.contentType);
    if (sniff(decoded.text) !== 'xml') continue;
    const { answer, problems } = readAnswer(body, CONTEXT);
    const anew = readXml(decoded.text);
    assert.deepEqual({ answer, problems }, { answer: anew.answer, problems: [...decoded.problems, ...anew.problems] }, like);
    if (problems.length === 0 && like !== text) clean += 1;
  }
  return clean;
}

test('an answer like a clean one but for its numbers is read as if for itself', () => {
  const clean = corpus('good').filter(({ body }) => assertReadForItself(body.toString()) > 0);
  assert.ok(clean.length >= 20, `only ${clean.length} clean answers`);
  for (const { body } of corpus('bad')) assertReadForItself(body.toString());
});

test('so is every answer that a changed byte makes of a good one', () => {
  let clean = 0;
  for (const { body } of corpus('good')) {
    const text = body.toString();
    for (let at = 0; at < text.length; at += 3) {
      const put = '<>/&!?#0 -['[at % 11]!;
      for (const changed of [text.slice(0, at) + text.slice(at + 1), text.slice(0, at) + put + text.slice(at + 1)]) {
        clean += assertReadForItself(changed);
      }
    }
  }
  assert.ok(clean >= 1_000, `only ${clean} were clean`);
});

test('an answer like a clean one is not read again', () => {
  const read = (number: string, balance: string) => {
    const fields = `<fields><field1 name="balance">${balance}</field1><field2 name="owner">A. B.</field2></fields>`;
    const text = `<response><txn_id>${number}</txn_id><result>0</result>${fields}</response>`;
    return readAnswer(Buffer.from(text), CONTEXT).answer!;
  };
  const first = read('1111', '7.00');
  const second = read('2222', '1 015.00');
  assert.deepEqual(
    second.fields.map(({ text }) => text),
    ['1 015.00', 'A. B.'],
  );
  assert.equal(second.fields[1], first.fields[1]);
  assert.notEqual(read('22222', '7.00').fields[1], first.fields[1]);
});

const REST = '<result>0</result>';

for (const [name, text] of Object.entries({
  'a number in a comment first': `<response><!--<txn_id>1</txn_id>--><txn_id>1</txn_id>${REST}</response>`,
  'a number in CDATA first': `<response><comment><![CDATA[<txn_id>1</txn_id>]]></comment><txn_id>1</txn_id>${REST}</response>`,
  'a number in an instruction first': `<response><?p <txn_id>1</txn_id>?><txn_id>1</txn_id>${REST}</response>`,
  'a number in a field first': `<response><fields><f><txn_id>1</txn_id></f></fields><txn_id>1</txn_id>${REST}</response>`,
  'a number in a field that is one of too many': `<response><fields>${'<field1 name=""/>'.repeat(50)}<field1 name="r"><txn_id>1</txn_id></field1></fields><txn_id>1</txn_id>${REST}</response>`,
  'a number twice': `<response><txn_id>1</txn_id><txn_id>1</txn_id>${REST}</response>`,
  'the second number first': `<response><prv_txn>12</prv_txn>${REST}<txn_id>345</txn_id></response>`,
  'a number in a field of the same name elsewhere': `<response><o><field1 name="b">7</field1></o><txn_id>1</txn_id>${REST}<fields><field1 name="b">7</field1></fields></response>`,
  'a number in a field that is in another': `<response><txn_id>1</txn_id>${REST}<fields><field2 name="x"><field1 name="b">7</field1></field2></fields></response>`,
  'fields of one name': `<response><txn_id>1</txn_id>${REST}<fields><field1 name="b">7</field1><field1 name="b">7</field1></fields></response>`,
  'field1 beside field10': `<response><txn_id>1</txn_id>${REST}<fields><field1 name="b">7</field1><field10 name="b">7</field10></fields></response>`,
  'a field without fields': `<response><txn_id>1</txn_id>${REST}<field1 name="b">7</field1></response>`,
  'an element of another namespace first': `<response xmlns:p="p"><p:o><txn_id>1</txn_id></p:o><txn_id>1</txn_id>${REST}</response>`,
})) {
  test(`${name} is no likeness that misleads`, () => void assertReadForItself(text));
}

test('digits that move from one number to the other are another shape', () => {
  const answer = (txnId: string, prvTxn: string) => `<response><txn_id>${txnId}</txn_id><prv_txn>${prvTxn}</prv_txn>${REST}</response>`;
  assert.deepEqual(readAnswer(Buffer.from(answer('123', '4')), CONTEXT).answer, { txn_id: '123', prv_txn: '4', result: '0', fields: [] });
  assert.deepEqual(readAnswer(Buffer.from(answer('12', '34')), CONTEXT).answer, { txn_id: '12', prv_txn: '34', result: '0', fields: [] });
  // What the digits' places look like with nothing in them is no number.
  const empty = readAnswer(Buffer.from(answer('', '')), CONTEXT);
  assert.deepEqual(
    empty.problems.map(({ key, element }) => [key, element]),
    [['answer.txn-id-type', 'txn_id']],
  );
});
