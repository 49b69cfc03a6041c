import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  nextStep,
  readRefundAnswer,
  readTokenAnswer,
  statusName,
  type CallName,
  type RefundAnswer,
  type Writable,
} from '../../protocol/refund/index.ts';
import { RIGHT, type Belief, type Habits } from './habits.ts';
import { call, type Heard, type Line, type Lost } from './wire.ts';

export interface Order {
  baseUrl: string;
  paymentId: bigint;
  amount: bigint;
  reason: string;
}

export interface ClientOptions {
  login: string;
  password: string;
  habits?: Partial<Habits>;
  /** Where a client that keeps one token for all its refunds keeps it. */
  tokens?: TokenPlace;
  /** Between two questions, and before something is tried again. Default 1100. */
  pollMs?: number;
  /** For one call. Default 5000. */
  timeoutMs?: number;
  /** For the whole refund. Default 60000. */
  mostMs?: number;
  /** Authorities that are trusted beside the usual ones, PEM. */
  ca?: string | undefined;
  signal?: AbortSignal;
}

export type Believed = 'success' | 'failed' | 'pending';

/**
 * Refunds a payment and tells what became of it; `pending` where nobody can know. The identifier is
 * made once and kept in all that follows, so that no cut connection can make two refunds of one.
 */
export async function refund(
  order: Order,
  {
    login,
    password,
    habits: changed = {},
    tokens = {},
    pollMs = 1_100,
    timeoutMs = 5_000,
    mostMs = 60_000,
    ca,
    signal = new AbortController().signal,
  }: ClientOptions,
): Promise<Believed> {
  const habits: Habits = { ...RIGHT, ...changed };
  if (!habits.comes) return 'pending';
  const line: Line = { baseUrl: order.baseUrl, timeoutMs: habits.timeoutMs ?? timeoutMs, habits, signal, ca };
  const until = Date.now() + mostMs;
  const pause = (ms = pollMs) => sleep(ms, undefined, { signal });
  const speak = speaker(line, { login, password: habits.password ?? password }, habits.tokenFor === 'all' ? tokens : {}, pause);
  let identificator = habits.identificator === 'always-the-same' ? `REFUND-${login}` : randomUUID();
  const filing = (): Record<string, Writable> => ({
    PaymentId: habits.paymentId(order.paymentId),
    ReturnAmount: filed > 1 && habits.amountAgain ? habits.amountAgain(order.amount) : habits.amount(order.amount),
    RefundIdentificator: habits.identificator === 'a-filing' ? randomUUID() : identificator,
    Reason: habits.reason(order.reason),
  });

  let number: string | undefined;
  let hammered = 0;
  let filed = 0;
  let asked = 0;
  let exists = false;
  let repeated = false;
  const fileAnew = () => {
    identificator = randomUUID();
    number = undefined;
  };
  for (let first = true; Date.now() < until; first = false) {
    if (!first) await pause(pollMs / habits.hurry);
    const asking = number !== undefined;
    if (!asking && filed++ >= habits.mostFilings) return 'failed';
    if (asking && asked++ >= habits.mostQuestions) return 'failed';
    const heard = asking ? await speak('RefundStatus', { RequestIdentificator: number }) : await speak('RefundRequest', filing());
    if (heard === 'no-entry') return 'failed';
    if (heard === 'turned-away') return asking ? 'pending' : 'failed';
    const answer = answerOf(heard);
    if (!answer) {
      const lost = 'lost' in heard ? heard.lost : undefined;
      if (lost === undefined && !asking) return 'failed'; // 4xx: the request itself is wrong
      const does = asking ? habits.unknownStatus : habits.unknown(lost!);
      if (isBelief(does)) return believed(does);
      if (does === 'file-anew') fileAnew();
      repeated = !asking;
      continue;
    }
    const status = statusName(answer.statusCode)!;
    const step = habits.next(nextStep(answer.statusCode, answer.error?.code), status, answer.error?.code, repeated);
    repeated = false;
    const known = answer.requestIdentificator ?? number;
    if (step === 'done') {
      for (let more = 0; more < habits.afterwards && known !== undefined; more++) {
        await pause(pollMs / habits.hurry);
        await speak('RefundStatus', { RequestIdentificator: known });
      }
      return status === 'SUCCESS' ? 'success' : 'failed';
    }
    if (isBelief(step)) return believed(step);
    if (exists && step === 'poll' && habits.asksExisting === 'once') return 'success';
    exists ||= step === 'ask';
    if (step === 'file-anew') fileAnew();
    else if (step === 'file-again') number = undefined;
    else if (step === 'poll' || step === 'ask') number = known;
    else if (step === 'ask-or-repeat') number = known ?? number;
    else if ((habits.hammersOn === 'each' || step === 'later') && hammered++ < habits.hammer) number = undefined;
    else return step === 'later' ? 'pending' : 'failed';
  }
  return 'pending';
}

function isBelief(what: string): what is Belief {
  return what === 'believe-success' || what === 'believe-failed' || what === 'give-up';
}

function believed(what: Belief): Believed {
  return what === 'believe-success' ? 'success' : what === 'believe-failed' ? 'failed' : 'pending';
}

function answerOf(heard: Heard): RefundAnswer | undefined {
  if ('lost' in heard || heard.status !== 200 || heard.json === undefined) return undefined;
  return readRefundAnswer(heard.json).value;
}

/** Where a token is kept. */
export interface TokenPlace {
  token?: string | undefined;
}

/** Speaks for one refund: gets the token when one is needed, and a new one when it is refused. */
function speaker(line: Line, who: { login: string; password: string }, kept: TokenPlace, pause: (ms?: number) => Promise<void>) {
  const { habits } = line;
  const logIn = async (): Promise<'in' | 'refused' | { lost: Lost }> => {
    for (let tries = 0; tries < habits.loginTries; tries++) {
      if (tries > 0) await pause(50);
      const heard = await call(line, 'GetToken', { Login: who.login, Password: who.password });
      if ('lost' in heard) return heard;
      kept.token = heard.json === undefined ? undefined : readTokenAnswer(heard.json).value?.token;
      if (kept.token !== undefined) return 'in';
    }
    return 'refused';
  };
  /** Two renewals for one call are enough: a third says that the token is not what is wrong. */
  return async (name: CallName, members: Record<string, Writable>): Promise<Heard | 'no-entry' | 'turned-away'> => {
    if (habits.logsIn === 'before-each-call') delete kept.token;
    for (let renewals = 0; ; renewals++) {
      if (kept.token === undefined && habits.logsIn !== 'never') {
        const entered = await logIn();
        if (entered === 'refused') return 'no-entry';
        if (entered !== 'in') return entered;
      }
      const { token } = kept;
      if (habits.checksToken) await call(line, 'CheckToken', {}, token);
      const heard = await call(line, name, members, token);
      if ('lost' in heard || (heard.status !== 401 && heard.status !== 403)) return heard;
      if (renewals >= 2 || !habits.renewsOn.includes(heard.status)) return 'turned-away';
      // Another refund may have renewed it meanwhile.
      if (kept.token === token) delete kept.token;
      if (!habits.repeatsAfterRenewal) {
        await logIn();
        return 'turned-away';
      }
    }
  };
}
