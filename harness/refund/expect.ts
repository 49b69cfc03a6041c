import { CaseFailed, type Finding, type FindingSink } from '../finding.ts';
import type { SeenCall } from './call.ts';
import { ofFilings } from './expect-filing.ts';
import { ofLogin } from './expect-login.ts';
import { ofStatus } from './expect-status.ts';
import type { Played } from './play.ts';

/** Expectations of what a client did in a scenario. A broken one leaves a finding; a failure ends the case. */
export interface ClientExpectations {
  /** It filed the refund of this payment, with these numbers and this text. */
  toFile(): void;
  /** A login with the right credentials comes before anything that needs a token. */
  toLogInFirst(): void;
  /** Every call carries a token of ours in the header `token`. */
  toCarryToken(): void;
  /** One login was enough as long as the token was good. */
  toKeepToken(): void;
  /** After 401 or 403 it logs in and repeats the call. */
  toRenewToken(): void;
  /** A login that is refused is not tried again and again. */
  notToHammerLogin(): void;
  /** One `RefundIdentificator` and one amount for each refund, however often it was sent. */
  toKeepIdentificator(): void;
  /** The payer gets the sum once. */
  toReturnOnce(): void;
  /** Asks the status until it is final. */
  toAskUntilFinal(): void;
  /** After an outcome that nobody can know it asks, or files again, until it knows. */
  toFindOut(): void;
  /** After error 6, request not found, it files again. */
  toFileAgain(): void;
  /** Questions come at a decent pace. */
  toKeepPace(): void;
  /** Nothing is asked or filed once the status is final. */
  toStopAtFinal(): void;
  /** A refused filing is not sent again and again. */
  notToHammer(): void;
  /** What it says of the refund in the end is true. */
  toBelieveTheTruth(): void;
}

/** What the expectations look at, and where they leave what they object to. */
export interface Seen {
  played: Played;
  filings: SeenCall[];
  questions: SeenCall[];
  logins: SeenCall[];
  /** Leaves a finding about these calls; a failure ends the case. */
  object(key: string, about: readonly SeenCall[], rest?: Omit<Finding, 'key' | 'exchanges'>): void;
}

export function expectClient(played: Played, sink: FindingSink): ClientExpectations {
  const { calls } = played;
  const seen: Seen = {
    played,
    filings: calls.filter(({ filing }) => filing !== undefined),
    questions: calls.filter(({ asking }) => asking !== undefined),
    logins: calls.filter(({ call }) => call === 'GetToken'),
    object: (key, about, rest = {}) => {
      sink.add({ key, exchanges: about.map(({ exchange }) => exchange), ...rest });
      if (rest.level !== 'should') throw new CaseFailed(key);
    },
  };
  return { ...ofLogin(seen), ...ofFilings(seen), ...ofStatus(seen) };
}
