import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entriesOf } from './bytes.testing.ts';
import { malformed, rowsOf, type Credit, type Entry } from './credit.ts';
import { KINDS, type Difference, type Kind } from './difference.ts';
import { reconcile, type ReconcileOptions } from './reconcile.ts';

const credit = (txn_id: string, more: Partial<Credit> = {}): Credit => ({
  txn_id,
  account: 'A-1',
  sum: 20000n,
  txn_date: '20261124101530',
  ...more,
});

async function differences(registry: Iterable<Entry>, ledger: Iterable<Entry>, options: ReconcileOptions = {}) {
  const found: Difference[] = [];
  const result = await reconcile(registry, ledger, { ...options, onDifference: (difference) => void found.push(difference) });
  const short = found.map(({ kind, registry: ours, ledger: theirs, cause }) =>
    [kind, ours?.txn_id ?? theirs?.txn_id ?? '?', ...(cause === undefined ? [] : [cause])].join(' '),
  );
  return { ...result, found, short };
}

test('sides that agree, whatever the order and the way of writing', async () => {
  const registry = rowsOf([credit('412503178844120067', { prv_txn: '90817' }), credit('7', { account: ' A-2' }), credit('8')]);
  const ledger = rowsOf([
    credit('008', { txn_date: '20261124' }),
    credit('7', { account: 'A-2   ', txn_date: '202611241015' }),
    credit('412503178844120067', { prv_txn: '00090817' }),
  ]);
  const { agree, matched, days, short } = await differences(registry, ledger);
  assert.deepEqual(short, []);
  assert.ok(agree);
  assert.deepEqual(matched, { count: 3, sum: 60000n });
  assert.deepEqual(days, [{ day: '20261124', registry: { count: 3, sum: 60000n }, ledger: { count: 3, sum: 60000n } }]);
});

test('each kind of difference, with the money at stake', async () => {
  const registry = rowsOf(['1', '2', '3', '4', '5', '6', '6'].map((txn_id) => credit(txn_id, { prv_txn: `9${txn_id}` })));
  const ledger = rowsOf([
    credit('2', { sum: 15000n }),
    credit('3', { account: 'B' }),
    credit('4', { txn_date: '20261123235959' }),
    credit('5', { prv_txn: '1' }),
    credit('6'),
    credit('6', { sum: 1n }),
    credit('999999999999999999', { sum: 7n }),
  ]);
  const { agree, kinds, short, found, matched } = await differences([...registry, malformed(9, 'sum', 'x')], [...ledger, malformed(8, 'cells', ',')]);
  assert.equal(agree, false);
  assert.deepEqual(short, [
    'doubled-in-registry 6',
    'malformed-in-registry ?',
    'sum-differs 2',
    'account-differs 3',
    'date-differs 4',
    'prv-txn-differs 5',
    'doubled-in-ledger 6',
    'extra 999999999999999999',
    'malformed-in-ledger ?',
    'missing 1',
  ]);
  assert.deepEqual(Object.fromEntries(KINDS.map((kind) => [kind, kinds[kind].sum])), {
    missing: 20000n,
    'doubled-in-ledger': 1n,
    'sum-differs': 5000n,
    extra: 7n,
    'account-differs': 20000n,
    'date-differs': 20000n,
    'prv-txn-differs': 20000n,
    'doubled-in-registry': 20000n,
    'malformed-in-ledger': 0n,
    'malformed-in-registry': 0n,
  } satisfies Record<Kind, bigint>);
  assert.deepEqual(matched, { count: 1, sum: 20000n }, 'the doubled one agrees where it stands first');
  const doubled = found.find(({ kind }) => kind === 'doubled-in-ledger')!;
  assert.deepEqual([doubled.firstLine, doubled.ledger!.line, doubled.registry!.line], [5, 6, 6]);
});

test('likely causes', async () => {
  const causes = async (right: Partial<Credit>, wrong: Partial<Credit>) =>
    (await differences(rowsOf([credit('1', right)]), rowsOf([credit('1', { ...right, ...wrong })]))).short;
  assert.deepEqual(await causes({}, { txn_date: '20261124051530' }), ['date-differs 1 utc']);
  assert.deepEqual(await causes({ txn_date: '20261101033000' }, { txn_date: '20261031223000' }), ['date-differs 1 utc']);
  assert.deepEqual(await causes({}, { txn_date: '20261124111530' }), ['date-differs 1 utc-6']);
  assert.deepEqual(await causes({}, { txn_date: '20261124101531' }), ['date-differs 1']);
  assert.deepEqual(await causes({ account: '0012' }, { account: '12' }), ['account-differs 1 leading-zeros']);
  assert.deepEqual(await causes({ account: '4957835959' }, { account: '49****5959' }), []);
  assert.deepEqual(await causes({ account: '4957835959' }, { account: '49****5958' }), ['account-differs 1']);
  assert.deepEqual(await causes({ account: 'ab' }, { account: 'AB' }), ['account-differs 1 letter-case']);
  assert.deepEqual(await causes({}, { sum: 2000000n }), ['sum-differs 1 times-100']);
  assert.deepEqual(await causes({}, { sum: 200n }), ['sum-differs 1 hundredth']);
});

