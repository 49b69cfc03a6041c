import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../partner/books.ts';
import type { LedgerRow, LedgerView } from './ledger.ts';
import { beyond } from './ledger-span.ts';

/** Payments 1 to 6, a second each, of which some stand in the ledger. */
const DATES = ['20261124120001', '20261124120002', '20261123235959', '20261124120004', '20261124120005', '20261124120006'];
const PAID = DATES.map(
  (txn_date, at) => ({ payment: { txn_id: String(at + 1), txn_date }, first: { startedAt: at * 1_000, endedAt: at * 1_000 + 10 } }) as Entry,
);

/** What is said of each payment. */
function told(there: readonly number[], more: Partial<Pick<LedgerView, 'oldestStranger'>> & { gone?: number[] } = {}): string[] {
  const { oldestStranger, gone = [] } = more;
  const dates = [...there.map((number) => DATES[number - 1]!), ...(oldestStranger === undefined ? [] : [oldestStranger])].sort();
  const view = {
    rowsOf: (txn_id: string) => (there.includes(Number(txn_id)) ? [{} as LedgerRow] : []),
    gone: new Set(gone.map(String)),
    oldest: dates[0],
    oldestStranger,
  } as unknown as LedgerView;
  const excused = beyond(view, PAID);
  return PAID.map((entry) => excused(entry) ?? '–');
}

test('what was answered after the newest payment of an export was asked may be missing there', () => {
  assert.deepEqual(told([1, 3, 4]), ['–', '–', '–', '–', 'behind', 'behind']);
  assert.deepEqual(
    told([]),
    PAID.map(() => 'behind'),
  );
});

test('a page of the last rows may miss what is older, where nothing older is in it', () => {
  assert.deepEqual(told([3, 4, 5, 6]), ['before', 'before', '–', '–', '–', '–']);
  assert.deepEqual(told([3, 4, 5, 6], { oldestStranger: '20261124115959' }), ['–', '–', '–', '–', '–', '–']);
  assert.deepEqual(told([3, 4, 5, 6], { oldestStranger: '20261124' }), ['before', 'before', '–', '–', '–', '–']);
});

test('rows that have gone, the oldest first, show a page whatever else is in it; any other is a loss', () => {
  assert.deepEqual(told([3, 4, 5, 6], { oldestStranger: '20250101', gone: [1] }), ['before', 'before', '–', '–', '–', '–']);
  assert.deepEqual(told([1, 3, 4, 6], { oldestStranger: '20250101', gone: [5] }), ['–', '–', '–', '–', '–', '–']);
});

test('an export of one day may miss the payments of another', () => {
  assert.deepEqual(told([1, 2, 4, 5, 6]), ['–', '–', 'before', '–', '–', '–']);
  assert.deepEqual(told([1, 2, 4, 5, 6], { oldestStranger: '20261122' }), ['–', '–', '–', '–', '–', '–']);
});
