import type { Tiyn } from '../protocol/index.ts';
import type { Finding } from './finding.ts';
import type { ClientExpectations } from './refund/expect.ts';
import type { Played } from './refund/play.ts';
import type { ClientSession } from './refund/session.ts';
import type { ExpectRefund } from './operator/expect.ts';
import type { RefundOutcome } from './operator/outcome.ts';
import type { OperatorSession } from './operator/session.ts';
import type { Outcome, Payment } from './outcome.ts';
import type { AccountTotal } from './oracles/account-total.ts';
import type { Audited } from './oracles/audit.ts';
import type { LedgerView } from './oracles/ledger.ts';
import type { LoadSeen } from './run/put-load.ts';
import type { Books } from './partner/books.ts';
import type { Numbers, Random } from './partner/numbers.ts';
import type { PartnerSession } from './partner/session.ts';
import type { Standing, Vetted } from './partner/purse.ts';
import type { Watch } from './partner/watch.ts';
import type { Reach } from './reach.ts';
import type { PayableAccount, Profile } from './profile/profile.ts';
import type { Message } from './record/events.ts';

/** What a case has in hand. */
export interface CaseContext {
  partner: PartnerSession;
  /** The operator's Refund API. */
  operator: OperatorSession;
  /** The partner's client of the Refund API. */
  client: ClientSession;
  /** Expectations of what it did. */
  expectClient(played: Played): ClientExpectations;
  /** Expectations of the operator's answers. */
  expectRefund(outcome: RefundOutcome): ExpectRefund;
  profile: Profile;
  numbers: Numbers;
  random: Random;
  /** Milliseconds since 1970. */
  now(): number;
  /** A payable account to look at; nothing is paid by taking it. */
  payable: PayableAccount;
  /** Another account that this case holds: payable where the profile has a second one, else unknown. */
  other: string;
  /** Every account that was found payable and stays so all through the run; of orders, the one that is kept for that. */
  payables: readonly PayableAccount[];
  /** The order's fixed price, where the profile or its source tells it. */
  priceOf(account: string): Tiyn | undefined;
  /** An account made up by us, whatever the profile calls unknown. */
  madeUp(): string;
  /** An account that does not exist, as far as we know; `like` a payable one in length and letters. */
  unknown(): string;
  /** A new payment on an account that this case holds; of orders, a fresh one. `priced`: with a fixed price, if there is any such order. */
  payment(choice?: { sum?: Tiyn; txn_id?: string; txn_date?: string; account?: string; priced?: boolean }): Promise<Payment>;
  /** The same for a request that a correct partner refuses: money is set aside, and no order is counted as spent. */
  atRisk(choice?: { sum?: Tiyn; txn_id?: string; account?: string; priced?: boolean }): Promise<Payment>;
  /** A payment that the partner has credited, with its answer. */
  credited(): Promise<{ payment: Payment; first: Outcome }>;
  /** Reads the balance, where the profile has a field for it; later tells by how much it grew. */
  watch(account: string): Promise<Watch>;
  /**
   * Sends a request that could leave the endpoint unwell, and expects it to be as well as ever. Where it
   * is not, the request is sent once more when it is back, so that an outage of its own is nobody's fault.
   */
  hostile(send: () => Promise<Outcome>): Promise<Outcome>;
  /** An objection that no expectation has words for. */
  object(finding: Finding): void;
  /** Ends the case: the profile has nothing to try it on. */
  skip(key: string, values?: Readonly<Record<string, string>>): never;
  /** Something that the reader should know. */
  note(message: Message, level?: 'info' | 'warning'): void;
}

/** What only a few cases use: the run as a whole. */
export interface RunContext {
  /** Every outcome of the run so far, whoever asked. */
  outcomes: readonly Outcome[];
  /** Has another case already objected to this exchange? Nets for what nobody saw leave it out. */
  isClaimed(outcome: Outcome): boolean;
  /** Checks move money here: the balance tells nothing about payments from now on. The reader is told so. */
  distrustBalance(): void;
  /** Was that said? Then what only a balance can show stays undecided. */
  readonly balanceGivenUp: boolean;
  books: Books;
  /** The partner's ledger, read until it is as expected or has had its time. Throws Skipped where it can't be read. */
  ledger(isSettled: (view: LedgerView) => boolean): Promise<LedgerView>;
  /** Every payment so far by every oracle: answers, balance, ledger. */
  audit(): Audited[];
  /** What the account's balance came to since its first check, against its payments; undefined where that can't be told. */
  total(account: string): Promise<AccountTotal | undefined>;
  /** Has a case that moves money failed by the partner's fault? Then totals would only say it again. */
  readonly moneyWrong: boolean;
  reach: Reach;
  /** The load of this run; put on by the first case that asks. Throws Skipped or Undecided where there is none. */
  load(): Promise<LoadSeen>;
  /**
   * Waits until the moment `at` on the monotonic clock, and tells how long that still takes. Ends the case as skipped when
   * the run is interrupted meanwhile.
   */
  waitUntil(at: number): Promise<void>;
  /** Looks for what no case was written for, as long as the command line says. Throws Skipped where it says nothing. */
  explore(): Promise<void>;
  /** Looks at the payable accounts, or at as many orders as the run needs, and leaves out the orders that are not payable. */
  vetPayable(look: (account: string) => Promise<Standing>): Promise<Vetted>;
  /** Tells the run which unknown accounts really are unknown. */
  useUnknown(accounts: readonly string[]): void;
}
