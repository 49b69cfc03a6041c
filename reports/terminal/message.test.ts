import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyLines, requestLines } from './message.ts';

test('an answer on one line shows each of its elements', () => {
  const fields = '<fields><field1 name="balance">150.02</field1></fields>';
  const answer = `<?xml version="1.0"?><response><txn_id>412503178844120067</txn_id><result>0</result>${fields}</response>`;
  const lines = bodyLines(Buffer.from(answer), 60);
  assert.ok(lines.includes('<result>0</result>'), lines.join('\n'));
  assert.ok(lines.includes('<field1 name="balance">150.02</field1></fields></response>'), lines.join('\n'));
  assert.equal(lines.join(''), answer);
  assert.deepEqual(bodyLines(Buffer.from(answer), 400), [answer], 'what has room stays as it came');
});

test('an object on one line shows each of its members', () => {
  const answer = JSON.stringify({
    txn_id: '412503178844120067',
    result: 0,
    fields: [{ field1: { name: 'balance', value: '150.02' } }],
    comment: 'x',
  });
  const lines = bodyLines(Buffer.from(answer), 50);
  assert.equal(lines.join(''), answer);
  assert.ok(
    lines.some((line) => line.startsWith('"value":"150.02"')),
    lines.join('\n'),
  );
});

test('a request line is broken before its parameters, and bounded', () => {
  const line = 'GET /payment_app.cgi?command=pay&txn_id=412503178844120067&account=4957835959&sum=1.00&txn_date=20260230250000 HTTP/1.1';
  const lines = requestLines(line, 60);
  assert.equal(lines.join(''), line);
  assert.ok(lines.every((each) => each.length <= 60));
  const long = requestLines(`GET /?${'&data1=123456789'.repeat(200)}`, 60);
  assert.ok(long.length <= 6 && long.at(-1)!.endsWith('…'), long.join('\n'));
  assert.ok(requestLines(`GET /?x=${'y'.repeat(500)}`, 60)[0]!.endsWith('…'));
});