test('a row that can not be read whole is told once, not as missing or extra besides', async () => {
  const csv = 'txn_id,account,sum,txn_date\n1,A-1,1.234,20261124101530\n2,A-1,200.00,20261124101530\n';
  const rows = await entriesOf(csv);
  assert.deepEqual((await differences(rowsOf([credit('1'), credit('2')]), rows)).short, ['malformed-in-ledger ?']);
  assert.deepEqual((await differences(rows, rowsOf([credit('1'), credit('2')]))).short, ['malformed-in-registry ?']);
});

test('a period takes whatever either side dates into it, and hides no payment on the wrong day', async () => {
  const registry = [credit('1', { txn_date: '20261123235900' }), credit('2'), credit('3', { txn_date: '20261125000100' }), credit('4')];
  const ledger = [credit('2', { txn_date: '20261125000000' }), credit('3'), credit('5', { txn_date: '20261130000000' }), credit('6')];
  const { short, registry: ours, ledger: theirs } = await differences(rowsOf(registry), rowsOf(ledger), { from: '20261124', to: '20261124' });
  assert.deepEqual(short, ['date-differs 2', 'date-differs 3', 'extra 6', 'missing 4']);
  assert.deepEqual([ours.count, ours.outside, theirs.count, theirs.outside], [2, 2, 2, 2]);
});

test('only the first examples are kept, and every difference is told', async () => {
  const { examples, found, kinds } = await differences(rowsOf(Array.from({ length: 50 }, (_, index) => credit(String(index)))), [], { examples: 3 });
  assert.deepEqual([examples.length, found.length, kinds.missing.count], [3, 50, 50]);
});

test('a registry that is too large to be held is refused', async () => {
  await assert.rejects(reconcile(rowsOf([credit('1'), credit('2'), credit('3')]), [], { mostRows: 2 }), { key: 'unreadable.too-large' });
});

/** What may be done to a payment of a ledger that was right, and what must be found then. */
const INJURIES = {
  none: { kinds: [], change: (row: Credit) => [row] },
  lost: { kinds: ['missing'], change: () => [] },
  twice: { kinds: ['doubled-in-ledger'], change: (row: Credit) => [row, row] },
  sum: { kinds: ['sum-differs'], change: (row: Credit) => [{ ...row, sum: row.sum + 1n }] },
  account: { kinds: ['account-differs'], change: (row: Credit) => [{ ...row, account: `${row.account}!` }] },
  date: { kinds: ['date-differs'], change: (row: Credit) => [{ ...row, txn_date: '20270101000000' }] },
  own: { kinds: ['prv-txn-differs'], change: (row: Credit) => [{ ...row, prv_txn: `${row.prv_txn}7` }] },
  invented: { kinds: ['extra'], change: (row: Credit) => [row, { ...row, txn_id: `9${row.txn_id.padStart(17, '0')}` }] },
} as const satisfies Record<string, { kinds: readonly Kind[]; change: (row: Credit) => Credit[] }>;

const payments = fc.uniqueArray(
  fc.record({
    txn_id: fc.bigInt({ min: 0n, max: 899_999_999_999_999_999n }).map(String),
    prv_txn: fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }).map(String),
    account: fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
    sum: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    txn_date: fc.integer({ min: 10, max: 28 }).map((day) => `202611${day}101530`),
    injury: fc.constantFrom(...(Object.keys(INJURIES) as (keyof typeof INJURIES)[])),
  }),
  { selector: ({ txn_id }) => txn_id.slice(-17), maxLength: 30 },
);

test('exactly the differences that were made are found', async () => {
  await fc.assert(
    fc.asyncProperty(payments, fc.infiniteStream(fc.nat()), async (rows, order) => {
      const ledger = rows.flatMap(({ injury, ...row }) => INJURIES[injury].change(row).map((each) => ({ each, key: order.next().value })));
      const shuffled = ledger.toSorted((a, b) => a.key - b.key).map(({ each }) => each);
      const { found, agree, matched } = await differences(rowsOf(rows), rowsOf(shuffled));
      const expected = rows.flatMap(({ injury, txn_id }) =>
        INJURIES[injury].kinds.map((kind) => `${kind} ${kind === 'extra' ? `9${txn_id.padStart(17, '0')}` : txn_id}`),
      );
      const seen = found.map(({ kind, registry, ledger: theirs }) => `${kind} ${(kind === 'extra' ? theirs : registry)!.txn_id}`);
      assert.deepEqual(seen.toSorted(), expected.toSorted());
      assert.equal(agree, expected.length === 0);
      assert.equal(matched.count, rows.filter(({ injury }) => ['none', 'twice', 'invented'].includes(injury)).length);
    }),
    { numRuns: 200 },
  );
});

test('a table of many numbers holds each of them', async () => {
  const many = Array.from({ length: 30_000 }, (_, index) =>
    credit(String(BigInt(index) * 33_554_432_000_000n + BigInt(index % 7)), { account: `Қала №${index}` }),
  );
  const { agree, matched } = await reconcile(rowsOf(many), rowsOf(many.toReversed()));
  assert.ok(agree);
  assert.equal(matched.count, many.length);
});
