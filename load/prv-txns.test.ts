import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_PAYMENTS, prvTxns, type PrvTxns } from './prv-txns.ts';

const add = (to: PrvTxns, digits: string, payment: number) => to.add(Buffer.from(`<${digits}>`), 1, 1 + digits.length, payment);

test('tells a number that another payment had, and no number that differs in any of its digits', () => {
  const numbers = prvTxns(100);
  const one = '12345678912345678912';
  assert.equal(add(numbers, one, 7), -1);
  for (let at = 0; at < one.length; at++) {
    const near = one.slice(0, at) + ((Number(one[at]) + 1) % 10) + one.slice(at + 1);
    assert.equal(add(numbers, near, 100 + at), -1, near);
    // Shorter numbers too: what is left of it in front of or behind a digit.
    assert.equal(add(numbers, one.slice(at + 1) || '5', 200 + at), -1);
  }
  assert.equal(add(numbers, one, 8), 7);
  assert.equal(add(numbers, one, 7), -1, 'the same payment may come again');
});

test('knows the ends of what it can hold', () => {
  const numbers = prvTxns();
  assert.equal(add(numbers, '99999999999999999999', MOST_PAYMENTS - 1), -1);
  assert.equal(add(numbers, '0', 0), -1);
  assert.equal(add(numbers, '99999999999999999999', 0), MOST_PAYMENTS - 1);
  assert.equal(add(numbers, '0', 1), 0);
  assert.throws(() => add(numbers, '5', MOST_PAYMENTS), RangeError);
  assert.throws(() => add(numbers, '123456789012345678901', 1), RangeError);
});

for (const [name, numberOf] of [
  ['one after the other', (i: number) => String(90_000_000 + i)],
  ['in steps of a power of two', (i: number) => String(BigInt(i) << 20n)],
  ['all digits', (i: number) => String((BigInt(i) * 0x9e3779b97f4a7c15n) % 10n ** 20n)],
] as const) {
  test(`grows past what was expected and loses none: ${name}`, () => {
    const numbers = prvTxns(10);
    const all = Array.from({ length: 20_000 }, (_, i) => numberOf(i));
    for (const [payment, digits] of all.entries()) assert.equal(add(numbers, digits, payment), -1);
    for (const [payment, digits] of all.entries()) assert.equal(add(numbers, digits, payment + 1), payment);
    const told = new Map<number, string>();
    numbers.each((digits, payment) => told.set(payment, digits));
    assert.deepEqual(
      all.map((_, payment) => told.get(payment)),
      all,
    );
  });
}
