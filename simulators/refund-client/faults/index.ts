import { ANSWER_FAULTS } from './answers.ts';
import type { ClientFault } from './fault.ts';
import { REQUEST_FAULTS } from './requests.ts';
import { UNKNOWN_FAULTS } from './unknown.ts';

export type { ClientFault } from './fault.ts';

/** The gallery, in the order of the book. */
export const CLIENT_FAULTS: readonly ClientFault[] = [...REQUEST_FAULTS, ...ANSWER_FAULTS, ...UNKNOWN_FAULTS];
