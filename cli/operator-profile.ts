import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { named } from './near.ts';
import { listPayments, OPERATOR_FAULTS, startOperator, type Operator, type OperatorOptions } from '../simulators/index.ts';

/** Starts an operator, with one defect where the command line names one. */
export function operatorOf(fault: string | undefined, options: OperatorOptions = {}): Promise<Operator> {
  const found = named(OPERATOR_FAULTS, fault, 'usage.no-such-fault');
  return startOperator({ ...options, ...(found ? { change: found.change } : {}) });
}

/** A profile's section for a simulated operator, as a user would write it; its root certificate goes into the folder. */
export function operatorSection(
  { url, callers, payments, ca }: Operator,
  folder: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const { login, password } = callers[0]!;
  const file = join(folder, 'operator-root.pem');
  if (ca !== undefined) writeFileSync(file, ca);
  return { url, login, password, payments: listPayments(payments), ...(ca === undefined ? {} : { tls: { ca: file } }), ...more };
}
