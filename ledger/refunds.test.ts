import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRows, reconcile, REFUND_COLUMNS, refundedByPayment, rowsOf, writeRefunds, type Credit, type RefundRow } from './index.ts';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const REFUNDS: RefundRow[] = [
  { txn_id: '7', refund: 'b, "2"', sum: 4_000n, date: '20261124120000' },
  { txn_id: '9007199254740993', refund: 'a', sum: 10_000n, feeReturned: 95n, date: '20261124100000' },
  { txn_id: '9100795562046089007', refund: 'long', sum: 100n, date: '20261124110000' },
  { txn_id: '7', refund: 'c', sum: 1_000n, feeReturned: 10n, date: '20261125000000' },
];

const read = (text: string, onMalformed = (row: unknown): void => assert.fail(JSON.stringify(row))) =>
  refundedByPayment(readRows(bytesOf(text), { columns: REFUND_COLUMNS }), onMalformed);

test('a list of refunds is written and read again, by payment', async () => {
  const csv = [...writeRefunds(REFUNDS)].join('');
  assert.match(csv, /^txn_id,refund,sum,fee_returned,refund_date\r\n9007199254740993,a,100\.00,0\.95,20261124100000\r\n/);
  assert.deepEqual(
    [...(await read(csv))],
    [
      ['9007199254740993', 10_000n],
      ['7', 5_000n],
    ],
  );
  const wrong: unknown[] = [];
  await read(csv.replace('100.00', 'much'), (row) => void wrong.push(row));
  assert.equal(wrong.length, 1);
});

test('what went back is no difference, and nothing else is excused by it', async () => {
  const refunded = await read([...writeRefunds(REFUNDS)].join(''));
  const credit = (txn_id: string, sum: bigint): Credit => ({ txn_id, account: '1', sum, txn_date: '20261124090000' });
  const registry = [credit('007', 20_000n), credit('9007199254740993', 10_000n), credit('8', 500n)];
  const against = async (...ledger: Credit[]) => {
    const { kinds, byRefund, matched } = await reconcile(rowsOf(registry), rowsOf(ledger), { refunded });
    const seen = Object.entries(kinds).flatMap(([kind, { count }]) => (count > 0 ? [`${kind} ${count}`] : []));
    return [seen.join(), byRefund.count, matched.count];
  };
  const [eight] = [credit('8', 500n)];
  assert.deepEqual(await against(credit('7', 15_000n), eight), ['', 2, 3], 'net, and wholly refunded');
  assert.deepEqual(await against(credit('7', 20_000n), credit('9007199254740993', 10_000n), eight), ['', 0, 3], 'booked whole');
  assert.deepEqual(await against(credit('7', 16_000n), eight), ['sum-differs 1', 1, 2], 'only one of two refunds');
  assert.deepEqual(await against(credit('9007199254740993', 10_000n), eight), ['missing 1', 0, 2], 'a part back, and all gone');
});
