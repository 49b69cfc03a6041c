import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpFault } from './exchange.ts';
import { HttpReader, readHttp, type ReadOptions } from './http-reader.ts';

type Options = ReadOptions & { acceptsGzip?: boolean };

function read(text: string | Buffer, options?: Options): HttpAnswer {
  const answer = readHttp(Buffer.from(text as string, 'latin1'), options);
  assert.ok(answer, 'no head');
  return answer;
}

function kinds(answer: HttpAnswer): HttpFault['kind'][] {
  return answer.faults.map((fault) => fault.kind);
}

test('a clean answer has no faults, and its headers keep order and spelling', () => {
  const answer = read('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nX-a:\t 1 \r\nx-A: 2\r\nContent-LENGTH: 2\r\n\r\nok');
  assert.deepEqual(answer, {
    version: '1.1',
    status: 200,
    reason: 'OK',
    headers: [
      ['Content-Type', 'text/xml'],
      ['X-a', '1'],
      ['x-A', '2'],
      ['Content-LENGTH', '2'],
    ],
    framing: 'length',
    body: Buffer.from('ok'),
    faults: [],
  });
});

const L2 = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

/** What was sent, the faults in order, and the body that an ordinary client would have. */
const FAULTY: [name: string, sent: string | Buffer, faults: HttpFault['kind'][], body: string, options?: Options][] = [
  ['bare LF', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', ['bare-lf'], 'ok'],
  ['one bare LF among others', 'HTTP/1.1 200 OK\r\nContent-Length: 2\n\r\nok', ['bare-lf'], 'ok'],
  ['folded', 'HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nContent-Length: 2\r\n\r\nok', ['folded-header'], 'ok'],
  ['fold without a header', 'HTTP/1.1 200 OK\r\n X: a\r\nContent-Length: 2\r\n\r\nok', ['bad-header'], 'ok'],
  ['no colon', `${L2}nonsense\r\n\r\nok`, ['bad-header'], 'ok'],
  ['no name', `${L2}: x\r\n\r\nok`, ['bad-header'], 'ok'],
  ['blank before the colon', 'HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok', ['bad-header'], 'ok'],
  ['NUL in a value', `${L2}X: a\0b\r\n\r\nok`, ['bad-header'], 'ok'],
  ['bare CR in a value', `${L2}X: a\rb\r\n\r\nok`, ['bad-header'], 'ok'],
  ['no space after the status', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok', ['bad-status-line'], 'ok'],
  ['two spaces before the status', 'HTTP/1.1  200 OK\r\nContent-Length: 2\r\n\r\nok', ['bad-status-line'], 'ok'],
  ['lower case', 'http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', ['bad-status-line'], 'ok'],
  ['unknown version', 'HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok', ['bad-status-line'], 'ok'],
  ['status out of range', 'HTTP/1.1 700 OK\r\nContent-Length: 2\r\n\r\nok', ['bad-status-line'], 'ok'],
  ['empty line first', `\r\n${L2}\r\nok`, ['bad-status-line'], 'ok'],
  ['equal lengths', `${L2}Content-Length: 2\r\n\r\nok`, ['two-lengths'], 'ok'],
  ['equal lengths in one header', 'HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok', ['two-lengths'], 'ok'],
  ['different lengths', `${L2}Content-Length: 1\r\n\r\nok`, ['two-lengths'], 'ok'],
  ['length beside chunks', `${L2}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`, ['two-lengths'], 'abc'],
  ['length with a sign', 'HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok!', ['bad-length'], 'ok!'],
  ['empty length', 'HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok!', ['bad-length'], 'ok!'],
  ['huge length', 'HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok!', ['bad-length'], 'ok!'],
  ['length too long', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok', ['length-too-long'], 'ok'],
  ['length too short', `${L2}\r\nokay`, ['length-too-short'], 'ok'],
  ['after chunks', `${CHUNKED}2\r\nok\r\n0\r\n\r\nmore`, ['junk-after'], 'ok'],
  ['after 204', 'HTTP/1.1 204 None\r\n\r\nmore', ['junk-after'], ''],
  ['chunk line in LF', `${CHUNKED}2\nok\r\n0\r\n\r\n`, ['bad-chunk'], 'ok'],
  ['chunk end in LF', `${CHUNKED}2\r\nok\n0\r\n\r\n`, ['bad-chunk'], 'ok'],
  ['blank after the size', `${CHUNKED}2 \r\nok\r\n0\r\n\r\n`, ['bad-chunk'], 'ok'],
  ['no size', `${CHUNKED}<xml/>`, ['bad-chunk'], ''],
  ['size of many digits', `${CHUNKED}2\r\nok\r\n00000000000000000001\r\nx`, ['bad-chunk'], 'ok'],
  ['size too small', `${CHUNKED}1\r\nok\r\n0\r\n\r\n`, ['bad-chunk'], 'o'],
  ['no last chunk', `${CHUNKED}2\r\nok\r\n`, ['bad-chunk'], 'ok'],
  ['bad trailer', `${CHUNKED}2\r\nok\r\n0\r\nnonsense\r\n\r\n`, ['bad-header'], 'ok'],
  ['unknown transfer coding', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\nbx', ['unknown-coding'], 'bx'],
  ['chunks in HTTP/1.0', CHUNKED.replace('1.1', '1.0') + '2\r\nok\r\n0\r\n\r\n', ['unknown-coding'], 'ok'],
  ['gzip unasked', encoded('gzip', gzipSync('hello')), ['gzip-unasked'], 'hello'],
  ['gzip asked', encoded('gzip', gzipSync('hello')), [], 'hello', { acceptsGzip: true }],
  ['x-gzip', encoded('x-gzip', gzipSync('hello')), [], 'hello', { acceptsGzip: true }],
  ['no gzip at all', encoded('gzip', Buffer.from('hello')), ['gzip-bad'], 'hello', { acceptsGzip: true }],
  ['identity', encoded('identity', Buffer.from('hello')), [], 'hello'],
  ['brotli', encoded('br', Buffer.from('hello')), ['unknown-coding'], 'hello', { acceptsGzip: true }],
  ['gzip twice', encoded('gzip, gzip', Buffer.from('hello')), ['unknown-coding'], 'hello', { acceptsGzip: true }],
];

function encoded(coding: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
}

for (const [name, sent, faults, body, options] of FAULTY) {
  test(`faults: ${name}`, () => {
    const answer = read(sent, options);
    assert.deepEqual(kinds(answer), faults);
    assert.equal(answer.body.toString('latin1'), body);
    for (const fault of answer.faults) assert.ok(fault.detail !== '');
  });
}

test('every split gives what the whole gives', () => {
  const samples = [
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: a\r\n b\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n1\n!\r\n00\r\nT: v\r\n\r\n`,
    ...FAULTY.map(([, sent]) => sent),
    'HTTP/1.1 200 OK\r\n\r\nto the end',
    'HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n0123456789012345678901234567890123456789',
    `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(120)}\r\n\r\n`,
    `${CHUNKED}${'1\r\nx\r\n'.repeat(12)}0\r\n\r\n`,
    'HTTP/1.1 abc\r\n\r\n',
    '\x16\x03\x01\x00\x05hello',
  ];
  const limits = { maxHeadBytes: 110, maxBodyBytes: 39 };
  for (const sample of samples) {
    const bytes = Buffer.from(sample as string, 'latin1');
    for (const options of [{}, limits]) {
      const whole = readIn([bytes], options);
      for (let i = 0; i <= bytes.length; i += 1) {
        assert.deepEqual(readIn([bytes.subarray(0, i), bytes.subarray(i)], options), whole, `${sample} at ${i}`);
      }
      const single = [...bytes].map((byte) => Buffer.from([byte]));
      assert.deepEqual(readIn(single, options), whole, `${sample} byte by byte`);
    }
  }
});

function readIn(pieces: Buffer[], options: ReadOptions): unknown {
  const reader = new HttpReader(options);
  for (const piece of pieces) reader.push(piece);
  const before = reader.state;
  reader.end();
  return { before, state: reader.state, truncated: reader.truncated, response: reader.response(), ...reader.answer(true) };
}

test('interim answers are passed over; 101 is final', () => {
  assert.equal(read('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 None\r\n\r\n').status, 204);
  assert.equal(read('HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n').status, 101);
});

test('204, 304 and the answer to a HEAD have no body whatever they declare', () => {
  assert.equal(read('HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\n').framing, 'none');
  assert.equal(read('HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n').framing, 'none');
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', { bodiless: true }).framing, 'none');
});

test('without length or chunks the body ends with the connection', () => {
  const reader = new HttpReader();
  reader.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\nto the'));
  reader.push(Buffer.from(' end'));
  assert.equal(reader.state, 'body');
  reader.end();
  assert.equal(reader.state, 'whole');
  assert.equal(reader.answer(false).http?.body.toString(), 'to the end');
});

test('what is no HTTP is known at its first bytes', () => {
  for (const bytes of ['<html>', '\x16\x03\x01', 'HTML', 'SSH-2.0-x\r\n', 'HTTP/1.1 abc\r\n', 'HTTP/1.1 20000 OK\r\n', 'HTTP/1.1\r\n']) {
    const reader = new HttpReader();
    reader.push(Buffer.from(bytes, 'latin1'));
    assert.equal(reader.state, 'broken', bytes);
    assert.equal(reader.response().toString('latin1'), bytes);
    assert.equal(reader.answer(false).http, undefined);
  }
});

test('a body of just the limit is whole, one byte more is too much', () => {
  const answer = (length: number): unknown => {
    const reader = new HttpReader({ maxBodyBytes: 100 });
    reader.push(Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(length)}`));
    return [reader.state, reader.truncated, reader.answer(false).http?.body.length];
  };
  assert.deepEqual(answer(100), ['whole', false, 100]);
  assert.deepEqual(answer(101), ['oversize', true, 100]);
});

test('heads, interim answers, chunk extensions and trailers count to the limits', () => {
  const endless = (start: string, more: string): string => {
    const reader = new HttpReader({ maxHeadBytes: 1000, maxBodyBytes: 1000 });
    reader.push(Buffer.from(start));
    for (let i = 0; i < 1000 && (reader.state === 'head' || reader.state === 'body'); i += 1) reader.push(Buffer.from(more));
    assert.ok(reader.response().length <= 2000);
    return reader.state;
  };
  assert.equal(endless('HTTP/1.1 200 OK\r\nX: ', 'xxxxxxxxx'), 'oversize');
  assert.equal(endless('HTTP/1.1 200 OK\r\n', 'X: y\r\n'), 'oversize');
  assert.equal(endless('\r\n', '\r\n'), 'oversize');
  assert.equal(endless('HTTP/1.1 ', 'HTTP/1.1 '), 'oversize');
  assert.equal(endless('', 'HTTP/1.1 100 Continue\r\n\r\n'), 'oversize');
  assert.equal(endless(`${CHUNKED}5;`, 'extension'), 'oversize');
  assert.equal(endless(`${CHUNKED}0\r\n`, 'X: y\r\n'), 'oversize');
  assert.equal(endless(CHUNKED, '1\r\nx\r\n'), 'oversize');
  assert.equal(endless('HTTP/1.1 200 OK\r\n\r\n', 'xxxxxxxxx'), 'oversize');
});

test('a bomb is not unpacked', () => {
  const bomb = gzipSync(Buffer.alloc(4_000_000));
  const answer = read(encoded('gzip', bomb), { acceptsGzip: true });
  assert.deepEqual(kinds(answer), ['gzip-bomb']);
  assert.deepEqual(answer.body, bomb);
});

test('deflate and a part of a gzipped body stay as they came', () => {
  const deflated = deflateSync('hello');
  assert.deepEqual(read(encoded('deflate', deflated)).body, deflated);
  const part = encoded('gzip', gzipSync('hello')).subarray(0, -4);
  assert.deepEqual(kinds(read(part, { acceptsGzip: true })), ['length-too-long']);
});

test('a thousand equal faults are told a few times', () => {
  assert.equal(read(`HTTP/1.1 200 OK\r\n${'nonsense\r\n'.repeat(1000)}\r\n`).faults.length, 5);
});

test('single bytes and hostile lines cost linear time', () => {
  const body = 'x'.repeat(500_000);
  const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nX: ${' '.repeat(60_000)}y\r\n\r\n${body}`);
  const reader = new HttpReader();
  const start = process.cpuUsage();
  for (let i = 0; i < bytes.length; i += 1) reader.push(bytes.subarray(i, i + 1));
  reader.end();
  const { user } = process.cpuUsage(start);
  assert.equal(reader.answer(false).http?.body.length, body.length);
  // Quadratic reading would take minutes; this takes a fraction of a second.
  assert.ok(user < 10_000_000, `${user} µs`);
});
