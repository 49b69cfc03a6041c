import { isJsonObject, readJson, writeJson } from '../../protocol/refund/index.ts';
import type { Received, Sent } from '../../wire/index.ts';
import type { ExchangeEvent } from '../record/events.ts';
import { asBytes } from '../record/exchange-event.ts';
import { SECRET_MARK } from '../profile/secrets.ts';
import type { Asked } from './call.ts';
import type { Door } from './door.ts';

/** A request of the client and our answer as the record keeps them; what a login carries is left out. */
export function incomingEvent(
  id: number,
  caseId: string,
  received: Received,
  sent: Sent,
  asked: Asked,
  { scheme, host, port }: Pick<Door, 'scheme' | 'host' | 'port'>,
): ExchangeEvent {
  const { at, connection } = received;
  const round = (ms: number) => Math.round(ms * 1000) / 1000;
  return {
    type: 'exchange',
    id,
    case: caseId,
    nature: 'ordinary',
    direction: 'incoming',
    ...(asked.call ? { call: asked.call } : {}),
    at: new Date(at).toISOString(),
    to: { scheme, host, port },
    ...(received.bytes.length > MOST_KEPT ? { truncated: true } : {}),
    request: asBytes(withoutLogin(received, asked).subarray(0, MOST_KEPT)),
    response: asBytes(sent.bytes),
    ...(sent.status === undefined ? {} : { status: sent.status }),
    end: { how: sent.how === 'closed' ? 'left' : sent.how, phase: sent.how === 'answered' ? 'body' : 'wait' },
    timing: { ...(sent.how === 'answered' ? { firstByteMs: round(sent.totalMs) } : {}), totalMs: round(sent.totalMs) },
    connection,
  };
}

/** No model of the API is longer. */
const MOST_KEPT = 16 * 1024;

/** Logins, and whatever goes where a login may be meant, are kept without their values. */
function withoutLogin({ method, target, headers, body, bytes }: Received, { call }: Asked): Buffer {
  if (call !== undefined && call !== 'GetToken' && !headers.some(([name]) => name.toLowerCase() === 'authorization')) return bytes;
  const [path = '', query] = target.split('?', 2);
  const lines = headers.map(([name, value]) => `${name}: ${/^(authorization|cookie)$/i.test(name) ? SECRET_MARK : value}\r\n`);
  const shown =
    method === '' ? bytes.toString('latin1').split('\r\n')[0]! : `${method} ${path}${query === undefined ? '' : `?${SECRET_MARK}`} HTTP/1.1`;
  return Buffer.from(
    `${shown}\r\n${lines.join('')}\r\n${call !== undefined && call !== 'GetToken' ? body.toString('utf8') : hiddenBody(body)}`,
    'utf8',
  );
}

function hiddenBody(body: Buffer): string {
  const reading = readJson(body);
  if (!('value' in reading) || !isJsonObject(reading.value)) return body.length === 0 ? '' : SECRET_MARK;
  return writeJson(Object.fromEntries([...reading.value.keys()].map((name) => [name, SECRET_MARK])));
}
