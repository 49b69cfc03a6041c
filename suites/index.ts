/**
 * The conformance cases, a file a chapter, and nothing else. A case says which clause it is about,
 * how binding it is, what we do and what we expect; whatever takes more than that belongs to the harness.
 */
import type { CaseDefinition } from '../harness/index.ts';
import { answers } from './answers.ts';
import { badRequests } from './bad-requests.ts';
import { brokenConnections } from './broken-connections.ts';
import { check } from './check.ts';
import { accounts } from './check-accounts.ts';
import { nearMisses } from './check-near-misses.ts';
import { ledger } from './ledger.ts';
import { cutsTogether } from './cuts-together.ts';
import { exploration } from './exploration.ts';
import { load } from './load.ts';
import { operator } from './operator.ts';
import { operatorAnswers } from './operator-answers.ts';
import { operatorRefunds } from './operator-refunds.ts';
import { operatorRequests } from './operator-requests.ts';
import { operatorTotals } from './operator-totals.ts';
import { orders } from './orders.ts';
import { pay } from './pay.ts';
import { payAtOnce } from './pay-at-once.ts';
import { preflightOracles } from './preflight-oracles.ts';
import { preflight } from './preflight.ts';
import { repeats } from './repeats.ts';
import { refund } from './refund.ts';
import { refundStatus } from './refund-status.ts';
import { refundUnknown } from './refund-unknown.ts';
import { time } from './time.ts';
import { transport } from './transport.ts';

/** Every case, in the order of the book. */
export const CASES: readonly CaseDefinition[] = [
  ...preflight,
  ...preflightOracles,
  ...transport,
  ...answers,
  ...check,
  ...accounts,
  ...nearMisses,
  ...pay,
  ...payAtOnce,
  ...repeats,
  ...brokenConnections,
  ...cutsTogether,
  ...badRequests,
  ...orders,
  ...time,
  ...load,
  ...ledger,
  ...refund,
  ...refundStatus,
  ...refundUnknown,
  ...exploration,
  ...operator,
  ...operatorRequests,
  ...operatorRefunds,
  ...operatorTotals,
  ...operatorAnswers,
];

/** The chapters in the order of the book. */
export const SUITES: readonly string[] = [...new Set(CASES.map(({ suite }) => suite))];
