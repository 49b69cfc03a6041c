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
  const { command, result } = outcome;
  const facts = exchangeFacts(exchange, endpoint);
  return {
    type: 'exchange',
    id: outcome.exchange,
    case: caseId,
    nature: outcome.nature,
    command,
    txn_id: outcome.txn_id,
    account: outcome.account,
    at: facts.at,
    to: facts.to,
    request: facts.request,
    response: facts.response,
    body: facts.body,
    status: facts.status,
    result: result === undefined ? undefined : String(result),
    prv_txn: command === 'pay' ? outcome.prv_txn : undefined,
    end: facts.end,
    timing: facts.timing,
    connection: facts.connection,
    truncated: facts.truncated,
    faults: facts.faults,
    tls: facts.tls,
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
    body: decoded && !truncated ? asBytes(http.body) : undefined,
    status: http?.status,
    end: exchange.end,
    timing: roundTiming(exchange.timing),
    connection: exchange.connection,
    truncated: truncated || undefined,
    faults: http && http.faults.length > 0 ? http.faults : undefined,
    tls: tls && { protocol: tls.protocol, cipher: tls.cipher },
  };
}

const CODING = /^(?:transfer|content)-encoding$/i;

/** Microseconds are as fine as the clock is worth. */
function roundTiming(timing: Exchange['timing']): ExchangeEvent['timing'] {
  const rounded = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms * 1000) / 1000);
  return {
    dnsMs: rounded(timing.dnsMs),
    tcpMs: rounded(timing.tcpMs),
    tlsMs: rounded(timing.tlsMs),
    sentMs: rounded(timing.sentMs),
    firstByteMs: rounded(timing.firstByteMs),
    lastByteMs: rounded(timing.lastByteMs),
    totalMs: Math.round(timing.totalMs * 1000) / 1000,
  };
}
