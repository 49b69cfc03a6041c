import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shown } from './bytes.testing.ts';

const row = (txn_id: string, more = '') => `{"txn_id":"${txn_id}","account":"A-1","sum":"2.00","txn_date":"20261124"${more}}`;
const read = (line: number, txn_id: string) => `${line}: ${txn_id} | A-1 | 200 | 20261124`;

test('a list, lists within objects, and an object a line, however the bytes arrive', async () => {
  const files: [string, string[]][] = [
    [`[${row('1')},${row('2')}]`, [read(1, '1'), read(1, '2')]],
    [`\ufeff\n[\n${row('1')},\n${row('2')}\n]\n`, [read(3, '1'), read(4, '2')]],
    [`${row('1')}\n${row('2')}\n\n${row('3')}`, [read(1, '1'), read(2, '2'), read(4, '3')]],
    [
      `{"partner":"[{\\"","total":{"count":3},"days":[{"day":"2026-11-24","payments":[${row('1')},\n${row('2')}]},{"payments":[]},{"payments":[${row('3')}]}],"x":1}`,
      [read(1, '1'), read(2, '2'), read(2, '3')],
    ],
    [`[${row('1', ',"items":[{"n":1},{"n":2}],"who":{"a":[1]}')}]`, [read(1, '1')]],
    ['[]', []],
    ['{"days":[],"total":{"count":0}}', []],
  ];
  for (const [file, rows] of files) for (const size of [1, 3, 7, 10_000]) assert.deepEqual(await shown(file, {}, size), rows, `${size} ${file}`);
});

test('numbers keep their digits', async () => {
  const file = '[{"txn_id":412503178844120067,"account":12,"sum":200.10,"txn_date":20261124101530,"prv_txn":18446744073709551617}]';
  assert.deepEqual(await shown(file), ['1: 412503178844120067 | 12 | 20010 | 20261124101530 | 18446744073709551617']);
});

test('the protocol’s name goes before a likely one, a mapping before both', async () => {
  const file = '[{"date":"1","amount":"9","sum":"2.00","txn_date":"20261124","account":"A-1","payment_id":"5","txn_id":"1","own":"7"}]';
  assert.deepEqual(await shown(file), [read(1, '1')]);
  assert.deepEqual(await shown(file, { columns: { txn_id: 'own', sum: 'amount' } }), ['1: 7 | A-1 | 900 | 20261124']);
});

test('rows that are broken are told by line, and the next one is read', async () => {
  const good = row('9');
  const table: [string, string][] = [
    ['{"txn_id":"1"', 'json'],
    ['{"txn_id":"1,"account":"A"}', 'json'],
    ['{"txn_id":"1","account":}', 'json'],
    ['{"txn_id":"1"]', 'json'],
    ['garbage', 'json'],
    ['}', 'json'],
    ['{"txn_id":{"a":1},"account":"A","sum":"1.00","txn_date":"20261124"}', 'value-type'],
    ['{"txn_id":"1","txn_id":"2","account":"A","sum":"1.00","txn_date":"20261124"}', 'json'],
    ['{"account":"A","sum":"1.00","txn_date":"20261124"}', 'txn-id-empty'],
    [`{"txn_id":"${'1'.repeat(70_000)}"}`, 'row-too-long'],
  ];
  for (const [line, why] of table) {
    const [before, first, second, ...more] = await shown(`${good}\n${line}\n${good}\n`);
    assert.equal(before, read(1, '9'));
    assert.ok(first!.startsWith(`2: ${why} «`), `${line.slice(0, 60)} → ${String(first).slice(0, 60)}`);
    assert.deepEqual([second, more], [read(3, '9'), []], line.slice(0, 60));
  }
});

test('what is no object in a list of rows is told', async () => {
  assert.deepEqual(await shown(`[${row('1')},\n7,\n"x",\n[1],\nnull]`), [
    read(1, '1'),
    '2: no-object «7,»',
    '3: no-object «"x",»',
    '4: no-object «[1],»',
    '5: no-object «null]»',
  ]);
  assert.match((await shown('[["txn_id","sum"],["1","2"]]'))[0]!, /no-object/);
});

test('a list that breaks off, or is broken between its rows, can not be read', async () => {
  for (const file of [
    `[${row('1')},\n${row('2')}`,
    `[${row('1')},\n{"txn_id":"1}]\n`,
    `{"days":[{"payments":[${row('1')}\n`,
    `[${row('1')}}\n`,
    `[{"a":"${'x'.repeat(70_000)}"}]`,
  ])
    await assert.rejects(shown(file), { key: 'unreadable.json-broken' }, file.slice(0, 80));
  await assert.rejects(shown(`[{"a":${'['.repeat(5000)}`), { key: 'unreadable.json-broken' });
});

test('names that are JavaScript’s own do no harm', async () => {
  assert.deepEqual(await shown(`[{"__proto__":{"txn_id":"5"},"constructor":"x","account":"A-1","sum":"2.00","txn_date":"20261124","txn_id":"1"}]`), [
    read(1, '1'),
  ]);
});

const PIECES = ['{', '}', '[', ']', ',', ':', '"', '\\', '\n', ' ', '"txn_id"', '"a"', '1', 'x', '{"txn_id":"1"}', '{"a":[]}', '{"a":"}"}'];

test('whatever the text, pieces make no difference, and it ends', async () => {
  const outcome = async (text: string, size: number) => {
    try {
      // Of what is broken as much is shown as has arrived; line and reason are the same.
      return (await shown(text, { format: 'json' }, size)).map((line) => line.replace(/«[^]*/, ''));
    } catch (error) {
      return (error as { key?: string }).key;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }), fc.integer({ min: 1, max: 9 }), async (pieces, size) => {
      // A file without anything is refused before it is looked at.
      const text = `[${pieces.join('')}`;
      assert.deepEqual(await outcome(text, size), await outcome(text, 1000), text);
      const bare = `{${pieces.join('')}`;
      assert.deepEqual(await outcome(bare, size), await outcome(bare, 1000), bare);
    }),
    { numRuns: 1000 },
  );
});
