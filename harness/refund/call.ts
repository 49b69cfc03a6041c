import {
  callAt,
  CALLS,
  readJson,
  readRefundRequest,
  readStatusRequest,
  readTokenRequest,
  TOKEN_HEADER,
  type CallName,
  type ErrorValue,
  type Flaw,
  type JsonValue,
  type RefundRequest,
  type StatusName,
  type StatusRequest,
  type TokenRequest,
} from '../../protocol/refund/index.ts';
import type { Received } from '../../wire/index.ts';

/** What is wrong with a request, in words of the protocol or of the caller. */
export interface Wrong {
  kind: 'http' | 'path' | 'method' | 'type' | 'utf8' | 'json' | 'model';
  /** Of a model: which member, and how it misses it. Without a member the body is no object. */
  field?: string;
  flaw?: Flaw['kind'];
  expected: string;
  observed: string;
}

/** A request of the client, read as far as it goes. */
export interface Asked {
  /** Absent: the path is none of the API's. */
  call?: CallName;
  path: string;
  method: string;
  token?: string;
  wrong: Wrong[];
  filing?: RefundRequest;
  asking?: StatusRequest;
  login?: TokenRequest;
}

/** What the operator let the client know. */
export type Told =
  | { how: 'status'; status: StatusName; error?: ErrorValue; requestIdentificator?: string }
  | { how: 'token' }
  | { how: 'http'; status: number }
  /** Nothing: cut by us, or the client left before. */
  | { how: 'cut' | 'left' };

/** One call of a scenario, in the order of arrival. */
export interface SeenCall extends Asked {
  exchange: number;
  /** Which trigger of the scenario it belongs to, from 0. */
  part: number;
  /** Milliseconds on the monotonic clock: when its head came, when its end was seen. */
  startedAt: number;
  endedAt: number;
  tokenIs: 'good' | 'absent' | 'unknown' | 'ended' | 'revoked';
  told: Told;
}

const LONGEST_SHOWN = 120;
const cut = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

/** Reads a request. `under` is the scenario's own path, which is taken off before anything is judged. Never throws. */
export function readCall({ method, target, headers, body, fault }: Received, under: string): Asked {
  const path = target.split('?', 1)[0]!.replace(/^https?:\/\/[^/]*/i, '');
  const own = path.startsWith(`${under}/`) ? path.slice(under.length) : path;
  const call = callAt(own);
  const header = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  const token = header(TOKEN_HEADER);
  const asked: Asked = { path: cut(path), method, wrong: [], ...(call ? { call } : {}), ...(token === undefined ? {} : { token }) };
  const wrong = (kind: Wrong['kind'], expected: string, observed: string) => asked.wrong.push({ kind, expected, observed: cut(observed) });
  if (fault !== undefined && fault !== 'oversize') return (wrong('http', 'HTTP/1.1', fault), asked);
  if (call === undefined || own.toLowerCase() !== `/${CALLS[call]}`.toLowerCase()) {
    wrong('path', call === undefined ? Object.values(CALLS).join(', ') : `/${CALLS[call]}`, `${method} ${own}`);
    if (call === undefined) return asked;
  }
  if (method !== 'POST') return (wrong('method', 'POST', method), asked);
  const type = header('content-type') ?? '';
  // The check of a token needs no body, so it needs no type for it either.
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type) && !(call === 'CheckToken' && body.length === 0)) wrong('type', 'application/json', type);
  if (/charset=/i.test(type) && !/charset="?utf-?8"?/i.test(type)) wrong('utf8', 'charset=utf-8', type);
  if (fault === 'oversize') return (wrong('json', 'JSON', `${body.length}+ B`), asked);
  if (call !== 'CheckToken') readBody(asked, call, body);
  return asked;
}

function readBody(asked: Asked, call: Exclude<CallName, 'CheckToken'>, body: Buffer): void {
  const reading = readJson(body);
  if ('fault' in reading) {
    const kind = reading.fault === 'not-utf8' ? 'utf8' : 'json';
    asked.wrong.push({
      kind,
      expected: kind === 'utf8' ? 'UTF-8' : 'JSON',
      observed: call === 'GetToken' ? reading.fault : cut(body.toString('utf8')),
    });
    return;
  }
  const take = <T>(read: (json: JsonValue) => { value?: T; flaws?: Flaw[] | undefined }): T | undefined => {
    const { value, flaws = [] } = read(reading.value);
    for (const { field, kind: flaw, expected, observed } of flaws)
      asked.wrong.push({
        kind: 'model',
        ...(field === '' ? {} : { field, flaw }),
        expected,
        observed: field === 'Password' && flaw === 'type' ? '…' : observed,
      });
    return value;
  };
  if (call === 'GetToken') setIf(asked, 'login', take(readTokenRequest));
  else if (call === 'RefundRequest') setIf(asked, 'filing', take(readRefundRequest));
  else setIf(asked, 'asking', take(readStatusRequest));
}

function setIf<K extends 'login' | 'filing' | 'asking'>(asked: Asked, name: K, value: Asked[K]): void {
  if (value !== undefined) asked[name] = value;
}
