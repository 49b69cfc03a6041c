import { isJsonObject, readJson, StatusCode, writeAnswer } from '../../protocol/refund/index.ts';
import * as auth from './auth.ts';
import type { Call, Change, Desk, Hooks, Reply } from './desk.ts';
import * as refunds from './refunds.ts';

/** Bodies of this API are a few hundred bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Only POST of JSON is a request; then the token decides, then the body. */
async function serve(call: Call, desk: Desk): Promise<Reply> {
  const { hooks } = desk;
  if (call.name === undefined) return hooks.refuse(404, 'Not found', call, desk);
  if (call.method !== 'POST') return hooks.refuse(405, 'POST only', call, desk);
  if (call.name === 'CheckToken') return hooks.checkToken(call, desk);
  if (call.name === 'GetToken') {
    const body = hooks.read(call, desk);
    return 'status' in body ? body : hooks.getToken(body, call, desk);
  }
  const admitted = hooks.admit(call, desk);
  if ('refused' in admitted) return auth.unauthorised(admitted.refused, desk);
  const body = hooks.read(call, desk);
  if ('status' in body) return body;
  return call.name === 'RefundRequest' ? hooks.refundRequest(body, admitted.login, call, desk) : hooks.refundStatus(body, admitted.login, call, desk);
}

const read: Hooks['read'] = (call, desk) => {
  if (call.oversize) return desk.hooks.refuse(413, 'Too large', call, desk);
  const type = (call.req.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  if (!/^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(type)) return desk.hooks.refuse(415, 'application/json expected', call, desk);
  const reading = readJson(call.body);
  if ('fault' in reading) return desk.hooks.refuse(400, `JSON: ${reading.detail || reading.fault}`, call, desk);
  return isJsonObject(reading.value) ? reading.value : desk.hooks.refuse(400, 'JSON: object expected', call, desk);
};

/** Errors keep the model: DECLINE with the general error, or a message where there is no refund to speak of. */
const refuse: Hooks['refuse'] = (status, why, call, desk) => {
  const model = call.name === 'RefundRequest' || call.name === 'RefundStatus';
  const body = model
    ? desk.hooks.write({ statusCode: StatusCode.DECLINE, error: { code: -1, errorMessage: why } }, desk)
    : writeAnswer({ message: why });
  return desk.hooks.reply(status, body, desk);
};

export function send({ req, res }: Pick<Call, 'req' | 'res'>, reply: Reply): void {
  if (reply === 'cut') return void req.socket.destroy();
  if (reply === 'silence') return;
  const body = Buffer.from(reply.body, 'utf8');
  // What is left of a body that nobody read must not be taken for the next request.
  const rest: Record<string, string> = req.complete ? {} : { connection: 'close' };
  res.writeHead(reply.status, { ...reply.headers, ...rest, 'content-length': String(body.length) });
  res.end(body);
}

/** The correct operator. */
const REFERENCE: Hooks = {
  serve,
  read,
  getToken: auth.getToken,
  login: auth.login,
  issue: auth.issue,
  checkToken: auth.checkToken,
  admit: auth.admit,
  refundRequest: refunds.refundRequest,
  file: refunds.file,
  recall: refunds.recall,
  obstacle: refunds.obstacle,
  find: (id, { books }) => books.payments.get(id),
  taken: refunds.taken,
  course: refunds.course,
  accept: refunds.accept,
  refundStatus: refunds.refundStatus,
  lookUp: refunds.lookUp,
  statusOf: refunds.statusOf,
  refuse,
  write: writeAnswer,
  reply: (status, body) => ({ status, headers: { 'content-type': 'application/json; charset=utf-8' }, body }),
  send,
};

/** The reference with changes laid over it, the last one on top. */
export function makeHooks(changes: readonly Change[]): Hooks {
  return changes.reduce<Hooks>((right, change) => ({ ...right, ...change(right) }), REFERENCE);
}
