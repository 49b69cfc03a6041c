import type { CallName, JsonValue, RefundAnswer, TokenAnswer } from '../../protocol/refund/index.ts';
import type { Objection } from '../outcome.ts';

/** What came of one request of the Refund API; the bytes stand in the record under `exchange`. */
export interface RefundOutcome {
  exchange: number;
  /** Absent for an address that is none of the API's. */
  call?: CallName;
  /** What a caller of the API sends; `odd` for what it never would. */
  nature: 'ordinary' | 'odd';
  answered: boolean;
  end: { how: string; phase: string };
  status?: number;
  /** The body, where it is JSON. */
  json?: JsonValue;
  /** The body in the model of the call and status, where it fits. */
  answer?: RefundAnswer;
  token?: TokenAnswer;
  message?: string;
  /** The refund that was asked about, where the request names one. */
  about?: string;
  /** Everything that bytes and model object to, whatever the case at hand. */
  objections: Objection[];
}

/** Whether a refund came of it: taken, done, or taken and failed. */
export function isTaken({ answer }: Pick<RefundOutcome, 'answer'>): boolean {
  return answer !== undefined && [0, 2, 3, 4, 6, 7].includes(answer.statusCode);
}

/** What an answer says, for people: `HTTP 200, statusCode 1, error 4`. */
export function toldBy({ status, answer, answered, end, message, json }: RefundOutcome): string {
  if (status === undefined) return end.how;
  const parts = [`HTTP ${status}`];
  if (!answered) parts.push(end.how);
  if (answer) parts.push(`statusCode ${answer.statusCode}`);
  if (answer?.error) parts.push(`error ${answer.error.code}`);
  if (message !== undefined) parts.push(message.slice(0, 80));
  if (json === undefined) parts.push('no JSON');
  return parts.join(', ');
}
