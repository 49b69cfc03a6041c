import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creditedWords } from './ledger-status.ts';

/** `+1: ok failed` is a credited payment with two rows, `-2: failed` one that was refused, `?3: …` one of unknown fate. */
function words(...payments: string[]): string[] | undefined {
  const rows = new Map(
    payments.map((each) => [
      each.slice(0, 2),
      each
        .slice(4)
        .split(' ')
        .map((status) => ({ status })),
    ]),
  );
  const found = creditedWords(rows, (txn_id) => (txn_id.startsWith('?') ? undefined : txn_id.startsWith('+')));
  return found && [...found].sort();
}

test('words that part credited from refused payments are found', () => {
  assert.deepEqual(words('+1: ok', '+2: OK', '-3: failed'), ['ok']);
  assert.deepEqual(words('+1: ok', '+2: done', '-3: failed', '?4: ok'), ['done', 'ok']);
});

test('a number that was refused first and credited later has both words', () => {
  assert.deepEqual(words('+1: failed ok', '+2: ok', '-3: failed'), ['ok']);
});

test('in a log of steps the word of credits is the one that no other payment has', () => {
  assert.deepEqual(words('+1: received credited', '+2: received credited', '-3: received refused'), ['credited']);
  assert.deepEqual(words('+1: pending ok', '+2: ok'), ['ok']);
});

test('where the words part nothing, every row is a credit', () => {
  assert.equal(words('+1: ok', '-2: ok'), undefined, 'a refused payment that is booked as a credit');
  assert.equal(words('+1: ok', '+2: failed', '-3: failed'), undefined, 'a credit that is booked as refused');
  assert.equal(words('+1: cash', '+2: card'), undefined, 'words of something else');
  assert.equal(words('-1: ok', '-2: failed'), undefined, 'nothing is known of credits');
});
