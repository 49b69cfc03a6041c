import { setTimeout as sleep } from 'node:timers/promises';
import { CALLS, type CallName } from '../../protocol/refund/index.ts';
import type { Exchange } from '../../wire/index.ts';
import { Undecided } from '../finding.ts';
import type { Endpoint } from '../profile/profile.ts';
import { asBytes, exchangeFacts } from '../record/exchange-event.ts';
import type { ExchangeEvent } from '../record/events.ts';
import { SECRET_MARK } from '../profile/secrets.ts';
import type { RunState } from '../run/state.ts';
import { observeRefund } from './observe.ts';
import type { RefundOutcome } from './outcome.ts';
import { stillThere, type OperatorState } from './state.ts';

/** A request as it is put on the wire, where it differs from a caller's. */
export interface OddRequest {
  body?: string | Buffer;
  method?: string;
  /** Default `application/json; charset=utf-8`; null sends none. */
  contentType?: string | null;
  headers?: Readonly<Record<string, string>>;
  /** Query text after the call's address. */
  query?: string;
  connection?: 'kept' | 'new';
}

/** Requests in a row without an answer after which nothing more is asked. */
const MOST_LOST = 4;
const MOST_WAIT_MS = 10_000;
const LIMITED_TRIES = 3;

/** One request and what came of it, recorded. Waits as told where the operator limits the rate. */
export async function askOperator(
  run: RunState,
  state: OperatorState,
  { caseId, call, nature, about }: { caseId: string; call: CallName | undefined; nature: RefundOutcome['nature']; about?: string },
  request: OddRequest,
): Promise<RefundOutcome> {
  const { endpoint, tls } = state.setting;
  for (let attempt = 1; ; attempt++) {
    stillThere(state);
    const exchange = await run.client.ask({
      host: endpoint.host,
      port: endpoint.port,
      ...(endpoint.scheme === 'https' ? { tls: { ...tls } } : {}),
      request: requestBytes(endpoint, call, request),
      connection: request.connection ?? 'kept',
    });
    if (run.interrupted()) throw new Undecided({ key: 'reason.interrupted' });
    const seen = observeRefund(exchange, call);
    const outcome: RefundOutcome = {
      exchange: run.recorder.nextExchange(),
      nature,
      ...(call ? { call } : {}),
      ...(about === undefined ? {} : { about }),
      ...seen,
    };
    const limited = seen.status === 429;
    // Before its answer is written down: the token is as good as the password while it lives.
    if (seen.token) run.recorder.conceal(seen.token.token);
    run.recorder.record(eventOf(exchange, outcome, limited, caseId, endpoint));
    if (limited) {
      if (attempt === LIMITED_TRIES) throw new Undecided({ key: 'why.rate-limited', values: { status: '429' } });
      await sleep(Math.min(MOST_WAIT_MS, retryAfterMs(exchange)));
      continue;
    }
    state.outcomes.push(outcome);
    noteLost(state, outcome);
    return outcome;
  }
}

function noteLost(state: OperatorState, { nature, answered, end }: RefundOutcome): void {
  if (nature !== 'ordinary') return;
  state.lost = answered ? 0 : state.lost + 1;
  if (state.lost >= MOST_LOST) state.gone ??= { key: 'stop.operator-silent', values: { how: end.how } };
}

function retryAfterMs({ http }: Exchange): number {
  const given = Number(http?.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1]);
  return Number.isFinite(given) && given > 0 ? given * 1_000 : 1_000;
}

function requestBytes(endpoint: Endpoint, call: CallName | undefined, request: OddRequest): Buffer {
  const { method = 'POST', contentType = 'application/json; charset=utf-8', query } = request;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.from(request.body ?? '', 'utf8');
  const base = endpoint.path.replace(/[?&].*$/, '').replace(/\/+$/, '');
  const headers = {
    Host: endpoint.authority,
    'User-Agent': 'paycert',
    Accept: 'application/json',
    ...(contentType === null || (body.length === 0 && method === 'GET') ? {} : { 'Content-Type': contentType }),
    ...request.headers,
    ...(method === 'GET' ? {} : { 'Content-Length': String(body.length) }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const target = `${base}/${call ? CALLS[call] : ''}${query === undefined ? '' : `?${query}`}`;
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'utf8'), method === 'GET' ? Buffer.alloc(0) : body]);
}

/** A password stands in one place alone; it is taken out there, however short it is. */
function eventOf(exchange: Exchange, outcome: RefundOutcome, limited: boolean, caseId: string, to: Endpoint): ExchangeEvent {
  const request = asBytes(exchange.request.subarray(0, MOST_REQUEST_BYTES));
  const hidden = 'text' in request ? { text: request.text.replace(/("Password":")(?:[^"\\]|\\.)*"/, `$1${SECRET_MARK}"`) } : request;
  return {
    type: 'exchange',
    id: outcome.exchange,
    case: caseId,
    nature: limited ? 'limited' : outcome.nature,
    ...(outcome.call ? { call: outcome.call } : {}),
    ...exchangeFacts(exchange, to),
    request: hidden,
  };
}

/** Of a huge request so much is kept as evidence. */
const MOST_REQUEST_BYTES = 16 * 1024;
