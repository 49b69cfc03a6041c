import { ACCOUNT_FAULTS } from './accounts.ts';
import { ANSWER_FAULTS } from './answers.ts';
import { BAD_REQUEST_FAULTS } from './bad-requests.ts';
import { BROKEN_CONNECTION_FAULTS } from './broken-connections.ts';
import { CHECK_FAULTS } from './check.ts';
import { CONNECTION_FAULTS } from './connections.ts';
import { CREDIT_FAULTS } from './credits.ts';
import { CUT_TOGETHER_FAULTS } from './cuts-together.ts';
import { DUPLICATE_FAULTS } from './duplicates.ts';
import type { Fault } from './fault.ts';
import { FIELD_FAULTS } from './fields.ts';
import { LOOSE_PAY_FAULTS } from './loose-pay.ts';
import { HTTP_FAULTS } from './http.ts';
import { LEDGER_FAULTS } from './ledger.ts';
import { LOAD_FAULTS } from './load.ts';
import { MATCH_FAULTS } from './matches.ts';
import { MEMORY_FAULTS } from './memory.ts';
import { ORDER_FAULTS } from './orders.ts';
import { PAY_FAULTS } from './pay.ts';
import { PREFLIGHT_FAULTS } from './preflight.ts';
import { RACE_FAULTS } from './races.ts';
import { QUIET_FAULTS } from './quiet.ts';
import { REPEAT_FAULTS } from './repeats.ts';
import { SEQUENCE_FAULTS } from './sequences.ts';
import { SOURCE_FAULTS } from './source.ts';
import { TIME_FAULTS } from './time.ts';
import { TRANSPORT_FAULTS } from './transport.ts';

export { AT_WORK_MS } from './broken-connections.ts';
export type { Chapter, Fault } from './fault.ts';
export { DRIP_MS, LATE_MS, SLUGGISH_MS } from './time.ts';

const ALL = [
  ...PREFLIGHT_FAULTS,
  ...TRANSPORT_FAULTS,
  ...CONNECTION_FAULTS,
  ...SOURCE_FAULTS,
  ...HTTP_FAULTS,
  ...ANSWER_FAULTS,
  ...FIELD_FAULTS,
  ...CHECK_FAULTS,
  ...ACCOUNT_FAULTS,
  ...MATCH_FAULTS,
  ...PAY_FAULTS,
  ...LOOSE_PAY_FAULTS,
  ...CREDIT_FAULTS,
  ...QUIET_FAULTS,
  ...REPEAT_FAULTS,
  ...MEMORY_FAULTS,
  ...RACE_FAULTS,
  ...BROKEN_CONNECTION_FAULTS,
  ...CUT_TOGETHER_FAULTS,
  ...BAD_REQUEST_FAULTS,
  ...DUPLICATE_FAULTS,
  ...ORDER_FAULTS,
  ...TIME_FAULTS,
  ...LEDGER_FAULTS,
  ...SEQUENCE_FAULTS,
  ...LOAD_FAULTS,
] as const;

export type FaultName = (typeof ALL)[number]['name'];

/** The reference with one defect each, by chapter. */
export const FAULTS: readonly Fault<FaultName>[] = ALL;

/** Throws on a name that does not exist. */
export function faultByName(name: string): Fault<FaultName> {
  const found = FAULTS.find((each) => each.name === name);
  if (!found) throw new Error(`no fault ${name}`);
  return found;
}
