import { setTimeout as sleep } from 'node:timers/promises';
import {
  ErrorCode,
  isFinal,
  isPending,
  StatusCode,
  TOKEN_HEADER,
  writeRequest,
  type AmountUnit,
  type CallName,
  type RefundRequest,
} from '../../protocol/refund/index.ts';
import { CaseFailed, Undecided, type Finding, type FindingSink } from '../finding.ts';
import type { RunState } from '../run/state.ts';
import { askOperator, type OddRequest } from './ask.ts';
import { isTaken, toldBy, type RefundOutcome } from './outcome.ts';
import type { HeldPayment, PaymentWish } from './payments.ts';
import type { OperatorState } from './state.ts';

/** The Refund API as a case talks to it; every exchange is recorded by itself. */
export interface OperatorSession {
  unit: AmountUnit;
  /** The profile's own login, and whoever else a case makes up. */
  getToken(given?: { Login?: string; Password?: string }): Promise<RefundOutcome>;
  checkToken(token: string | undefined): Promise<RefundOutcome>;
  /** The live token of the run, got when first needed. Throws Undecided where the login is refused. */
  liveToken(): Promise<string>;
  /** A refund that a caller would file. Without `token` the live one, renewed on 401 and 403. */
  file(request: RefundRequest, options?: AskOperator): Promise<RefundOutcome>;
  status(RequestIdentificator: string, options?: AskOperator): Promise<RefundOutcome>;
  /** What no caller sends: another body, method, type or address, with the live token. */
  odd(call: CallName, request: OddRequest, about?: string): Promise<RefundOutcome>;
  /** A payment for this case alone, with at least so much left (default 1). */
  payment(wish?: PaymentWish): Promise<HeldPayment>;
  /** A request for a part of a payment, with a new identifier. Money is set aside for it. */
  request(payment: Pick<HeldPayment, 'id'>, amount?: bigint, more?: Partial<RefundRequest>): RefundRequest;
  /** Files, and asks until it is final. Throws Undecided where a good request is declined, or stays open. */
  refund(
    payment: HeldPayment,
    amount?: bigint,
    more?: Partial<RefundRequest>,
  ): Promise<{ request: RefundRequest; filed: RefundOutcome; last: RefundOutcome }>;
  /** Asks the status until it is final, for as long as the profile gives. */
  untilFinal(filed: RefundOutcome): Promise<RefundOutcome>;
  /** Notes what an answer to a filing means for the payment. */
  book(payment: HeldPayment, amount: bigint, filed: RefundOutcome, last?: RefundOutcome): void;
  outcomes: readonly RefundOutcome[];
  /** Nothing more is asked of this operator. */
  giveUp(why: NonNullable<OperatorState['gone']>): void;
}

export interface AskOperator {
  /** Null sends none. */
  token?: string | null;
  connection?: 'kept' | 'new';
}

const POLL_MS = { first: 100, most: 2_000 };

