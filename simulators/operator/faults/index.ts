import { AUTH_FAULTS } from './auth.ts';
import type { OperatorFault } from './fault.ts';
import { REFUND_FAULTS } from './refunds.ts';
import { REPEAT_FAULTS } from './repeats.ts';
import { REQUEST_FAULTS } from './requests.ts';

export type { OperatorFault } from './fault.ts';

/** Every defect of the operator, by what it is about. */
export const OPERATOR_FAULTS: readonly OperatorFault[] = [...AUTH_FAULTS, ...REQUEST_FAULTS, ...REFUND_FAULTS, ...REPEAT_FAULTS];

/** Throws on a name that is none. */
export function operatorFaultByName(name: string): OperatorFault {
  const found = OPERATOR_FAULTS.find((fault) => fault.name === name);
  if (!found) throw new Error(`no fault of the operator is named ${name}`);
  return found;
}
