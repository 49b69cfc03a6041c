import { StatusCode, isPending } from '../../protocol/refund/index.ts';
import type { ClauseId, Level } from '../../protocol/index.ts';
import { CaseFailed, Undecided, type Finding, type FindingSink } from '../finding.ts';
import type { SeenCall } from './call.ts';
import type { Played } from './play.ts';

interface Weight {
  level?: Level;
  clause?: ClauseId;
}

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
  /** One `RefundIdentificator` for each refund, however often it was sent. */
  toKeepIdentificator(): void;
  /** The payer gets the sum once. */
  toReturnOnce(): void;
  /** Asks the status until it is final. */
  toAskUntilFinal(): void;
  /** After an outcome that nobody can know it asks, or files again, until it knows. */
  toFindOut(): void;
  /** Questions come at a decent pace. */
  toKeepPace(): void;
  /** Nothing is asked or filed once the status is final. */
  toStopAtFinal(): void;
  /** A refused filing is not sent again and again. */
  notToHammer(): void;
  /** What it says of the refund in the end is true. */
  toBelieveTheTruth(): void;
}

/** As many filings of one refund as a careful client may send after a refusal. */
const MOST_FILINGS = 3;
/** Within so many times the pace. Who comes back after a while, as error 5 asks for, may do so. */
const HAMMER_PACES = 10;
const MOST_LOGINS = 5;
/** Timers are not exact, and networks shift what they carry. */
const PACE_SLACK = 0.75;

