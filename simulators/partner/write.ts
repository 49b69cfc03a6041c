import { formatSum, writeJsonAnswer, writeXmlAnswer, type Answer } from '../../protocol/index.ts';
import type { Asked, Call, Decision, Desk, Reply } from './desk.ts';

/** The decision in the protocol's words; `txn_id` comes back as it was sent (TP-6.txn_id). */
export function answer(asked: Asked, decision: Decision): Answer {
  return {
    txn_id: asked.txn_id ?? '',
    result: String(decision.result),
    ...(decision.prv_txn === undefined ? {} : { prv_txn: decision.prv_txn }),
    ...(decision.sum === undefined ? {} : { sum: formatSum(decision.sum) }),
    comment: decision.comment,
    fields: decision.fields ?? [],
  };
}

export function write(text: Answer, desk: Desk): string {
  return desk.answers === 'xml' ? writeXmlAnswer(text) : writeJsonAnswer(text);
}

/** 200 whatever the result: the HTTP status tells of HTTP, the code in the body of the payment. */
export function reply(text: Answer, _decision: Decision, _call: Call, desk: Desk): Reply {
  const type = desk.answers === 'xml' ? 'text/xml' : 'application/json';
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body: Buffer.from(desk.hooks.write(text, desk)),
  };
}

export function plain(status: number, text: string, type = 'text/plain'): Reply {
  return { status, headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }, body: Buffer.from(text) };
}

export function send({ res }: Call, { status, headers, body }: Reply): void {
  res.writeHead(status, { ...headers, 'content-length': body.length });
  res.end(body);
}
