import { isUtf8 } from 'node:buffer';
import type { Exchange } from '../../wire/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Endpoint } from '../profile/profile.ts';
import type { Bytes, ExchangeEvent } from './events.ts';

/** Of an answer past the limit this much is kept as evidence. */
const MAX_OVERSIZE_BYTES = 64 * 1024;

/** Bytes as JSON can hold them unchanged. */
export function asBytes(buffer: Buffer): Bytes {
  return isUtf8(buffer) ? { text: buffer.toString('utf8') } : { base64: buffer.toString('base64') };
}

/** An exchange as the record keeps it. */
export function exchangeEvent(exchange: Exchange, outcome: Outcome, caseId: string, endpoint: Endpoint): ExchangeEvent {
  return {
    type: 'exchange',
    id: outcome.exchange,
    case: caseId,
    nature: outcome.nature,
    ...(outcome.command ? { command: outcome.command } : {}),
    txn_id: outcome.txn_id,
    account: outcome.account,
    ...exchangeFacts(exchange, endpoint),
    ...(outcome.result === undefined ? {} : { result: String(outcome.result) }),
    ...(outcome.command === 'pay' && outcome.prv_txn !== undefined ? { prv_txn: outcome.prv_txn } : {}),
  };
}

/** What any exchange has, whatever protocol it speaks. */
export function exchangeFacts(exchange: Exchange, endpoint: Endpoint): Omit<ExchangeEvent, 'type' | 'id' | 'case' | 'nature'> {
  const { http, tls, truncated } = exchange;
  const response = truncated ? exchange.response.subarray(0, MAX_OVERSIZE_BYTES) : exchange.response;
  const decoded = http?.body !== undefined && http.headers.some((header) => CODING.test(header[0]));
  return {
    at: new Date(exchange.startedAt).toISOString(),
    to: { scheme: endpoint.scheme, host: endpoint.host, port: endpoint.port },
    request: asBytes(exchange.request),
    response: asBytes(response),
    ...(decoded && !truncated ? { body: asBytes(http.body) } : {}),
    ...(http ? { status: http.status } : {}),
    end: exchange.end,
    timing: roundTiming(exchange.timing),
    connection: exchange.connection,
    ...(truncated ? { truncated } : {}),
    ...(http && http.faults.length > 0 ? { faults: http.faults } : {}),
    ...(tls ? { tls: { protocol: tls.protocol, cipher: tls.cipher } } : {}),
  };
}

const CODING = /^(?:transfer|content)-encoding$/i;

/** Microseconds are as fine as the clock is worth. */
function roundTiming(timing: Exchange['timing']): ExchangeEvent['timing'] {
  return Object.fromEntries(Object.entries(timing).map(([name, ms]) => [name, Math.round(ms * 1000) / 1000])) as unknown as ExchangeEvent['timing'];
}
