import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as refund from './index.ts';

const value = (text: string) => {
  const read = refund.readJson(text);
  assert.ok('value' in read, JSON.stringify(read));
  return read.value;
};

test("the source's own examples are read and written again", () => {
  const request = refund.readRefundRequest(
    value('{"PaymentId":202001211095,"ReturnAmount":10000,"RefundIdentificator":"XGD-UUH-876","Reason":"Частичный возврат"}'),
  );
  assert.ok(request.value);
  assert.deepEqual(request.value, {
    PaymentId: 202001211095n,
    ReturnAmount: 10000n,
    RefundIdentificator: 'XGD-UUH-876',
    Reason: 'Частичный возврат',
  });
  assert.equal(
    refund.writeRequest(request.value),
    '{"PaymentId":202001211095,"ReturnAmount":10000,"RefundIdentificator":"XGD-UUH-876","Reason":"Частичный возврат"}',
  );
  const declined = '{"statusCode":1,"error":{"code":4,"errorMessage":"Заявка уже существует. Проверьте статус"},"requestIdentificator":"414e2f7a"}';
  assert.equal(refund.writeAnswer(refund.readRefundAnswer(value(declined)).value!), declined);
  const token = refund.readTokenAnswer(value('{"token":"979df876","validTo":"2020-03-19T18:05:07.902529+06:00"}'));
  assert.equal(refund.parseValidTo(token.value!.validTo), Date.parse('2020-03-19T12:05:07.902Z'));
  assert.equal(refund.parseValidTo(refund.formatValidTo(1_600_000_000_123)), 1_600_000_000_123);
});

test('64 bits are exact at both ends and beyond a double', () => {
  for (const digits of ['9007199254740993', '9223372036854775807', '-9223372036854775808']) {
    const body = `{"PaymentId":${digits},"ReturnAmount":1,"RefundIdentificator":"a","Reason":"b"}`;
    const read = refund.readRefundRequest(value(body));
    assert.ok(read.value);
    assert.equal(read.value.PaymentId, BigInt(digits));
    assert.equal(refund.writeRequest(read.value), body);
    assert.equal(refund.parseInt64(digits), BigInt(digits));
  }
  assert.equal(refund.parseInt64('9223372036854775808'), undefined);
  const flawed = refund.readRefundRequest(value('{"PaymentId":9223372036854775808,"ReturnAmount":1.0,"RefundIdentificator":"","Reason":null}'));
  assert.deepEqual(
    flawed.flaws?.map(({ field, kind }) => `${field} ${kind}`),
    ['PaymentId range', 'ReturnAmount type', 'RefundIdentificator length', 'Reason required'],
  );
});

test('hostile JSON is refused in one word, and a member may be called anything', () => {
  const faults = (text: string | Uint8Array) => {
    const read = refund.readJson(text);
    return 'fault' in read ? read.fault : 'value';
  };
  assert.equal(faults(''), 'empty');
  assert.equal(faults(Buffer.from([0x22, 0xff, 0x22])), 'not-utf8');
  assert.equal(faults('{"a":1,}'), 'not-json');
  assert.equal(faults('['.repeat(100_000)), 'too-deep');
  assert.equal(faults('{"a":1,"a":2}'), 'twice');
  assert.equal(faults('{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}'), 'value');
  const sly = value('{"__proto__":{"PaymentId":1},"decimal":"1"}');
  assert.equal(refund.readRefundRequest(sly).flaws?.length, 4);
  assert.ok(refund.isJsonObject(sly) && sly.has('decimal'));
  assert.equal(refund.readRefundAnswer(value('{"statusCode":8}')).flaws?.[0]?.kind, 'range');
  assert.equal(refund.readRefundAnswer(value('{"statusCode":1,"error":{"code":7,"errorMessage":"?"}}')).flaws?.[0]?.field, 'error.code');
});

test('from a final status nothing leads away', () => {
  const all = Object.values(refund.StatusCode);
  for (const before of all) {
    for (const after of all) {
      const allowed = before === after || (!refund.isFinal(before) && after !== refund.StatusCode.DECLINE);
      assert.equal(refund.mayFollow(before, after), allowed, `${before} ${after}`);
    }
  }
  assert.equal(refund.nextStep(1, 4), 'ask');
  assert.equal(refund.nextStep(1, 2), 'refused');
  assert.equal(refund.nextStep(1, 5), 'later');
  assert.deepEqual([refund.nextStep(1, 6), refund.nextStep(5, 6)], ['file-again', 'file-again']);
  assert.deepEqual([refund.nextStep(1, -1), refund.nextStep(1, -2)], ['ask-or-repeat', 'ask-or-repeat']);
  assert.equal(refund.nextStep(5), 'ask-or-repeat');
  assert.equal(refund.nextStep(7), 'poll');
  assert.equal(refund.nextStep(3), 'done');
});

test('amounts in tenge are whole, in tiyn any', () => {
  assert.equal(refund.amountOf(1_000_000n, 'tenge'), 10_000n);
  assert.equal(refund.amountOf(1_050n, 'tenge'), undefined);
  assert.equal(refund.amountOf(1_050n, 'tiyn'), 1_050n);
  assert.equal(refund.sumOf(10_000n, 'tenge'), 1_000_000n);
  assert.equal(refund.callAt('/x/returnapi/refund/refundstatus'), 'RefundStatus');
  assert.equal(refund.callAt('/returnApi/Refund/RefundStatus/x'), undefined);
});