export function operatorSession(run: RunState, state: OperatorState, caseId: string, sink: FindingSink): OperatorSession {
  const ask = (call: CallName | undefined, request: OddRequest, nature: RefundOutcome['nature'], about?: string) =>
    askOperator(run, state, { caseId, call, nature, ...(about === undefined ? {} : { about }) }, request);

  const getToken: OperatorSession['getToken'] = async (given) => {
    const { login, password } = state.setting;
    const body = writeRequest({ Login: login, Password: password, ...given });
    const outcome = await ask('GetToken', { body }, 'ordinary');
    if (outcome.token && given === undefined) state.token = outcome.token.token;
    return outcome;
  };

  const liveToken = async (): Promise<string> => {
    if (state.token !== undefined) return state.token;
    state.login ??= getToken().then((outcome) => {
      if (outcome.token) return outcome.token.token;
      throw new Undecided({ key: 'why.no-token', values: { told: toldBy(outcome), exchange: String(outcome.exchange) } });
    });
    return state.login.finally(() => delete state.login);
  };

  /** RF-auth.renew: on 401 and 403 a new token, and the same once more. */
  const withToken = async (call: CallName, request: OddRequest, nature: RefundOutcome['nature'], about?: string): Promise<RefundOutcome> => {
    const used = await liveToken();
    const send = (token: string) => ask(call, { ...request, headers: { ...request.headers, [TOKEN_HEADER]: token } }, nature, about);
    const outcome = await send(used);
    if (outcome.status !== 401 && outcome.status !== 403) return outcome;
    if (state.token === used) delete state.token;
    return send(await liveToken());
  };

  const say = (call: CallName, body: string, about: string, { token, connection }: AskOperator = {}): Promise<RefundOutcome> => {
    const request: OddRequest = { body, ...(connection ? { connection } : {}) };
    if (token === undefined) return withToken(call, request, 'ordinary', about);
    return ask(call, { ...request, ...(token === null ? {} : { headers: { [TOKEN_HEADER]: token } }) }, 'odd', about);
  };

  const noteFiling = ({ PaymentId, ReturnAmount, RefundIdentificator }: RefundRequest) => {
    // A repeat with changes does not change what was filed first.
    if (!state.filings.has(RefundIdentificator)) state.filings.set(RefundIdentificator, { PaymentId, ReturnAmount, at: run.now() });
  };

  const session: OperatorSession = {
    unit: state.setting.unit,
    getToken,
    liveToken,
    checkToken: (token) => ask('CheckToken', { body: '', ...(token === undefined ? {} : { headers: { [TOKEN_HEADER]: token } }) }, 'ordinary'),
    file: (request, options) => {
      noteFiling(request);
      return say('RefundRequest', writeRequest(request), request.RefundIdentificator, options);
    },
    status: (RequestIdentificator, options) => say('RefundStatus', writeRequest({ RequestIdentificator }), RequestIdentificator, options),
    odd: (call, request, about) => withToken(call, request, 'odd', about),
    payment: ({ left = 1n, ...wish } = {}) => state.payments.take(caseId, { left, ...wish }),
    request: ({ id }, amount = 1n, more = {}) => {
      state.payments.spend(amount);
      const request = {
        PaymentId: id,
        ReturnAmount: amount,
        RefundIdentificator: `paycert-${run.startedAt.toString(36)}-${++state.filed}`,
        Reason: 'Возврат: проверка paycert, қайтару',
        ...more,
      };
      noteFiling(request);
      return request;
    },
    refund: async (payment, amount = 1n, more = {}) => {
      const request = session.request(payment, amount, more);
      const filed = await session.file(request);
      if (!filed.answered) session.book(payment, amount, filed);
      if (!isTaken(filed)) throw declined(filed, sink, payment);
      const last = await session.untilFinal(filed);
      session.book(payment, amount, filed, last);
      if (last.answer?.error?.code === ErrorCode.requestNotFound) throw forgotten(filed, last, sink);
      if (last.answer && (isPending(last.answer.statusCode) || last.answer.statusCode === StatusCode.FATAL))
        throw new Undecided({ key: 'why.refund-open', values: { status: String(last.answer.statusCode), exchange: String(last.exchange) } });
      return { request, filed, last };
    },
    untilFinal: async (filed) => {
      const identificator = filed.answer?.requestIdentificator;
      const deadline = run.now() + state.setting.processingTimeoutMs;
      let last = filed;
      for (let pause = POLL_MS.first; ; pause = Math.min(pause * 2, POLL_MS.most)) {
        const unknown = last.answer === undefined || last.answer.statusCode === StatusCode.FATAL;
        if ((!unknown && isFinal(last.answer!.statusCode)) || identificator === undefined || run.now() + pause > deadline) return last;
        await sleep(pause);
        last = await session.status(identificator);
      }
    },
    book: (payment, amount, filed, last = filed) => {
      // What became of a lost answer nobody knows: no other case may count on this payment.
      if (!filed.answered) payment.blocked = true;
      if (!isTaken(filed)) return;
      payment.untouched = false;
      const status = (last.answer ?? filed.answer)!.statusCode;
      if (status !== StatusCode.FAILED) payment.left -= amount;
      payment.blocked = status !== StatusCode.SUCCESS;
    },
    outcomes: state.outcomes,
    giveUp: (why) => {
      state.gone ??= why;
    },
  };
  return session;
}

/** A request that was taken, and that RefundStatus does not know: whoever is told so files it again. */
function forgotten(filed: RefundOutcome, last: RefundOutcome, sink: FindingSink): Error {
  sink.add({
    key: 'operator.forgotten',
    clause: 'RF-status',
    expected: 'statusCode 0, 2, 3, 4, 6, 7',
    observed: toldBy(last),
    exchanges: [filed.exchange, last.exchange],
  });
  return new CaseFailed('operator.forgotten');
}

/** A good request that is declined: the profile names a payment that this login cannot refund, or the operator is wrong. From here nobody can tell. */
function declined(filed: RefundOutcome, sink: FindingSink, { id, untouched }: HeldPayment): Error {
  // Error 2 may be the doing of earlier runs at any time: what they gave back nobody tells us.
  const later = !untouched && filed.answer?.error?.code !== ErrorCode.tooMuch;
  if (filed.answer) {
    const finding: Finding = {
      ...(later ? { key: 'operator.declined-later' } : { key: 'operator.declined', blame: 'configuration' as const }),
      values: { id: String(id) },
      expected: 'statusCode 0, 2',
      observed: toldBy(filed),
      exchanges: [filed.exchange],
    };
    sink.add(finding);
  }
  return new Undecided({ key: 'why.refund-declined', values: { told: toldBy(filed), exchange: String(filed.exchange) } });
}
