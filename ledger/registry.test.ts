import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { validateRegistry } from '../schemas/index.ts';
import { entriesOf } from './bytes.testing.ts';
import { rowsOf, type Credit } from './credit.ts';
import { differenceLine } from './differences-csv.ts';
import { reconcile } from './reconcile.ts';
import { writeDayTotals, writeRegistry } from './registry.ts';

const FACTS = { partner: 'ТОО «Пример»', tool: { name: 'paycert', version: '0.1.0' }, runStartedAt: '2026-11-24T05:15:30.000Z' };

const CREDITS: Credit[] = [
  { txn_id: '412503178844120068', prv_txn: '18446744073709551617', account: '=1+2;"x"', sum: 1n, txn_date: '20261124235959' },
  { txn_id: '412503178844120067', account: 'Қала, №7', sum: 20000n, txn_date: '20261124101530' },
  { txn_id: '5', prv_txn: '1', account: '-5', sum: 30050n, txn_date: '20261123000000' },
];

test('as JSON: by day, with totals, by its schema', () => {
  const text = [...writeRegistry(CREDITS, FACTS, 'json')].join('');
  const registry = JSON.parse(text) as { days: { day: string; count: number; sum: string; payments: { txn_id: string }[] }[]; total: object };
  assert.deepEqual(validateRegistry(registry), []);
  assert.deepEqual(
    registry.days.map(({ day, count, sum, payments }) => [day, count, sum, payments.map(({ txn_id }) => txn_id)]),
    [
      ['2026-11-23', 1, '300.50', ['5']],
      ['2026-11-24', 2, '200.01', ['412503178844120067', '412503178844120068']],
    ],
  );
  assert.deepEqual(registry.total, { count: 3, sum: '500.51' });
  assert.notDeepEqual(validateRegistry({ ...registry, total: { count: 3, sum: 500.51 } }), []);
});

test('as CSV: a header and a payment a line, accounts byte for byte, totals beside', () => {
  assert.equal(
    [...writeRegistry(CREDITS, FACTS, 'csv')].join(''),
    [
      'txn_id,prv_txn,account,sum,txn_date',
      '5,1,-5,300.50,20261123000000',
      '412503178844120067,,"Қала, №7",200.00,20261124101530',
      '412503178844120068,18446744073709551617,"=1+2;""x""",0.01,20261124235959',
      '',
    ].join('\r\n'),
  );
  assert.equal([...writeDayTotals(CREDITS)].join(''), 'day,count,sum\r\n2026-11-23,1,300.50\r\n2026-11-24,2,200.01\r\ntotal,3,500.51\r\n');
});

test('a registry without payments is one', async () => {
  const json = [...writeRegistry([], FACTS, 'json')].join('');
  assert.deepEqual(validateRegistry(JSON.parse(json)), []);
  for (const text of [json, [...writeRegistry([], FACTS, 'csv')].join('')]) assert.deepEqual(await entriesOf(text), []);
});

const payments = fc.uniqueArray(
  fc.record(
    {
      txn_id: fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String),
      prv_txn: fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map(String),
      account: fc
        .string({ unit: fc.constantFrom('a', 'Қ', '"', ',', '\n', ' ', ';', '=', '\t', '№', '{', '['), minLength: 1, maxLength: 12 })
        .filter((text) => text.trim() !== ''),
      sum: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      txn_date: fc.integer({ min: 10, max: 28 }).map((day) => `202611${day}101530`),
    },
    { requiredKeys: ['txn_id', 'account', 'sum', 'txn_date'] },
  ),
  { selector: ({ txn_id }) => txn_id, maxLength: 20 },
);

test('what was written is read back, in either format', async () => {
  await fc.assert(
    fc.asyncProperty(payments, fc.constantFrom('csv', 'json'), fc.integer({ min: 1, max: 100 }), async (rows, format, size) => {
      const credits = rows.map(({ prv_txn, ...row }) => (prv_txn === undefined ? row : { ...row, prv_txn }));
      const entries = await entriesOf([...writeRegistry(credits, FACTS, format)].join(''), {}, size);
      const order = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      const plain = (row: object) => ({ ...row, line: 0, sum: String((row as Credit).sum) });
      assert.deepEqual(entries.map(plain).toSorted(order), credits.map(plain).toSorted(order));
    }),
    { numRuns: 200 },
  );
});

test('a difference in CSV can not act in a spreadsheet', async () => {
  const lines: string[] = [];
  await reconcile([], rowsOf([{ txn_id: '1', account: '=HYPERLINK("http://x")', sum: 500n, txn_date: '20261124' }]), {
    onDifference: (difference) => void lines.push(differenceLine(difference)),
  });
  assert.deepEqual(lines, [`extra,1,5.00,,,,,,1,,"'=HYPERLINK(""http://x"")",5.00,20261124,,,,\r\n`]);
});
