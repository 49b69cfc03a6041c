import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from './messages/index.ts';
import { renderReconciliation, type ReconciliationView } from './reconciliation.ts';

const none = { count: 0, sum: '0.00' };
const OPTIONS = { color: false, width: 100 };

function view(more: Partial<ReconciliationView> = {}): ReconciliationView {
  return {
    agree: true,
    registry: { count: 2, sum: '400.00', malformed: 0, outside: 0 },
    ledger: { count: 2, sum: '400.00', malformed: 0, outside: 0 },
    matched: { count: 2, sum: '400.00' },
    kinds: { missing: none, 'malformed-in-ledger': none },
    examples: [],
    days: [{ day: '2026-11-24', registry: { count: 2, sum: '400.00' }, ledger: { count: 2, sum: '400.00' }, difference: '0.00' }],
    ...more,
  };
}

const row = { line: 7, account: 'A\u001b[31m\r', sum: '200.00', txn_date: '20261124101530', prv_txn: '9' };

const DIFFERING = view({
  agree: false,
  ledger: { count: 1, sum: '200.00', malformed: 1, outside: 3 },
  matched: { count: 1, sum: '200.00' },
  kinds: { missing: { count: 1, sum: '200.00' }, 'malformed-in-ledger': { count: 1, sum: '0.00' } },
  examples: [
    { kind: 'missing', txn_id: '412503178844120067', registry: row, cause: 'utc' },
    { kind: 'malformed-in-ledger', txn_id: null, malformed: { line: 9, why: 'txn-id-exponent', text: '4,1E+17\u202e' } },
  ],
  days: [
    { day: '2026-11-23', registry: none, ledger: none, difference: '0.00' },
    { day: '2026-11-24', registry: { count: 2, sum: '400.00' }, ledger: { count: 1, sum: '200.00' }, difference: '-200.00' },
  ],
});

test('sides that agree take few lines', () => {
  const text = renderReconciliation(view(), 'en', OPTIONS);
  assert.match(text, /Registry +2 +400\.00 +0\n/);
  assert.match(text, /✓ They agree/);
  assert.doesNotMatch(text, /What differs|Days that differ|outside/);
});

test('sides that differ: kinds with money, lines to look at, days, and what may be behind it', () => {
  const text = renderReconciliation(DIFFERING, 'en', { ...OPTIONS, file: 'out/differences.csv' });
  for (const part of [
    /In the registry, not in the ledger +1 +200\.00\n/,
    /Unreadable rows of the ledger +1 +\?\n/,
    /missing payments may be among them/,
    /txn_id 412503178844120067\n +registry, line 7: 200\.00 · A␛\[31m␍ · 2026-11-24 10:15:30 · prv_txn 9\n/,
    /ledger, line 9: a spreadsheet has rounded txn_id[^]*4,1E\+17⟨U\+202E⟩/,
    /Likely cause: the ledger keeps UTC/,
    /2026-11-24 +2 +400\.00 +1 +200\.00 +-200\.00\n/,
    /The totals of 1 day agree/,
    /outside the period/,
    /✗ They differ: 2 differences\.\n +Every difference: out\/differences\.csv\n$/,
  ])
    assert.match(text, part);
});

test('nothing to compare is no agreement to be proud of', () => {
  const empty = { count: 0, sum: '0.00', malformed: 0, outside: 4 };
  const text = renderReconciliation(view({ registry: empty, ledger: empty, matched: none, days: [] }), 'en', OPTIONS);
  assert.match(text, /! Neither side has a payment here/);
  assert.doesNotMatch(text, /✓/);
});

test('more days than a screen holds are counted', () => {
  const days = Array.from({ length: 40 }, (_, index) => ({ ...DIFFERING.days[1]!, day: `day-${index}` }));
  assert.match(renderReconciliation({ ...DIFFERING, days }, 'en', OPTIONS), /9 more days differ/);
});

test('every language has all words, and no line of the partner acts on a terminal', () => {
  for (const lang of LANGS) {
    const text = renderReconciliation(DIFFERING, lang, OPTIONS);
    assert.doesNotMatch(text, /[\u001b\r\u202e]|reconcile\.|difference\.|likely\.|malformed\.|undefined|…/, lang);
  }
});
