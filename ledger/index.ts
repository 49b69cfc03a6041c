/**
 * The operator's registry of credited payments, and its reconciliation with a partner's ledger, by
 * `txn_id` (TP-7.1, TP-7.3, AG-3.1, AG-3.15). Here live the reading of foreign exports in whatever
 * form they come, the compact table that a million payments fit in, and the comparison. Pure: it
 * takes streams of bytes and gives rows, differences and pieces of text; opening files, fetching,
 * and words for people are for other rooms. May import `protocol/` and `schemas/` only.
 */
export { COLUMNS, type Columns, type Field } from './columns.ts';
export { isMalformed, rowsOf, type Credit, type Entry, type Malformed, type Row, type Why } from './credit.ts';
export { DIFFERENCES_HEADER, differenceLine } from './differences-csv.ts';
export { KINDS, type Cause, type Difference, type Kind } from './difference.ts';
export { plainReconciliation, type PlainDifference, type PlainReconciliation } from './plain.ts';
export { readRows, type ReadOptions } from './read.ts';
export { reconcile, type ReconcileOptions } from './reconcile.ts';
export type { Day, Reconciliation, Side, Tally } from './result.ts';
export { writeDayTotals, writeRegistry, type RegistryFacts } from './registry.ts';
export { paymentKey, REFUND_COLUMNS, refundedByPayment, writeRefunds, type RefundRow } from './refunds.ts';
export { UnreadableLedger } from './unreadable.ts';
export { readDay } from './dates.ts';