export function expectClient(played: Played, sink: FindingSink): ClientExpectations {
  const { calls, payment, parts, clocks } = played;
  const object = (key: string, about: readonly SeenCall[], rest: Omit<Finding, 'key' | 'exchanges'> = {}, { level, clause }: Weight = {}) => {
    sink.add({ key, exchanges: about.map(({ exchange }) => exchange), ...rest, ...(level ? { level } : {}), ...(clause ? { clause } : {}) });
    if (level !== 'should') throw new CaseFailed(key);
  };
  const filings = calls.filter(({ filing }) => filing !== undefined);
  const questions = calls.filter(({ asking }) => asking !== undefined);
  const logins = calls.filter(({ call }) => call === 'GetToken');

  return {
    toFile: () => {
      const [first] = filings;
      if (!first?.filing) return object('refund.not-filed', calls, { expected: 'RefundRequest', observed: namesOf(calls) });
      const { PaymentId, ReturnAmount, Reason } = first.filing;
      if (PaymentId !== payment.id) {
        const cause = PaymentId === BigInt(Number(payment.id)) ? { cause: { key: 'cause.payment-id-double' } } : {};
        object('refund.payment-differs', [first], { expected: String(payment.id), observed: String(PaymentId), ...cause });
      }
      const amount = parts[0]?.amount ?? 0n;
      if (ReturnAmount !== amount) {
        const cause = ReturnAmount === amount * 100n || ReturnAmount * 100n === amount ? { cause: { key: 'cause.amount-unit' } } : {};
        object('refund.amount-differs', [first], { expected: String(amount), observed: String(ReturnAmount), ...cause });
      }
      if (played.scenario.reason !== undefined && Reason !== played.scenario.reason)
        object('refund.reason-differs', [first], { expected: played.scenario.reason, observed: Reason });
    },
    toLogInFirst: () => {
      const login = logins.find(({ told }) => told.how === 'token');
      const early = calls.find(({ call }) => call === 'RefundRequest' || call === 'RefundStatus');
      const wrong = logins.find(({ told }) => told.how === 'http' && told.status === 401);
      if (wrong && !login) object('refund.login-wrong', [wrong], { expected: 'refund.client.login, refund.client.password' });
      if (!login && early?.tokenIs !== 'good') object('refund.no-login', early ? [early] : calls, { expected: 'GetToken', observed: namesOf(calls) });
      if (login && early && early.startedAt < login.startedAt && early.tokenIs !== 'good')
        object('refund.no-login', [early, login], { expected: 'GetToken', observed: namesOf(calls) });
    },
    toCarryToken: () => {
      if (!calls.some(({ call }) => call === 'RefundRequest' || call === 'RefundStatus'))
        throw new Undecided({ key: 'why.refund-not-filed', values: { scenario: played.scenario.name } });
      const bare = calls.filter(
        ({ call, tokenIs }) => (call === 'RefundRequest' || call === 'RefundStatus') && (tokenIs === 'absent' || tokenIs === 'unknown'),
      );
      const [first] = bare;
      // One call with a token of an earlier run is what 401 is for.
      if (first && (bare.length > 1 || first.tokenIs === 'absent'))
        object(first.tokenIs === 'absent' ? 'refund.token-not-sent' : 'refund.token-unknown', bare, {
          expected: 'token: …',
          observed: first.token ?? '',
        });
    },
    toKeepToken: () => {
      const working = calls.filter(({ call, told }) => call !== 'GetToken' && told.how === 'status');
      const good = logins.filter(({ told }) => told.how === 'token');
      if (good.length > 1 && good.length >= working.length)
        object('refund.token-wasted', good, {
          expected: '1 GetToken',
          observed: `${good.length} GetToken, ${working.length} RefundRequest/RefundStatus`,
        });
    },
    toRenewToken: () => {
      const refused = calls.find(({ told, call }) => call !== 'GetToken' && told.how === 'http' && (told.status === 401 || told.status === 403));
      if (!refused) return;
      const after = calls.filter(({ startedAt }) => startedAt > refused.startedAt);
      // By a login of its own, or by one of another refund of the same client.
      const renewed = after.find(
        ({ call, told, token, tokenIs }) => (call === 'GetToken' && told.how === 'token') || (tokenIs === 'good' && token !== refused.token),
      );
      const code = refused.told.how === 'http' ? `HTTP ${refused.told.status}` : '';
      if (!renewed) return object('refund.token-not-renewed', [refused, ...after], { expected: 'GetToken', observed: `${code}; ${namesOf(after)}` });
      const repeated = after.find((each) => each.startedAt >= renewed.startedAt && sameCall(refused, each));
      if (!repeated)
        object('refund.call-not-repeated', [refused, renewed], { expected: `GetToken, ${refused.call ?? ''}`, observed: namesOf(after) });
    },
    notToHammerLogin: () => {
      if (logins.length > MOST_LOGINS)
        object('refund.login-hammered', logins, { expected: `≤ ${MOST_LOGINS} GetToken`, observed: `${logins.length} GetToken` });
    },
    toKeepIdentificator: () => {
      for (const part of parts.keys()) {
        const here = filings.filter((each) => each.part === part && each.filing?.PaymentId === payment.id);
        const first = here[0]?.filing?.RefundIdentificator;
        const other = here.find(({ filing }) => filing?.RefundIdentificator !== first);
        if (here[0] && other?.filing)
          object('refund.filed-anew', [other, here[0]], { expected: first ?? '', observed: other.filing.RefundIdentificator });
      }
    },
    toReturnOnce: () => {
      for (const [part, { amount }] of parts.entries()) {
        const taken = played.taken.filter((each) => each.part === part);
        const total = taken.reduce((sum, each) => sum + each.amount, 0n);
        if (total <= amount) continue;
        const about = filings.filter((each) => each.part === part);
        object('refund.returned-twice', about, {
          values: { total: String(total), amount: String(amount) },
          expected: String(amount),
          observed: String(total),
        });
      }
    },
    toAskUntilFinal: () => {
      const last = lastTold(calls);
      if (last?.told.how !== 'status' || !isPending(StatusCode[last.told.status])) return;
      const seconds = String(Math.round(clocks.patienceMs / 100) / 10);
      object('refund.not-asked', [last], { values: { status: last.told.status, seconds }, expected: 'RefundStatus', observed: '' });
    },
    toFindOut: () => {
      if (!parts.some(({ leftOpen }) => leftOpen)) return;
      const last = calls.at(-1);
      const seconds = String(Math.round(clocks.patienceMs / 100) / 10);
      // Who says that the outcome is open may leave it to somebody, or to a later job.
      const level = parts.at(-1)?.outcome === 'pending' ? ('should' as const) : undefined;
      object(
        'refund.not-found-out',
        last ? [last] : [],
        { values: { seconds }, expected: 'RefundStatus, RefundRequest', observed: last ? toldText(last) : '' },
        level ? { level } : {},
      );
    },
    toKeepPace: () => {
      const fast = questions.filter((each, at) => {
        const before = questions.slice(0, at).findLast(({ asking }) => asking?.RequestIdentificator === each.asking?.RequestIdentificator);
        return before?.told.how === 'status' && each.startedAt - before.startedAt < clocks.paceMs * PACE_SLACK;
      });
      if (fast.length < 2) return;
      const gap = fast[1]!.startedAt - fast[0]!.startedAt;
      object('refund.asked-too-often', fast, { expected: `≥ ${clocks.paceMs} ms`, observed: `${Math.round(gap)} ms` });
    },
    toStopAtFinal: () => {
      const end = calls.findIndex(({ told }) => told.how === 'status' && (told.status === 'SUCCESS' || told.status === 'FAILED'));
      if (end < 0) return;
      const after = calls.slice(end + 1).filter((each) => each.part === calls[end]!.part && each.startedAt >= calls[end]!.endedAt);
      const filed = after.filter(({ filing }) => filing);
      if (filed.length > 0) object('refund.filed-after-final', [filed[0]!, calls[end]!], { expected: '', observed: toldText(calls[end]!) });
      const asked = after.filter(({ asking }) => asking);
      if (asked.length > 0)
        object('refund.asked-after-final', [calls[end]!, ...asked], { observed: `${asked.length} RefundStatus` }, { level: 'should' });
    },
    notToHammer: () => {
      const refused = filings.filter(({ told }) => told.how === 'status' && told.status === 'DECLINE');
      const fast = refused.some((each, at) => {
        const later = refused[at + MOST_FILINGS];
        return later !== undefined && later.startedAt - each.startedAt < HAMMER_PACES * clocks.paceMs;
      });
      if (fast) object('refund.hammered', refused, { expected: `≤ ${MOST_FILINGS} RefundRequest`, observed: `${refused.length} RefundRequest` });
    },
    toBelieveTheTruth: () => {
      for (const [part, { outcome, endedAt }] of parts.entries()) {
        const truth = truthOf(played, part, endedAt);
        if (outcome === undefined || (outcome === 'pending' && !truth.told) || outcome === truth.is) continue;
        const about = calls.filter((each) => each.part === part);
        const shown = [lastTold(about), ...about.toReversed()].filter((each) => each !== undefined).slice(0, 3);
        const texts = { expected: `outcome: ${truth.is}`, observed: `outcome: ${outcome}` };
        if (outcome === 'pending') object('refund.believes-open', shown, texts, { level: 'should' });
        else if (outcome === 'success') object('refund.believes-success', shown, texts);
        else object('refund.believes-failed', shown, texts);
      }
    },
  };
}

