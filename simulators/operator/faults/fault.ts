import type { Defect } from '../../defect.ts';
import type { Change } from '../desk.ts';

/** The operator with exactly one defect. */
export interface OperatorFault<Name extends string = string> extends Defect<Name> {
  side: 'operator';
  chapter: 'operator';
  /** A run of these cases alone, for one that holds up all others. */
  matrix?: { cases: readonly string[] };
  change: Change;
}

type Given<Name extends string> = Omit<OperatorFault<Name>, 'side' | 'chapter'>;

/** Fills in what all faults of the operator have in common. Case ids are given without their chapter. */
export function operatorFaults<const Name extends string>(given: readonly Given<Name>[]): OperatorFault<Name>[] {
  const whole = (names: readonly string[]) => names.map((name) => `operator.${name}`);
  return given.map((fault) => ({
    ...fault,
    side: 'operator',
    chapter: 'operator',
    cases: whole(fault.cases),
    ...(fault.matrix ? { matrix: { cases: whole(fault.matrix.cases) } } : {}),
    ...(fault.also ? { also: whole(fault.also) } : {}),
  }));
}
