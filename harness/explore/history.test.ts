import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ResultCode, Tiyn } from '../../protocol/index.ts';
import { conflictOf, isLinearizable, type Operation } from './history.ts';

/** A pay from `start` to `end`, answered 0 with this prv_txn. */
function paid(start: number, end: number, prv_txn?: string, { variant = 'plain', sum = 100n }: { variant?: string; sum?: Tiyn } = {}): Operation {
  return { start, end, variant, answer: { result: 0, sum, ...(prv_txn === undefined ? {} : { prv_txn }) } };
}

function refused(start: number, end: number, result: ResultCode, variant = 'plain'): Operation {
  return { start, end, variant, answer: { result } };
}

function lost(start: number, end: number, variant = 'plain'): Operation {
  return { start, end, variant };
}

const GOOD: Record<string, Operation[]> = {
  nothing: [],
  'a pay': [paid(0, 1, '7')],
  'a repeat in turn': [paid(0, 1, '7'), paid(2, 3, '7'), paid(4, 5, '7')],
  'repeats at once': [paid(0, 9, '7'), paid(1, 8, '7'), paid(2, 7, '7')],
  'a refused pay that succeeds later (reading 6)': [refused(0, 1, 5), paid(2, 3, '7')],
  'a refusal while another pay of the number is under way': [paid(0, 9, '7'), refused(1, 2, 5)],
  'a refusal that took effect before a pay that began later and ended sooner': [refused(0, 9, 5), paid(1, 2, '7')],
  'a changed repeat with the first result': [paid(0, 1, '7'), paid(2, 3, '7', { variant: 'sum' })],
  'a changed repeat refused with 5 (reading 5)': [paid(0, 1, '7'), refused(2, 3, 5, 'sum'), paid(4, 5, '7')],
  'the plain one refused with 5 where the changed one came first': [paid(0, 5, '7', { variant: 'date' }), refused(6, 7, 5)],
  'a lost pay, and its repeat': [lost(0, 1), paid(2, 3, '7'), paid(4, 5, '7')],
  'a lost pay that never arrived': [lost(0, 1), refused(2, 3, 1)],
  'a lost pay that took effect after a refusal': [lost(0, 1), refused(2, 3, 5), paid(4, 5, '7')],
  'a lost changed pay that came first, so that the plain one is refused with 5': [lost(0, 1, 'sum'), refused(2, 3, 5), paid(4, 5, '7')],
  'many lost pays': [...Array.from({ length: 10 }, (_, at) => lost(at, at + 1)), paid(20, 21, '7'), paid(22, 23, '7')],
  'no prv_txn at all': [paid(0, 1), paid(2, 3)],
  'a first answer without prv_txn, which other cases judge': [paid(0, 1), paid(2, 3, '7')],
};

const BAD: Record<string, [history: Operation[], how: string, first: number, repeat: number]> = {
  'a second credit': [[paid(0, 1, '7'), paid(2, 3, '8')], 'prv-txn-differs', 0, 1],
  'a second credit at once': [[paid(0, 9, '7'), paid(1, 8, '8')], 'prv-txn-differs', 1, 0],
  'a second credit after a third answer': [[paid(0, 1, '7'), paid(2, 3, '7'), paid(4, 5, '8')], 'prv-txn-differs', 0, 2],
  'a repeat refused': [[paid(0, 1, '7'), refused(2, 3, 3)], 'result-differs', 0, 1],
  'a repeat refused with 5': [[paid(0, 1, '7'), refused(2, 3, 5)], 'result-differs', 0, 1],
  'a changed repeat refused with another code than 5': [[paid(0, 1, '7'), refused(2, 3, 3, 'date')], 'result-differs', 0, 1],
  'a repeat refused after two that were at once': [[paid(0, 5, '7'), paid(1, 4, '7'), refused(6, 7, 5)], 'result-differs', 1, 2],
  'a lost pay, then two credits': [[lost(0, 1), paid(2, 3, '7'), paid(4, 5, '8')], 'prv-txn-differs', 1, 2],
  'a refusal between two answers of one credit': [[paid(0, 1, '7'), refused(2, 3, 1), paid(4, 5, '7')], 'result-differs', 0, 1],
  'a changed repeat credited': [[paid(0, 1, '7'), paid(2, 3, '8', { variant: 'date' })], 'prv-txn-differs', 0, 1],
  'a changed repeat that states its own sum': [[paid(0, 1, '7'), paid(2, 3, '7', { variant: 'sum', sum: 200n })], 'sum-differs', 0, 1],
  'a repeat without the prv_txn of the first': [[paid(0, 1, '7'), paid(2, 3)], 'prv-txn-missing', 0, 1],
};

describe('a history that a correct partner could have answered', () => {
  for (const [name, history] of Object.entries(GOOD)) {
    test(name, () => {
      assert.equal(isLinearizable(history), true);
      assert.equal(conflictOf(history), undefined);
      assert.equal(isLinearizable(history.toReversed()), true, 'the order in which it is written down decides nothing');
    });
  }
});

describe('a history that none could have answered', () => {
  for (const [name, [history, how, first, repeat]] of Object.entries(BAD)) {
    test(name, () => {
      assert.equal(isLinearizable(history), false);
      assert.deepEqual(conflictOf(history), { how, first, repeat });
    });
  }
});
