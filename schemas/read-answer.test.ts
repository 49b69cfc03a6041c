import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { writeJsonAnswer, writeXmlAnswer, type Answer, type Edition } from '../protocol/index.ts';
import { prepareReader, readAnswer, type Reading } from './index.ts';

before(prepareReader);

function read(text: string, edition: Edition = 'xml'): Reading {
  return readAnswer(Buffer.from(text), { edition, contentType: edition === 'xml' ? 'text/xml' : 'application/json' });
}

function problem(text: string, key: string, edition: Edition = 'xml') {
  return read(text, edition).problems.find((each) => each.key === key);
}

const ANSWER: Answer = {
  txn_id: '999999999999999999',
  result: '0',
  prv_txn: '99999999999999999999',
  sum: '200.00',
  comment: 'Төленді & <ок>',
  fields: [{ element: 'field1', name: 'Остаток "x"', text: ' 1500.00' }],
};

test('what protocol writes is read back, with no objection', () => {
  assert.deepEqual(read(writeXmlAnswer(ANSWER)), { answer: ANSWER, readAs: 'xml', problems: [] });
  assert.deepEqual(read(writeJsonAnswer(ANSWER), 'json'), { answer: ANSWER, readAs: 'json', problems: [] });
});

test('values are texts untouched', () => {
  const { answer } = read('<response><txn_id> 7\n</txn_id><result><!--c-->0</result><comment>a<![CDATA[<b>]]>&#x4E01;</comment></response>');
  assert.deepEqual(answer, { txn_id: ' 7\n', result: '0', comment: 'a<b>\u{4E01}', fields: [] });
});

test('of repeated values the first counts', () => {
  assert.equal(read('<response><txn_id>1</txn_id><result>5</result><result>0</result></response>').answer?.result, '5');
  assert.equal(read('{"txn_id":1,"result":5,"result":0}', 'json').answer?.result, '5');
});

test('numbers of the JSON edition keep their digits', () => {
  const { answer } = read('{"txn_id":999999999999999999,"result":0,"prv_txn_id":99999999999999999999,"sum":200.10}', 'json');
  assert.deepEqual(answer, { txn_id: '999999999999999999', result: '0', prv_txn: '99999999999999999999', sum: '200.10', fields: [] });
});

test('values are known even where the form is none', () => {
  const values = '<txn_id>7</txn_id><result>0</result><prv_txn>5</prv_txn>';
  const broken = [
    `Warning: x\n<response>${values}</response>`,
    `<response>${values}`,
    `<response>${values}<comment>A & B</comment></response>`,
    `<!DOCTYPE a [<!ENTITY e "x">]><response>${values}</response>`,
    `<response>${values}</response><response><result>5</result></response>`,
    `<s:Envelope xmlns:s="u"><s:Body><Response xmlns="v">${values}</Response></s:Body></s:Envelope>`,
    `<response><txn_id>7</txn_id><result >0</result><prv_txn><![CDATA[5]]></prv_txn>${'<a>'.repeat(99)}`,
    '{"txn_id":7,"result":"0","prv_txn_id":"5"}',
    '{"txn_id":7,"result":"0","prv_txn_id":"5",}',
  ];
  for (const text of broken) {
    const { txn_id, result, prv_txn } = read(text).answer ?? {};
    assert.deepEqual({ txn_id, result, prv_txn }, { txn_id: '7', result: '0', prv_txn: '5' }, text);
  }
});

test('no entity is ever expanded', () => {
  const { answer } = read(
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "0">]><response><result>&y;</result><comment>&x;</comment></response>',
  );
  assert.deepEqual(answer, { result: '&y;', comment: '&x;', fields: [] });
});

test('a body that says nothing has no answer', () => {
  for (const text of ['', ' ', 'OK', '<html><body>502</body></html>']) assert.equal(read(text).answer, undefined);
});

test('names that were most likely meant are told, and stand in for txn_id and result alone', () => {
  const { answer, problems } = read('<response><osmp_txn_id>7</osmp_txn_id><Result>0</Result><prv_txn_id>5</prv_txn_id></response>');
  assert.deepEqual(answer, { txn_id: '7', result: '0', fields: [] });
  const unknown = problems.find(({ key }) => key === 'answer.unknown-element');
  assert.deepEqual([unknown?.expected, unknown?.observed], ['txn_id, result, prv_txn', 'osmp_txn_id, Result, prv_txn_id']);
});

test('a fault of XML is told by line, column and text, counted in the whole body', () => {
  const observed = problem('Notice\n<response>\n<result>0<result></response>', 'answer.not-well-formed')?.observed;
  assert.match(observed ?? '', /^3:\d+ Opening and ending tag mismatch.*«.*<\/response>»$/);
});

test('the Content-Type is a remark', () => {
  const types: [Edition, string | undefined, boolean][] = [
    ['xml', 'text/xml', true],
    ['xml', 'Application/XML; charset=utf-8', true],
    ['xml', 'application/vnd.kaspi+xml', true],
    ['xml', 'text/html', false],
    ['xml', undefined, false],
    ['json', 'application/json; charset=utf-8', true],
    ['json', 'text/xml', false],
  ];
  for (const [edition, contentType, fits] of types) {
    const body = Buffer.from(edition === 'xml' ? writeXmlAnswer(ANSWER) : writeJsonAnswer(ANSWER));
    const { problems } = readAnswer(body, { edition, contentType });
    assert.deepEqual(
      problems.map(({ key, level }) => `${level} ${key}`),
      fits ? [] : ['should answer.content-type'],
      contentType,
    );
  }
});

test('an answer of the other edition is refused, and read', () => {
  const xml = readAnswer(Buffer.from(writeXmlAnswer(ANSWER)), { edition: 'json', contentType: 'application/json' });
  assert.deepEqual([xml.readAs, xml.problems[0]?.key, xml.answer?.prv_txn], ['xml', 'answer.not-json', ANSWER.prv_txn]);
  const json = readAnswer(Buffer.from(writeJsonAnswer(ANSWER)), { edition: 'xml', contentType: 'text/xml' });
  assert.deepEqual([json.readAs, json.problems[0]?.key, json.answer?.prv_txn], ['json', 'answer.not-xml', ANSWER.prv_txn]);
});

test('the same bytes under another type or edition are another answer', () => {
  const body = Buffer.from(writeXmlAnswer(ANSWER));
  const told = (edition: Edition, contentType?: string) => {
    const found = readAnswer(body, { edition, contentType }).problems.find(({ key }) => key === 'answer.content-type');
    return found && [found.expected, found.observed];
  };
  assert.deepEqual(told('xml'), ['text/xml', undefined]);
  assert.deepEqual(told('xml', 'undefined'), ['text/xml', 'undefined']);
  assert.equal(told('xml', 'text/xml'), undefined);
  assert.deepEqual(told('json', 'text/xml'), ['application/json', 'text/xml']);
});
