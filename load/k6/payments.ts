/**
 * The load's shapes for k6, for whoever outgrows one machine:
 *
 *     k6 run -e URL=https://partner.kz/payment_app.cgi -e ACCOUNT=4957835959 -e SHAPE=pace load/k6/payments.ts
 *
 * It pays: real accounts are credited. `FIRST` are the leading digits of the payment numbers, which have to be
 * new to the partner; by default they are made from the clock.
 */
import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import type { Options, Scenario } from 'k6/options';

const { URL = '', ACCOUNT = '', SUM = '1.00', SHAPE = 'burst', RATE = '1', DURATION = '60', CONNECTIONS = '15', FIRST = '' } = __ENV;
const connections = Number(CONNECTIONS);
const first = FIRST === '' ? String(Date.now()).slice(0, 11) : FIRST;

const SHAPES: Record<string, Scenario> = {
  // All at once, three rounds each.
  burst: { executor: 'per-vu-iterations', vus: connections, iterations: 3, maxDuration: '90s' },
  // An open model: payments begin at their time, whether or not earlier ones were answered.
  pace: {
    executor: 'constant-arrival-rate',
    rate: Number(RATE),
    timeUnit: '1s',
    duration: `${DURATION}s`,
    preAllocatedVUs: connections,
    maxVUs: connections,
  },
  closed: { executor: 'constant-vus', vus: connections, duration: `${DURATION}s` },
  ramp: {
    executor: 'ramping-arrival-rate',
    startRate: Number(RATE),
    timeUnit: '1s',
    preAllocatedVUs: connections,
    maxVUs: connections,
    stages: [1, 2, 3, 4, 5].map((step) => ({ target: Math.ceil(Number(RATE) * 1.5 ** step), duration: '10s' })),
  },
};

const scenario = SHAPES[SHAPE];
if (scenario === undefined) throw new Error(`SHAPE is one of ${Object.keys(SHAPES).join(', ')}`);

export const options: Options = {
  scenarios: { [SHAPE]: scenario },
  thresholds: {
    // TP-2: cut at 15 s; TP-3: all connections served; every answer right.
    http_req_duration: ['p(99)<15000', 'max<15000'],
    http_req_failed: ['rate==0'],
    checks: ['rate==1'],
    answers_wrong: ['count==0'],
    dropped_iterations: ['count==0'],
  },
  summaryTrendStats: ['med', 'p(90)', 'p(95)', 'p(99)', 'max'],
};

const wrong = new Counter('answers_wrong');
const credited = new Counter('payments_credited');

export default function pay(): void {
  const iteration = String(exec.scenario.iterationInTest).padStart(7, '0');
  // Text all the way: no number of 18 digits may go through a double.
  const txnId = `${first}${iteration}`;
  const query = `command=pay&txn_id=${txnId}&account=${encodeURIComponent(ACCOUNT)}&sum=${SUM}&txn_date=${dateNow()}`;
  const answer = http.get(`${URL}${URL.includes('?') ? '&' : '?'}${query}`, { timeout: '15s', tags: { name: 'pay' } });
  const body = typeof answer.body === 'string' ? answer.body : '';
  const right = check(answer, {
    'HTTP 200': ({ status }) => status === 200,
    'the txn_id of this payment': () => element(body, 'txn_id') === txnId,
    'result 0': () => element(body, 'result') === '0',
    'a prv_txn of up to 20 digits': () => /^\d{1,20}$/.test(element(body, 'prv_txn') ?? ''),
    'the sum that was paid': () => element(body, 'sum') === SUM,
  });
  if (right) credited.add(1);
  else wrong.add(1);
}

function element(body: string, name: string): string | undefined {
  return new RegExp(`<${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(body)?.[1]?.trim();
}

/** YYYYMMDDHHMMSS */
function dateNow(): string {
  return new Date().toISOString().replace(/\D/g, '').slice(0, 14);
}

export function handleSummary(data: unknown): Record<string, string> {
  return { 'summary.json': JSON.stringify(data, null, 2) };
}
