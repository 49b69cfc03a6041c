import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTxnId } from '../../protocol/index.ts';
import { numbers, random } from './numbers.ts';

test('numbers begin at the clock, or where the profile says, and never come twice', () => {
  const byClock = numbers(undefined, 1_795_000_000_000, random('a'));
  const drawn = Array.from({ length: 500 }, () => byClock.next());
  assert.equal(new Set(drawn).size, 500);
  assert.ok(drawn.every((number) => isTxnId(number) && number.length === 18));
  assert.equal(numbers('100000000000000000', 0, random('a')).next(), '100000000000000000');
});

test('numbers of so many digits have them, and no double holds a long one', () => {
  const { ofDigits } = numbers(undefined, 0, random('b'));
  for (let round = 0; round < 200; round++) {
    for (const digits of [1, 2, 9, 10, 15, 16, 17, 18]) {
      const number = ofDigits(digits);
      assert.match(number, new RegExp(`^[1-9]\\d{${digits - 1}}$`));
      if (digits >= 16) assert.notEqual(BigInt(Number(number)).toString(), number);
    }
  }
});

test('the same seed gives the same run', () => {
  const draw = (seed: string) =>
    random(seed)
      .shuffle([...'abcdefgh'])
      .join('') + random(seed).digits(20);
  assert.equal(draw('x'), draw('x'));
  assert.notEqual(draw('x'), draw('y'));
});
