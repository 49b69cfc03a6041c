import type { PartnerOptions } from '../index.ts';
import type { Stage } from '../ask.testing.ts';

/** What to do, what the reference makes of it (undefined: not compared), and what the fault does. */
export type Row = [probe: (stage: Stage) => Promise<unknown>, right: unknown, wrong: unknown, options?: PartnerOptions];
