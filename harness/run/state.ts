import type { Tiyn } from '../../protocol/index.ts';
import type { Client } from '../../wire/index.ts';
import type { Ledger } from '../oracles/ledger.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Books } from '../partner/books.ts';
import type { Lag } from '../partner/lag.ts';
import type { Numbers, Random } from '../partner/numbers.ts';
import type { Traffic } from '../partner/traffic.ts';
import type { OperatorState } from '../operator/state.ts';
import type { Outcome } from '../outcome.ts';
import type { Profile } from '../profile/profile.ts';
import type { Recorder } from '../record/recorder.ts';

/** What all cases of one run share. */
export interface RunState {
  profile: Profile;
  client: Client;
  /** Where the profile has an operator. */
  operator?: OperatorState;
  recorder: Recorder;
  books: Books;
  /** The partner's own record of payments, where the profile gives it. */
  ledger: Ledger | undefined;
  numbers: Numbers;
  random: Random;
  seed: string;
  /** The user has ended the run: what is torn down from now on is our doing. */
  interrupted: () => boolean;
  traffic: Traffic;
  /** Every outcome of the run, in order. */
  outcomes: Outcome[];
  /** Commands that have been answered with a readable result, in ordinary requests. */
  legible: Set<string>;
  /** Exchanges in which a case saw the partner's fault; nets for what nobody saw leave them out. */
  claimed: Set<number>;
  /** A case that moves money has failed by the partner's fault. */
  moneyWrong: boolean;
  /** Exchanges that are not the partner's fault: a wrong profile, a torn network. Reviews leave them out. */
  dismissed: Set<number>;
  /** False once payments were made that no line lists: then the balance does not tell one from another. */
  balanceTrusted: boolean;
  /** Checks were seen to move money: then the balance tells nothing about payments, though the profile promises it. */
  balanceGivenUp: boolean;
  lag: Lag;
  /** A case left the endpoint silent; the next one waits to see whether it has come back. */
  unwell: boolean;
  /** Fixed prices of orders, by account. */
  prices: Map<string, Tiyn>;
  /** Unknown accounts that were found to be unknown; filled by the preflight. */
  unknown: string[];
  /** What the command line asks of exploration; absent: nothing. */
  explore?: ExploreOptions;
  /** When the run began, milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds since 1970. */
  now: () => number;
}
