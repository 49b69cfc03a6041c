import { errorName, isPending, type ErrorValue } from '../../protocol/refund/index.ts';
import type { ClauseId, Level } from '../../protocol/index.ts';
import { CaseFailed, Undecided, type FindingSink } from '../finding.ts';
import { isTaken, toldBy, type RefundOutcome } from './outcome.ts';

/** How a request is to be refused. */
export interface Refusal {
  /** The error that is due. */
  code?: ErrorValue;
  /** How bad it is when the refusal carries another code. */
  codeLevel?: Level;
  /** How bad it is when the request becomes a refund. */
  takenLevel?: Level;
  /** An answer may be lacking: servers break off huge requests. */
  tearable?: true;
  /** It is no call of the API at all: a status of HTTP says that, and needs no model. */
  bare?: true;
}

/** What to expect of an answer of the Refund API; a finding is left where it is not so. */
export interface ExpectRefund {
  /**
   * The request must not become a refund. An answer with an error status of the server, or outside
   * the model, is a remark, and so is a broken connection where it is not `tearable`.
   */
  toBeRefused(due?: Refusal): void;
  /** 401, or for a request with a token that is over also 403. Turned away by another status is a remark. */
  toBeUnauthorised(statuses?: readonly number[]): void;
  /** 200 with a token in its model. */
  toHaveToken(): void;
  /** A final status, and an answer in its model. Throws Undecided where it is still open. */
  toBeFinal(): void;
}

export function expectRefund(outcome: RefundOutcome, sink: FindingSink, clause?: ClauseId): ExpectRefund {
  const object = (key: string, expected: string, more: { level?: Level; clause?: ClauseId } = {}) =>
    sink.add({ key, expected, observed: toldBy(outcome), exchanges: [outcome.exchange], ...(clause ? { clause } : {}), ...more });
  const fail = (...given: Parameters<typeof object>): never => {
    object(...given);
    throw new CaseFailed(given[0]);
  };
  const answered = (): void => {
    if (outcome.answered) return;
    if (outcome.nature === 'odd') return object('operator.torn', 'HTTP 4xx', { level: 'should' });
    throw new Undecided({ key: 'why.no-answer', values: { how: outcome.end.how, exchange: String(outcome.exchange) } });
  };
  return {
    toBeRefused: ({ code, codeLevel, takenLevel, tearable, bare } = {}) => {
      if (tearable && !outcome.answered) return;
      answered();
      const { status, answer } = outcome;
      if (status === undefined) return;
      const wanted = code === undefined ? 'statusCode 1' : `error ${code} (${errorName(code)})`;
      if (isTaken(outcome)) return fail('operator.taken', wanted, takenLevel ? { level: takenLevel } : {});
      if (status >= 500) return object('operator.server-error', wanted, code === undefined ? { level: 'should' } : {});
      if (status === 200 && answer === undefined) return object('operator.unreadable', wanted);
      if (answer === undefined && bare && status >= 400) return;
      if (answer === undefined) return object('operator.no-model', wanted, { level: 'should' });
      if (code !== undefined && answer.error?.code !== code) object('operator.other-error', wanted, codeLevel ? { level: codeLevel } : {});
    },
    toBeUnauthorised: (statuses = [401, 403]) => {
      answered();
      const { status } = outcome;
      if (status === undefined || statuses.includes(status)) return;
      const wanted = statuses.map((each) => `HTTP ${each}`).join(', ');
      if (status >= 400) return object('operator.other-status', wanted, { level: 'should' });
      fail('operator.let-in', wanted);
    },
    toHaveToken: () => {
      answered();
      if (outcome.token === undefined) fail('operator.no-token', 'HTTP 200, token, validTo');
    },
    toBeFinal: () => {
      answered();
      const { answer } = outcome;
      if (answer === undefined) return fail('operator.unreadable', 'statusCode 2, 3');
      if (isPending(answer.statusCode))
        throw new Undecided({ key: 'why.refund-open', values: { status: String(answer.statusCode), exchange: String(outcome.exchange) } });
      if (answer.statusCode !== 2 && answer.statusCode !== 3) fail('operator.not-final', 'statusCode 2, 3');
    },
  };
}
