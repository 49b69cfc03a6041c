import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown } from './bytes.testing.ts';

const HEAD = 'txn_id,account,sum,txn_date\n';
const ROW = '412503178844120067,4957835959,200.00,20261124101530';
const READ = '412503178844120067 | 4957835959 | 20000 | 20261124101530';

/** windows-1251 of a text in Cyrillic: А is 0xC0. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const code = char.codePointAt(0)!;
    return code < 0x80 ? code : code === 0x401 ? 0xa8 : code === 0x451 ? 0xb8 : code === 0x2116 ? 0xb9 : code - 0x410 + 0xc0;
  });
}

test('separators, line ends, the mark of UTF-8, blank lines and the hint for spreadsheets', async () => {
  for (const separator of [',', ';', '\t', '|']) {
    for (const newline of ['\n', '\r\n', '\r']) {
      const file = (HEAD + ROW + '\n').replaceAll(',', separator).replaceAll('\n', newline);
      assert.deepEqual(await shown(file), [`2: ${READ}`], JSON.stringify([separator, newline]));
      assert.deepEqual(await shown(`\ufeff${file}`), [`2: ${READ}`]);
    }
  }
  assert.deepEqual(await shown(`${HEAD}\n${ROW}\n,,,\n   \n${ROW}`), [`3: ${READ}`, `6: ${READ}`]);
  assert.deepEqual(await shown(`sep=;\r\n${HEAD}${ROW}`.replaceAll(',', ';')), [`3: ${READ}`]);
  assert.deepEqual(await shown(HEAD), []);
  assert.deepEqual(await shown(`${HEAD}${ROW},,\n`), [`2: ${READ}`], 'a separator too many at the end');
});

test('a file is read alike however its bytes arrive', async () => {
  const file = `\ufefftxn_id;account;sum;txn_date\r\n1;"Қала ""№7""\r\n; үй";1 200,50;24.11.2026 10:15:30\r\n2;"б";1,00;20261124\r\n"3;b;1,00;20261124\r\n`;
  const whole = await shown(file);
  assert.deepEqual(whole, ['2: 1 | Қала "№7"\r\n; үй | 120050 | 20261124101530', '4: 2 | б | 100 | 20261124', '5: quote-open «"3;b;1,00;20261124»']);
  for (const size of [1, 2, 3, 5, 7, 64]) assert.deepEqual(await shown(file, {}, size), whole, String(size));
});

test('windows-1251 and UTF-16, names of columns in Russian', async () => {
  const file = 'Номер платежа;Лицевой счёт;Сумма;Дата платежа\r\n7;Абай №1;200,5;24.11.2026 9:05\r\n';
  const read = ['2: 7 | Абай №1 | 20050 | 202611240905'];
  for (const size of [1, 2, 1000]) {
    assert.deepEqual(await shown(windows1251(file), {}, size), read);
    assert.deepEqual(await shown(file, {}, size), read);
    assert.deepEqual(await shown(Buffer.from(`\ufeff${file}`, 'utf16le'), {}, size), read);
  }
  const late = Buffer.concat([Buffer.from(`${HEAD}${`${ROW}\n`.repeat(3000)}8,`), windows1251('Абай'), Buffer.from(',1.00,20261124\n')]);
  assert.equal((await shown(late)).at(-1), '3002: 8 | Абай | 100 | 20261124', 'the first letter that is no ASCII stands late');
});

test('a byte that is no UTF-8 spoils its own row alone', async () => {
  const file = Buffer.concat([
    Buffer.from(`${HEAD}1,Қала,1.00,20261124\n2,`),
    Buffer.from([0xc0, 0x80]),
    Buffer.from(',1.00,20261124\n3,b,1.00,20261124\n'),
  ]);
  assert.deepEqual(
    (await shown(file)).map((line) => line.slice(0, 11)),
    ['2: 1 | Қала', '3: encoding', '4: 3 | b | '],
  );
});

test('quotes: doubled ones, line ends within, and those that are characters like any other', async () => {
  const lines = ['"1","a ""b"" c","1.00","20261124"', '2,"x\ny",1.00,20261124', '3,ТОО "Ромашка",1.00,20261124', '4,"",1.00,20261124'];
  assert.deepEqual(await shown(HEAD + lines.join('\n')), [
    '2: 1 | a "b" c | 100 | 20261124',
    '3: 2 | x\ny | 100 | 20261124',
    '5: 3 | ТОО "Ромашка" | 100 | 20261124',
    '6: account-empty «4»',
  ]);
});

test('what is malformed is told by its line, and the next line is read', async () => {
  const table: [string, string][] = [
    ['1,a,1.00', 'cells'],
    ['1,a,1,00,20261124', 'cells'],
    ['1,"a"b,1.00,20261124', 'quote-after'],
    ['1,"a,1.00,20261124', 'quote-open'],
    [`1,${'a'.repeat(70_000)},1.00,20261124`, 'row-too-long'],
    [',a,1.00,20261124', 'txn-id-empty'],
    ['1234567890123456789,a,1.00,20261124', 'txn-id'],
    ['Итого,,1.00,', 'txn-id'],
    ['-5,a,1.00,20261124', 'txn-id'],
    ['4.12503E+17,a,1.00,20261124', 'txn-id-exponent'],
    ['1,  ,1.00,20261124', 'account-empty'],
    [`1,${'a'.repeat(201)},1.00,20261124`, 'account-too-long'],
    ['1,a,abc,20261124', 'sum'],
    ['1,a,,20261124', 'sum'],
    ['1,a,1.005,20261124', 'sum-ambiguous'],
    ['1,a,-1.00,20261124', 'sum-negative'],
    ['1,a,1.00,20260230', 'txn-date'],
    ['1,a,1.00,', 'txn-date'],
  ];
  for (const [line, why] of table) {
    const [first, second, ...more] = await shown(`${HEAD}${line}\n${ROW}\n`);
    assert.ok(first!.startsWith(`2: ${why} «`), `${line.slice(0, 60)} → ${first!.slice(0, 60)}`);
    assert.deepEqual([second, more], [`3: ${READ}`, []], line.slice(0, 60));
  }
});

test('a row of many lines that is too long is given up by its first line', async () => {
  const file = `${HEAD}1,"${'a\n'.repeat(40_000)}",1.00,20261124\n`;
  const entries = await shown(file);
  assert.match(entries[0]!, /^2: quote-open/);
  assert.equal(entries.length, 40_001, 'every line that could be a row is accounted for');
});

test('a mapping names columns, and goes before the usual names', async () => {
  const file = 'ID;payment;txn_id;Customer;amount;paid at\n9;7;5;A-1;1,00;2026-11-24 10:15:30\n';
  const columns = { txn_id: 'Payment', account: 'customer', txn_date: 'paid at' };
  assert.deepEqual(await shown(file, { columns }), ['2: 7 | A-1 | 100 | 20261124101530']);
});

test('a file that can not be read as a whole says what it has and what it lacks', async () => {
  const fails = (content: string, columns: object, key: string, values: RegExp) =>
    assert.rejects(shown(content, { columns }), (error: Error & { key: string; values: object }) => {
      assert.equal(error.key, key);
      assert.match(JSON.stringify(error.values), values);
      return true;
    });
  await fails('', {}, 'unreadable.empty', /{}/);
  await fails(' \n\n', {}, 'unreadable.empty', /{}/);
  await fails('id;who;sum\n1;2;3\n', {}, 'unreadable.no-columns', /"missing":"txn_id, account, txn_date","found":"id \| who \| sum"/);
  await fails(ROW, {}, 'unreadable.no-columns', /4957835959/);
  await fails(HEAD, { txn_id: 'payment' }, 'unreadable.no-columns', /txn_id \(payment\)/);
  await fails(HEAD, { prv_txn: 'own' }, 'unreadable.no-columns', /prv_txn \(own\)/);
  await fails(`sum,${HEAD}`, {}, 'unreadable.column-twice', /"column":"sum"/);
  await fails('"txn_id,account,sum,txn_date\n', {}, 'unreadable.header-malformed', /"1"/);
});

test('numbers that an export wraps for a spreadsheet', async () => {
  const file = `${HEAD}"=""412503178844120067""",a,1.00,20261124\n="412503178844120068",a,1.00,20261124\n'69,a,1.00,20261124\n`;
  assert.deepEqual(
    (await shown(file)).map((line) => line.split(' | ')[0]),
    ['2: 412503178844120067', '3: 412503178844120068', '4: 69'],
  );
});
