import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { writeJsonAnswer, writeXmlAnswer, type Answer, type Edition } from '../protocol/index.ts';
import { corpus, type Folder } from '../schemas/corpus.ts';
import { prepareReader, readAnswer } from '../schemas/index.ts';
import { readHttp } from '../wire/index.ts';
import { nothingScanned, scan } from './scan.ts';

before(prepareReader);

const TYPES: Record<Edition, string> = { xml: 'text/xml; charset=utf-8', json: 'application/json' };

function answerOf(body: Buffer, edition: Edition): Buffer {
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${TYPES[edition]}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
}

/** True when the scanner took it; then the full validators must agree in every value and object to nothing. */
function scanned(bytes: Buffer, edition: Edition): boolean {
  const out = nothingScanned();
  if (!scan(bytes, bytes.length, edition, out)) return false;
  const shown = bytes.toString();
  const http = readHttp(bytes);
  assert.ok(http, shown);
  assert.deepEqual([http.status, http.faults], [200, []], shown);
  const contentType = http.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const { answer, problems } = readAnswer(http.body, { edition, contentType });
  assert.deepEqual(problems, [], shown);
  const text = (start: number, end: number) => (end === 0 ? undefined : bytes.toString('latin1', start, end));
  assert.deepEqual(
    [text(out.txnStart, out.txnEnd), String(out.result), text(out.prvStart, out.prvEnd), text(out.sumStart, out.sumEnd)],
    [answer?.txn_id, answer?.result, answer?.prv_txn, answer?.sum],
    shown,
  );
  return true;
}

/** One byte changed at a time: left out, doubled, and replaced by the next of these. */
const REPLACEMENTS = Buffer.from('<>/&\'" 0x=?!-[]{}:,\\\r\n\u{0}\u{7f}').toJSON().data.concat(0x80, 0xd0, 0xef, 0xff);

function* mutations(bytes: Buffer, salt: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at++) {
    yield Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    yield Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)]);
    const replaced = Buffer.from(bytes);
    replaced[at] = REPLACEMENTS[(at + salt) % REPLACEMENTS.length]!;
    yield replaced;
  }
}

const FOLDERS: [Folder, Edition][] = [
  ['good', 'xml'],
  ['bad', 'xml'],
  ['good-json', 'json'],
  ['bad-json', 'json'],
];

test('of the corpus the scanner takes nothing that the full validators object to, and reads the same', () => {
  for (const [folder, edition] of FOLDERS) {
    const taken = corpus(folder).filter(({ body }) => scanned(answerOf(body, edition), edition));
    if (folder.startsWith('good')) assert.ok(taken.length > 3, `${folder}: it takes ${taken.length}`);
    else assert.deepEqual(taken, []);
  }
});

const ANSWERS: readonly Answer[] = [
  { txn_id: '412503178844120067', prv_txn: '99999999999999999999', sum: '200.00', result: '0', comment: 'Платёж принят', fields: [] },
  { txn_id: '1', result: '5', comment: '', fields: [] },
  { txn_id: '12', result: '0', fields: [{ element: 'field1', name: 'Теңгерім', text: '1500.00' }] },
];
const WRITERS: [Edition, (answer: Answer) => string][] = [
  ['xml', writeXmlAnswer],
  ['json', writeJsonAnswer],
];

test('what protocol writes is taken, in both editions', () => {
  for (const [edition, write] of WRITERS)
    for (const answer of ANSWERS) assert.ok(scanned(answerOf(Buffer.from(write(answer)), edition), edition), write(answer));
});

test('no change of one byte, in head or body, lets the scanner take what the full validators refuse', () => {
  let taken = 0;
  for (const [edition, write] of WRITERS) {
    for (const [salt, answer] of ANSWERS.entries())
      for (const mutated of mutations(answerOf(Buffer.from(write(answer)), edition), salt)) if (scanned(mutated, edition)) taken++;
  }
  // Letters of a comment, digits of a number: such changes are right answers still.
  assert.ok(taken > 50, String(taken));
});

test('bodies of the corpus with one byte changed, neither', () => {
  for (const [folder, edition] of [FOLDERS[0]!, FOLDERS[2]!])
    for (const [salt, { body }] of corpus(folder).entries())
      if (body.length < 400) for (const mutated of mutations(body, salt)) scanned(answerOf(mutated, edition), edition);
});

test('lengths, chunks and connections are read as they are written', () => {
  const body = '<response><txn_id>7</txn_id><result>0</result></response>';
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n';
  const chunked = (size: string, rest = '\r\n0\r\n\r\n') => `${head}Transfer-Encoding: chunked\r\n\r\n${size}\r\n${body}${rest}`;
  const size = body.length.toString(16);
  const table: [string, boolean, boolean?][] = [
    [`${head}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`, true, false],
    [`${head}Content-Length: ${body.length}\r\nConnection: Keep-Alive\r\n\r\n${body}`, true, true],
    [`${head}Content-Length: ${body.length}\r\nKeep-Alive: timeout=5\r\n\r\n${body}`, true, true],
    [chunked(size), true, true],
    [chunked(size.toUpperCase()), true, true],
    [chunked(size, '\r\n0\r\nx: y\r\n\r\n'), false],
    [chunked('1'), false],
    [`${head}Content-Length: ${body.length}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, false],
    [`${head}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`, false],
    [`${head}Content-Length: ${body.length - 1}\r\n\r\n${body}`, false],
    [`${head}\r\n${body}`, false],
    [`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`, false],
    [`HTTP/1.0 200 OK\r\ncontent-type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`, false],
    [`HTTP/1.1 503 OK\r\ncontent-type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`, false],
    [`HTTP/1.1 200 OK\ncontent-type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`, false],
    // A head that was read before, and another body behind it.
    [`${head}Content-Length: ${body.length}\r\n\r\n${body}`, true, true],
    [`${head}Content-Length: ${body.length}\r\n\r\n${body} `, false],
    [`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, -1)}`, false],
    [`${head}Content-Length: ${body.length}\r\n\r\n${body.replace('7', 'x')}`, false],
  ];
  for (const [text, takes, keep] of table) {
    assert.equal(scanned(Buffer.from(text), 'xml'), takes, text);
    const out = nothingScanned();
    if (takes && scan(Buffer.from(text), text.length, 'xml', out)) assert.equal(out.keep, keep, text);
  }
});

test('an answer that is like one before it is taken where the full validators take it, and read the same', () => {
  const unquoted = '{"txn_id":412503178844120067,"prv_txn_id":7,"sum":"200.00","result":0,"comment":""}';
  const bodies: [Edition, string][] = [
    ...WRITERS.flatMap(([edition, write]) => ANSWERS.map((answer): [Edition, string] => [edition, write(answer)])),
    ['json', unquoted],
    ['json', unquoted.replace(':7,', ':70,')],
  ];
  let like = 0;
  for (const [edition, body] of bodies) {
    const known = answerOf(Buffer.from(body), edition);
    for (let at = 0; at < known.length; at++) {
      for (const byte of [...Buffer.from('059'), REPLACEMENTS[at % REPLACEMENTS.length]!]) {
        assert.ok(scanned(known, edition));
        const changed = Buffer.from(known);
        changed[at] = byte;
        if (byte !== known[at] && scanned(changed, edition)) like++;
      }
    }
  }
  assert.ok(like > 100, String(like));
});
