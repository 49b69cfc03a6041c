import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeXml, writeJsonAnswer, writeXmlAnswer } from './answer.ts';
import { judgeMeaning } from './meaning.ts';

const PAID = {
  txn_id: '123456789012345678',
  result: '0',
  prv_txn: '98765432109876543210',
  sum: '200.00',
  comment: 'ОК',
  fields: [{ element: 'field1', name: 'имя', text: '<&>' }],
};

test('an XML answer has the elements of the source, escaped', () => {
  assert.equal(
    writeXmlAnswer(PAID),
    '<?xml version="1.0" encoding="UTF-8"?>\n<response>\n  <txn_id>123456789012345678</txn_id>\n  <prv_txn>98765432109876543210</prv_txn>\n  <sum>200.00</sum>\n  <result>0</result>\n  <fields>\n    <field1 name="имя">&lt;&amp;&gt;</field1>\n  </fields>\n  <comment>ОК</comment>\n</response>\n',
  );
});

test('what XML cannot hold becomes a replacement character', () => {
  assert.equal(escapeXml('a\u0000b\u001Bc\uFFFF\u{1F600}\t'), 'a\uFFFDb\uFFFDc\uFFFD\u{1F600}\t');
});

test('the JSON edition keeps its numbers as texts and names the number prv_txn_id', () => {
  assert.deepEqual(JSON.parse(writeJsonAnswer(PAID)), {
    txn_id: '123456789012345678',
    result: '0',
    prv_txn_id: '98765432109876543210',
    sum: '200.00',
    comment: 'ОК',
    fields: { field1: { '@name': 'имя', '#text': '<&>' } },
  });
});

const keys = (answer: Partial<typeof PAID>, asked: Parameters<typeof judgeMeaning>[1]) =>
  judgeMeaning({ fields: [], ...answer }, asked).map(({ key }) => key);

test('meaning: the number echoed, and for an accepted pay a number and the sum', () => {
  const asked = { command: 'pay', txn_id: PAID.txn_id, sum: 20000n } as const;
  assert.deepEqual(keys(PAID, asked), []);
  assert.deepEqual(keys({ ...PAID, txn_id: '123456789012345680' }, asked), ['answer.txn-id-differs']);
  assert.deepEqual(keys({ txn_id: PAID.txn_id, result: '0', prv_txn: '', sum: '' }, asked), ['answer.no-prv-txn', 'answer.no-sum']);
  assert.deepEqual(keys({ ...PAID, sum: '200' }, asked), [], 'the value counts here, its form is grammar');
  assert.deepEqual(keys({ ...PAID, sum: '200.01' }, asked), ['answer.sum-differs']);
  assert.deepEqual(keys({ txn_id: PAID.txn_id, result: '1' }, asked), [], 'a refused pay names neither');
  assert.deepEqual(keys({ txn_id: PAID.txn_id, result: '0' }, { ...asked, command: 'check' }), [], 'nor does a check');
});