/** What truly became of a part, and whether the client was told so before it said what it believes. */
function truthOf({ taken, calls }: Played, part: number, saidAt: number): { is: 'success' | 'failed' | 'pending'; told: boolean } {
  const here = taken.filter((each) => each.part === part);
  const heard = calls.filter((each) => each.part === part && each.endedAt <= saidAt);
  if (here.length > 0) {
    const known = here.some((each) => each.told === 'SUCCESS' || each.told === 'FAILED');
    const failed = here.every((each) => each.told === 'FAILED');
    const told = heard.some((each) => each.told.how === 'status' && (each.told.status === 'SUCCESS' || each.told.status === 'FAILED'));
    // Until the client was told, it cannot know, whatever it comes to.
    return { is: failed ? 'failed' : known ? 'success' : 'pending', told };
  }
  const last = lastTold(heard);
  return { is: 'failed', told: last?.told.how === 'status' && last.told.status === 'DECLINE' && !isLater(heard, part) };
}

/** Error 5 says that another time may do: to leave it open is right. */
function isLater(calls: readonly SeenCall[], part: number): boolean {
  return calls.some((each) => each.part === part && each.told.how === 'status' && each.told.error === 5);
}

function lastTold(calls: readonly SeenCall[]): SeenCall | undefined {
  return calls.findLast(({ told }) => told.how === 'status');
}

function sameCall(one: SeenCall, other: SeenCall): boolean {
  if (one.call !== other.call) return false;
  if (one.filing)
    return one.filing.RefundIdentificator === other.filing?.RefundIdentificator && one.filing.ReturnAmount === other.filing.ReturnAmount;
  return one.asking?.RequestIdentificator === other.asking?.RequestIdentificator;
}

/** `GetToken, RefundRequest, 3 × RefundStatus` */
function namesOf(calls: readonly SeenCall[]): string {
  const runs: { name: string; count: number }[] = [];
  for (const { call, method, path } of calls) {
    const name = call ?? `${method} ${path}`;
    if (runs.at(-1)?.name === name) runs.at(-1)!.count++;
    else runs.push({ name, count: 1 });
  }
  return runs
    .slice(0, 8)
    .map(({ name, count }) => (count === 1 ? name : `${count} × ${name}`))
    .join(', ');
}

function toldText({ told }: SeenCall): string {
  if (told.how === 'status')
    return `statusCode ${StatusCode[told.status]} (${told.status})${told.error === undefined ? '' : `, error ${told.error}`}`;
  return told.how === 'http' ? `HTTP ${told.status}` : '';
}
