import type { Answer } from './answer.ts';
import { formatSum, sumValue, type Tiyn } from './money.ts';
import type { Problem } from './problem.ts';
import { Result } from './result.ts';
import type { Command } from './request.ts';

/** What the answer has to say about its request. */
export interface Asked {
  command: Command;
  txn_id: string;
  /** The sum that a pay must echo; absent where the request leaves it open. */
  sum?: Tiyn;
}

/**
 * What a grammatical answer gets wrong against its request: the number echoed digit for digit
 * (TP-6.txn_id), and for an accepted pay the partner's number and the sum (TP-7.resp).
 */
export function judgeMeaning(answer: Answer, asked: Asked): Problem[] {
  const problems: Problem[] = [];
  const txnId = answer.txn_id?.trim();
  if (txnId !== undefined && txnId !== asked.txn_id) {
    problems.push({ key: 'answer.txn-id-differs', clause: 'TP-6.txn_id', level: 'must', element: 'txn_id', expected: asked.txn_id, observed: txnId });
  }
  if (asked.command === 'pay' && answer.result?.trim() === String(Result.ok)) problems.push(...judgeCredit(answer, asked.sum));
  return problems;
}

/** In check neither `prv_txn` nor `sum` is processed, and a refused pay credited nothing that they could name. */
function judgeCredit(answer: Answer, asked: Tiyn | undefined): Problem[] {
  const problems: Problem[] = [];
  if (!answer.prv_txn?.trim()) problems.push({ key: 'answer.no-prv-txn', clause: 'TP-7.resp', level: 'must', element: 'prv_txn' });
  const sum = answer.sum?.trim();
  if (!sum)
    problems.push({
      key: 'answer.no-sum',
      clause: 'TP-7.resp',
      level: 'must',
      element: 'sum',
      ...(asked === undefined ? {} : { expected: formatSum(asked) }),
    });
  else if (asked !== undefined) {
    const value = sumValue(sum);
    if (value !== undefined && value !== asked)
      problems.push({ key: 'answer.sum-differs', clause: 'TP-6.sum', level: 'must', element: 'sum', expected: formatSum(asked), observed: sum });
  }
  return problems;
}
