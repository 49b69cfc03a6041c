import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HttpReader } from './http-reader.ts';

const BODY = '<response/>';
const OK = `HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n`;

/** What is read of bytes that come in pieces of this size. */
function read(text: string, pieces: number, bodiless = false): unknown {
  const reader = new HttpReader({ bodiless });
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += pieces) reader.push(bytes.subarray(at, at + pieces));
  reader.end();
  return { state: reader.state, ...reader.answer(false) };
}

for (const [name, head] of Object.entries({
  'an ordinary head': OK,
  'a head with lines that end bare': OK.replace('OK\r\n', 'OK\n'),
  'a head with two lengths': OK.replace('\r\n\r\n', '\r\nContent-Length: 3\r\n\r\n'),
  'a head with a bad line': OK.replace('\r\n', '\r\nno colon\r\n'),
  'a head behind an interim one': `HTTP/1.1 100 Continue\r\n\r\n${OK}`,
  'a head behind an empty line': `\r\n${OK}`,
  'a chunked answer': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n',
})) {
  test(`${name} is read the second time as it was the first, in any pieces`, () => {
    // In single bytes nothing of an earlier one is made use of.
    const first = read(head + BODY, 1);
    assert.deepEqual(read(head + BODY, 10_000), first);
    assert.deepEqual(read(head + BODY, 10_000), first);
    assert.deepEqual(read(head + BODY, head.length), first);
  });
}

test('a head that was read before is not read again', () => {
  const headers = () => (read(OK + BODY, 10_000) as { http: { headers: unknown } }).http.headers;
  assert.equal(headers(), headers());
});

test('what one answer gets wrong behind its head is not told of the next', () => {
  const junk = read(`${OK}${BODY}junk`, 10_000) as { http: { faults: unknown[] } };
  assert.equal(junk.http.faults.length, 1);
  assert.deepEqual((read(OK + BODY, 10_000) as { http: { faults: unknown[] } }).http.faults, []);
});

test('the same head is another answer to a HEAD', () => {
  const whole = read(OK, 10_000, true) as { state: string; http: { framing: string } };
  assert.deepEqual([whole.state, whole.http.framing], ['whole', 'none']);
  const cut = read(OK, 10_000) as { state: string; http: { framing: string } };
  assert.deepEqual([cut.state, cut.http.framing], ['cut', 'length']);
});
