import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, mediaTypeOf } from './encoding.ts';

const CP1251_OK = Buffer.from([0xce, 0xea]); // Ок

function told(body: Buffer | string, contentType?: string): string[] {
  return decode(Buffer.from(body as string), 'xml', contentType).problems.map(({ key, level }) => `${level} ${key}`);
}

test('UTF-8 needs no declaration, and may be declared in any case', () => {
  assert.deepEqual(told('<a>Ок</a>'), []);
  assert.deepEqual(told('<?xml version="1.0" encoding="Utf-8"?><a>Ок</a>', 'text/xml; charset="UTF-8"'), []);
  assert.deepEqual(told('<?xml version="1.0" encoding="UTF8"?><a>Ок</a>', 'text/xml;charset=utf8'), []);
});

test('another encoding is a fault with national letters and a remark without', () => {
  const declared = (text: string) => `<?xml version='1.0' encoding='windows-1251'?><a>${text}</a>`;
  assert.deepEqual(told(declared('OK')), ['should answer.other-encoding']);
  assert.deepEqual(told(declared('Ок')), ['must answer.other-encoding']);
  assert.deepEqual(told('<a>Ок</a>', 'text/xml; charset=ISO-8859-1'), ['must answer.other-encoding']);
});

test('header and declaration of different minds are a remark', () => {
  const problems = decode(Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a/>'), 'xml', 'text/xml; charset=windows-1251').problems;
  assert.deepEqual(
    problems.map(({ key, expected, observed }) => [key, expected, observed]),
    [
      ['answer.other-encoding', 'UTF-8', 'windows-1251'],
      ['answer.charset-conflict', 'UTF-8', 'windows-1251'],
    ],
  );
});

test('bytes that are no UTF-8 are read as windows-1251 where that gives Russian words', () => {
  const { text, problems } = decode(Buffer.concat([Buffer.from('<a>'), CP1251_OK, Buffer.from('</a>')]), 'xml', undefined);
  assert.equal(text, '<a>Ок</a>');
  assert.equal(problems[0]?.key, 'answer.not-utf8');
  assert.equal(problems[0]?.observed, '0xCE @3; windows-1251: «Ок»');
});

test('other bytes are told by value and place', () => {
  const { text, problems } = decode(Buffer.from([0x41, 0x42, 0xff, 0x42]), 'xml', undefined);
  assert.equal(text, 'AB\u{FFFD}B');
  assert.equal(problems[0]?.observed, '0xFF @2');
});

test('an encoding that nobody knows is no accident', () => {
  assert.deepEqual(told('<?xml version="1.0" encoding="x-none"?><a>Ок</a>'), ['must answer.other-encoding']);
  assert.deepEqual(told(Buffer.concat([Buffer.from('<?xml version="1.0" encoding="x-none"?>'), CP1251_OK])), [
    'must answer.other-encoding',
    'must answer.not-utf8',
  ]);
});

test('UTF-16 is read, with and without its mark', () => {
  for (const mark of ['\u{FEFF}', '']) {
    const { text, bom, problems } = decode(Buffer.from(`${mark}<a>Ок</a>`, 'utf16le'), 'xml', undefined);
    assert.deepEqual([text, bom, problems[0]?.observed], ['<a>Ок</a>', false, 'UTF-16LE']);
  }
});

test('a mark of UTF-8 is taken off and told', () => {
  assert.deepEqual(decode(Buffer.from('\u{FEFF}{}'), 'json', undefined), { text: '{}', bom: true, problems: [] });
});

test('a JSON body declares nothing', () => {
  assert.deepEqual(decode(Buffer.from('{"comment":"<?xml encoding=\'x\'?>"}'), 'json', undefined).problems, []);
});

test('media types', () => {
  assert.equal(mediaTypeOf(' Text/XML ; charset=x'), 'text/xml');
  assert.equal(mediaTypeOf(''), '');
});
