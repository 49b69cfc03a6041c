import type { Outcome, Payment } from '../outcome.ts';
import type { RefundClient } from '../refund/client.ts';
import type { Purse, Vetted } from '../partner/purse.ts';
import type { Reach } from '../reach.ts';

/** What cases of one run hand to each other. */
export interface RunShared {
  purse: Purse;
  reach: Reach;
  /** Where the profile has one. */
  refundClient?: RefundClient;
  /** Orders that the plan may spend. */
  ordersNeeded: number;
  /** What came of looking at the payable accounts, once that was done. */
  vetted?: Vetted;
  /** The credited payment that order cases share, once there is one. */
  sharedCredit?: Promise<{ payment: Payment; first: Outcome }>;
}
