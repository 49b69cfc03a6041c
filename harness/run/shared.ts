import type { LookupFunction } from 'node:net';
import type { LoadRunner } from '../load.ts';
import type { LoadTold } from '../load-told.ts';
import type { LoadSeen, LoadWish } from './put-load.ts';
import type { Outcome, Payment } from '../outcome.ts';
import type { RefundClient } from '../refund/client.ts';
import type { Purse, Vetted } from '../partner/purse.ts';
import type { Reach } from '../reach.ts';
import type { WaitingFor } from './wait.ts';

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
  /** The load, once it was asked for. */
  load?: Promise<LoadSeen>;
  /** Puts it on the wire; absent: this run has none. */
  runLoad?: LoadRunner;
  /** What the command line asks of it, in the place of the profile. */
  loadWish?: LoadWish;
  /** A load that another tool has put on already: this run asks the partner for nothing. */
  loadTold?: LoadTold;
  /** Resolves names, as `lookup` of node:net. */
  lookup?: LookupFunction;
  signal?: AbortSignal;
  /** Told how many milliseconds the run still waits, and for what; 0: no more. */
  waiting?: (leftMs: number, what: WaitingFor) => void;
  /** The credited payment that order cases share, once there is one. */
  sharedCredit?: Promise<{ payment: Payment; first: Outcome }>;
}
