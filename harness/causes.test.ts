import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeOfGrowth, causeOfSum, causeOfTxnId, isRounded } from './causes.ts';

test('what happened to a txn_id is told by its digits', () => {
  const sent = '123456789012345678';
  assert.equal(causeOfTxnId(sent, String(BigInt(Number(sent))))?.key, 'cause.double');
  assert.equal(causeOfTxnId(sent, '123456789012345680')?.key, 'cause.double');
  assert.equal(causeOfTxnId(sent, BigInt.asIntN(32, BigInt(sent)).toString())?.key, 'cause.int32');
  assert.equal(causeOfTxnId(sent, '2147483647')?.key, 'cause.int32');
  assert.equal(causeOfTxnId(sent, '1.2345678901235E+17')?.key, 'cause.scientific');
  assert.equal(causeOfTxnId('42', '0042')?.key, 'cause.padded-number');
  assert.equal(causeOfTxnId(sent, '')?.key, 'cause.txn-id-empty');
  assert.equal(causeOfTxnId(sent, '77')?.key, 'cause.other-number');
  assert.equal(causeOfTxnId(sent, 'abc')?.key, 'cause.not-a-number');
});

test('a rounded number is told from that of a neighbour', () => {
  const sent = '412503178844120067';
  for (const came of ['412503178844120060', '412503178844120064']) assert.equal(isRounded(sent, came), true, came);
  for (const came of [sent, '412503178844120066', '412503178844120068', '412503178844120100', '']) assert.equal(isRounded(sent, came), false, came);
  // Those of 15 digits and less go through a double unharmed.
  assert.equal(isRounded('000000000000042', '42'), false);
});

test('what happened to money is told by the difference', () => {
  assert.equal(causeOfGrowth(100n, 0n)?.key, 'cause.not-credited');
  assert.deepEqual(causeOfGrowth(100n, 1500n), { key: 'cause.credited-times', values: { times: '15' } });
  assert.equal(causeOfGrowth(100n, 10_000n)?.key, 'cause.balance-hundredfold');
  assert.equal(causeOfGrowth(100n, -100n)?.key, 'cause.balance-falls');
  assert.equal(causeOfGrowth(0n, 50n)?.key, 'cause.credited-uninvited');
  assert.equal(causeOfGrowth(435n, 434n)?.key, 'cause.float-money');
  assert.equal(causeOfGrowth(435n, 400n)?.key, 'cause.tiyn-dropped');
  assert.equal(causeOfGrowth(435n, 777n), undefined);
  assert.equal(causeOfSum('200.00', '200,00')?.key, 'cause.decimal-comma');
  assert.equal(causeOfSum('200.00', '20000')?.key, 'cause.hundredfold');
});
