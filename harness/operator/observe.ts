import {
  readJson,
  readMessageAnswer,
  readRefundAnswer,
  readTokenAnswer,
  type CallName,
  type Flaw,
  type JsonValue,
} from '../../protocol/refund/index.ts';
import type { ClauseId } from '../../protocol/index.ts';
import type { Exchange } from '../../wire/index.ts';
import type { Objection } from '../outcome.ts';
import type { RefundOutcome } from './outcome.ts';

/** The clause of a call's answer. */
const ANSWERS: Record<CallName, ClauseId> = {
  GetToken: 'RF-auth.token',
  CheckToken: 'RF-auth.check',
  RefundRequest: 'RF-req.answer',
  RefundStatus: 'RF-status',
};

type Seen = Pick<RefundOutcome, 'answered' | 'end' | 'status' | 'json' | 'answer' | 'token' | 'message' | 'objections'>;

/** An exchange as it bears on the Refund API: the body in its model, and what stands in the way of reading it. */
export function observeRefund({ http, end }: Exchange, call: CallName | undefined): Seen {
  const seen: Seen = { answered: end.how === 'answered', end, objections: [] };
  if (!http) return seen;
  seen.status = http.status;
  const reading = readJson(http.body);
  const clause = call ? ANSWERS[call] : 'RF-req.answer';
  if ('fault' in reading) {
    if (seen.answered) seen.objections.push({ key: 'operator.not-json', clause, level: 'must', expected: 'JSON', observed: textOf(http.body) });
    return seen;
  }
  seen.json = reading.value;
  if (call) takeModel(seen, call, http.status, reading.value, clause);
  return seen;
}

function takeModel(seen: Seen, call: CallName, status: number, json: JsonValue, clause: ClauseId): void {
  const object = (flaws: Flaw[] | undefined) => {
    for (const { field, expected, observed } of flaws ?? [])
      seen.objections.push({ key: 'operator.model', clause, level: 'must', element: field || '{}', expected, observed } satisfies Objection);
  };
  const refunds = call === 'RefundRequest' || call === 'RefundStatus';
  if (refunds && status !== 401 && status !== 403) {
    const { value, flaws } = readRefundAnswer(json);
    if (value) seen.answer = value;
    object(flaws);
  } else if (status === 200) {
    const { value, flaws } = readTokenAnswer(json);
    if (value) seen.token = value;
    object(flaws);
  } else {
    const { value, flaws } = readMessageAnswer(json);
    if (value) seen.message = value.message;
    if (status === 401) object(flaws);
  }
}

function textOf(body: Buffer): string {
  return body.subarray(0, 80).toString('utf8');
}
