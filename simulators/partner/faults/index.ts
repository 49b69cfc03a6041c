import { ANSWER_FAULTS } from './answers.ts';
import { BAD_REQUEST_FAULTS } from './bad-requests.ts';
import { BROKEN_CONNECTION_FAULTS } from './broken-connections.ts';
import { CHECK_FAULTS } from './check.ts';
import type { Fault } from './fault.ts';
import { FIELD_FAULTS } from './fields.ts';
import { LOOSE_PAY_FAULTS } from './loose-pay.ts';
import { ORDER_FAULTS } from './orders.ts';
import { PAY_FAULTS } from './pay.ts';
import { REPEAT_FAULTS } from './repeats.ts';
import { TIME_FAULTS } from './time.ts';
import { TRANSPORT_FAULTS } from './transport.ts';

export { AT_WORK_MS } from './broken-connections.ts';
export type { Chapter, Fault } from './fault.ts';
export { DRIP_MS, LATE_MS, SLUGGISH_MS } from './time.ts';

const ALL = [
  ...TRANSPORT_FAULTS,
  ...ANSWER_FAULTS,
  ...FIELD_FAULTS,
  ...CHECK_FAULTS,
  ...PAY_FAULTS,
  ...LOOSE_PAY_FAULTS,
  ...REPEAT_FAULTS,
  ...BROKEN_CONNECTION_FAULTS,
  ...BAD_REQUEST_FAULTS,
  ...ORDER_FAULTS,
  ...TIME_FAULTS,
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
