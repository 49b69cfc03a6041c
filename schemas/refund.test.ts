import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readJson,
  readMessageAnswer,
  readRefundAnswer,
  readRefundRequest,
  readStatusRequest,
  readTokenAnswer,
  readTokenRequest,
} from '../protocol/refund/index.ts';
import { validateRefund, type RefundSchema } from './index.ts';

const READERS = {
  'refund-token-request': readTokenRequest,
  'refund-token-answer': readTokenAnswer,
  'refund-message': readMessageAnswer,
  'refund-request': readRefundRequest,
  'refund-status-request': readStatusRequest,
  'refund-answer': readRefundAnswer,
};

/** Whether each body is of the model, and so says its schema and so its reader. */
const BODIES: [RefundSchema, boolean, string][] = [
  ['refund-request', true, '{"PaymentId":9007199254740993,"ReturnAmount":1,"RefundIdentificator":"a","Reason":"ә"}'],
  ['refund-request', true, '{"PaymentId":1,"ReturnAmount":-1,"RefundIdentificator":"a","Reason":"b","more":[1]}'],
  ['refund-request', false, '{"PaymentId":"1","ReturnAmount":1,"RefundIdentificator":"a","Reason":"b"}'],
  ['refund-request', false, '{"PaymentId":1,"ReturnAmount":1.0,"RefundIdentificator":"a","Reason":"b"}'],
  ['refund-request', false, `{"PaymentId":1,"ReturnAmount":1,"RefundIdentificator":"${'a'.repeat(101)}","Reason":"b"}`],
  ['refund-request', false, `{"PaymentId":1,"ReturnAmount":1,"RefundIdentificator":"a","Reason":"${'b'.repeat(501)}"}`],
  ['refund-request', false, '{"paymentId":1,"ReturnAmount":1,"RefundIdentificator":"a","Reason":"b"}'],
  ['refund-request', false, '[]'],
  ['refund-status-request', true, '{"RequestIdentificator":"a"}'],
  ['refund-status-request', false, '{"RequestIdentificator":1}'],
  ['refund-token-request', true, '{"Login":"a","Password":"b"}'],
  ['refund-token-request', false, '{"Login":"a"}'],
  ['refund-token-answer', true, '{"token":"a","validTo":"2020-03-19T18:05:07.902529+06:00"}'],
  ['refund-token-answer', false, '{"token":"a","validTo":"2020-03-19 18:05"}'],
  ['refund-message', true, '{"message":"нет"}'],
  ['refund-message', false, '{"message":""}'],
  ['refund-answer', true, '{"statusCode":0}'],
  ['refund-answer', true, '{"statusCode":2,"error":null,"requestIdentificator":null}'],
  ['refund-answer', true, '{"statusCode":1,"error":{"code":4,"errorMessage":"x"},"requestIdentificator":"r"}'],
  ['refund-answer', false, '{"statusCode":"0"}'],
  ['refund-answer', false, '{"statusCode":8}'],
  ['refund-answer', false, '{"statusCode":3,"error":{"code":9,"errorMessage":"x"}}'],
  ['refund-answer', false, '{"statusCode":3,"error":{"code":1}}'],
];

test('schemas and readers of the Refund API agree on every body', () => {
  for (const [model, good, body] of BODIES) {
    const read = readJson(body);
    assert.ok('value' in read, body);
    assert.equal(validateRefund(model, read.value).length === 0, good, `${model} ${body}`);
    assert.equal(READERS[model](read.value).flaws === undefined, good, `reader ${model} ${body}`);
  }
});

test('a refusal without its reason is no answer', () => {
  const read = readJson('{"statusCode":1}');
  assert.ok('value' in read);
  assert.equal(validateRefund('refund-answer', read.value)[0]?.keyword, 'required');
});
