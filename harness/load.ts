import type { Edition } from '../protocol/index.ts';
import type { End, ConnectionFacts } from '../wire/index.ts';

/**
 * What the harness asks of a load, and what it gets back. Whoever puts the load on the wire stands
 * outside: the harness only knows these shapes.
 *
 * - `burst`: all connections fire at the same instant, some rounds
 * - `pace`: payments fall due at a rate, whether or not earlier ones were answered
 * - `soak`: the same for long
 * - `closed`: each connection asks again as soon as it is answered
 * - `ramp`: the rate rises step by step until the limit breaks
 */
export type LoadShape = 'burst' | 'pace' | 'closed' | 'ramp' | 'soak';

/** Where requests go: an address that needs no resolver any more. */
export interface LoadPlace {
  host: string;
  port: number;
  tls?: { serverName: string; ca?: string; insecure: boolean };
  localAddress?: string;
}

/** A request without its number: everything that can be made beforehand. */
export interface LoadTemplate {
  command: 'check' | 'pay';
  account: string;
  /** `200.00` */
  sum: string;
  txn_date: string;
  place: LoadPlace;
  /** What stands before and behind the `txn_id`. */
  before: Uint8Array;
  behind: Uint8Array;
}

/** One shape of load. Plain data: it goes to another thread. */
export interface LoadJob {
  shape: LoadShape;
  /** Who puts it on the wire. */
  engine: 'paycert' | 'autocannon';
  edition: Edition;
  connections: number;
  /** Most payments. Request `k` asks for payment `k / mix`, with the template of its turn. */
  payments: number;
  /** Commands that one payment takes: 1, or 2 with its check. */
  mix: readonly ('check' | 'pay')[];
  templates: readonly LoadTemplate[];
  /** The number of the first payment; the others follow it. */
  first: string;
  /** Payments that other threads have before these: whose turn a template is goes on from there. */
  offset?: number;
  /** New payments a second, for `pace`, `soak`, and where `ramp` begins. */
  perSecond: number;
  durationMs: number;
  /** The protocol's limit for an answer. */
  timeoutMs: number;
  /** How long a payment may stay at 4. */
  processingTimeoutMs: number;
  /** Longest wait that an answer 429 or 503 may ask for, for the whole shape. */
  patienceMs: number;
  /** Of so many requests one is kept whole, bytes and all; faulty ones always, up to a bound. */
  keepOneOf: number;
}

export type LoadFault = 'timeout' | 'refused' | 'reset' | 'closed' | 'tls' | 'status' | 'malformed' | 'crossed' | 'answer' | 'processing';

/** One exchange that was kept whole. Times are milliseconds since 1970, with fractions. */
export interface KeptAsk {
  /** Which payment of the job. */
  payment: number;
  template: number;
  attempt: number;
  dueAt: number;
  sentAt: number;
  firstByteAt?: number;
  endAt: number;
  response: Uint8Array;
  truncated: boolean;
  end: Pick<End, 'how' | 'phase' | 'code'>;
  connection: ConnectionFacts;
  fault?: LoadFault;
}

/** The load over time: as many spans as a chart can show, each of the same width. */
export interface LoadSpan {
  /** Milliseconds from the beginning. */
  from: number;
  sent: number;
  answered: number;
  errors: number;
  /** Longest latency, and the sum of all, milliseconds. */
  maxMs: number;
  sumMs: number;
}

/** `all` fired at once, and what came of it. */
export interface LoadRound {
  all: number;
  served: number;
  limited: number;
  /** Service times of those that were answered, milliseconds, in order of size. */
  serviceMs: number[];
}

export interface LoadStep {
  perSecond: number;
  /** Requests that fell due in it. */
  due: number;
  sent: number;
  answered: number;
  errors: number;
  /** Of the whole load so far. */
  p99Ms: number;
}

/** Milliseconds. What was cut at the limit counts as the limit, at least. */
export interface Percentiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  max: number;
}

/**
 * - `done`: as many payments as asked for · `time`: as long · `limit`: the ceiling of money or payments
 * - `failures`: nothing but failures for a while · `broke`: the ramp found its end
 * - `patience`: the partner told us to wait for longer than the expected rate allows · `interrupted`
 */
export type LoadEnd = 'done' | 'time' | 'limit' | 'failures' | 'broke' | 'patience' | 'interrupted';

export interface LoadResult {
  shape: LoadShape;
  engine: 'paycert' | 'autocannon';
  connections: number;
  /** New payments a second that were due; 0 where the shape has no rate. */
  perSecond: number;
  startedAt: number;
  /** From the first request to the last answer, repeats included. */
  durationMs: number;
  ended: LoadEnd;
  /** Requests, repeats included. */
  sent: number;
  answered: number;
  /** Answers that break the protocol. */
  wrong: number;
  /** Payments begun, and those answered 0. */
  payments: number;
  credited: number;
  /** The same by template, so that balances can be told. */
  creditedBy: number[];
  /** Payments without a final answer in the end. */
  open: number;
  /** Lost pays that were asked again, and how many of them came to a final answer. */
  ambiguous: number;
  converged: number;
  /** Answers by result code, first final one a payment. */
  results: Record<string, number>;
  faults: Partial<Record<LoadFault, number>>;
  /** Answers 429, or 503 with Retry-After, and how long we were told to wait in all. */
  limited: number;
  waitedMs: number;
  /** Kept connections found closed: the request went out again, and nobody is at fault. */
  resent: number;
  /** Pairs of payments with one prv_txn: numbers of the payments, and the number. */
  shared: { one: number; other: number; prv_txn: string }[];
  sharedCount: number;
  latencyMs: Percentiles;
  serviceMs: Percentiles;
  /** How late requests left that had a free connection: ours, and not the partner's. */
  arrivalErrorMs: Percentiles;
  /** HDR histograms of microseconds, compressed and in base64. */
  histograms: { latency: string; service: string };
  /** The percentile curve of latency: share and milliseconds. */
  curve: [share: number, ms: number][];
  spans: LoadSpan[];
  spanMs: number;
  rounds: LoadRound[];
  steps: LoadStep[];
  /** Service times of requests that had the partner for themselves, milliseconds. */
  aloneMs: number[];
  /** Median service time of each third of the load, in order, milliseconds. */
  thirdsMs: number[];
  /** The last third is slower than the first by more than service times vary anyway. */
  rises: boolean;
  /** From the first final answer to the last, milliseconds. */
  settlingMs: number;
  /** CPU of the thread that did it, microseconds a request, its start left out. */
  cpuMicrosPerRequest: number;
  /** Our longest standstill, milliseconds. */
  stallMs: number;
  kept: KeptAsk[];
}

/** How far a load is, a few times a second. */
export interface LoadProgress {
  shape: LoadShape;
  sent: number;
  inFlight: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
  leftMs: number;
}

/** Puts jobs on the wire, one after the other. */
export type LoadRunner = (jobs: readonly LoadJob[], signal: AbortSignal | undefined) => Promise<LoadResult[]>;
