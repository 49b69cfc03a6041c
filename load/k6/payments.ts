/**
 * The load's shapes for k6, for whoever outgrows one machine:
 *
 *     k6 run -e URL=https://partner.kz/payment_app.cgi -e ACCOUNT=4957835959 -e SHAPE=pace load/k6/payments.ts
 *     paycert load --from-k6 summary.json --profile partner.yaml
 *
 * It pays: real accounts are credited. The account has to be one that can be paid again and again. `FIRST` are
 * the leading eleven digits of the payment numbers, which have to be new to the partner; by default they are made
 * from the clock.
 */
import { check, sleep } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import type { Options, Scenario } from 'k6/options';

const { URL = '', ACCOUNT = '', SUM = '1.00', SHAPE = 'burst', RATE = '1', DURATION = '60', CONNECTIONS = '15', FIRST = '' } = __ENV;
const { ROUND = '17', SUMMARY = 'summary.json' } = __ENV;
const connections = Number(CONNECTIONS);

const SHAPES: Record<string, Scenario> = {
  // All at once, three rounds.
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
    stages: [1, 2, 3, 4, 5].map((step) => ({ target: Math.ceil(Number(RATE) * 1.5 ** step), duration: `${Number(DURATION) / 5}s` })),
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
    answers_crossed: ['count==0'],
    requests_timed_out: ['count==0'],
    requests_broken: ['count==0'],
    dropped_iterations: ['count==0'],
  },
  summaryTrendStats: ['avg', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
};

// What became of a request: each is counted in one of these.
const credited = new Counter('payments_credited');
const refused = new Counter('payments_refused');
const processing = new Counter('payments_processing');
const wrong = new Counter('answers_wrong');
const crossed = new Counter('answers_crossed');
const limited = new Counter('answers_limited');
const badStatus = new Counter('answers_bad_status');
const timedOut = new Counter('requests_timed_out');
const broken = new Counter('requests_broken');

/** What all virtual users have to know alike; each of them reads this file for itself. */
interface Shared {
  /** The leading digits of every payment number. */
  first: string;
}

export function setup(): Shared {
  // A counter that never counts is missing from the summary, and 0 is something to know.
  for (const counter of [credited, refused, processing, wrong, crossed, limited, badStatus, timedOut, broken]) counter.add(0);
  return { first: FIRST === '' ? String(Date.now()).slice(0, 11) : FIRST };
}

export default function pay({ first }: Shared): void {
  if (SHAPE === 'burst') awaitRound();
  // Text all the way: no number of 18 digits may go through a double.
  const txnId = `${first}${String(exec.scenario.iterationInTest).padStart(7, '0')}`;
  const query = `command=pay&txn_id=${txnId}&account=${encodeURIComponent(ACCOUNT)}&sum=${SUM}&txn_date=${dateNow()}`;
  const answer = http.get(`${URL}${URL.includes('?') ? '&' : '?'}${query}`, { timeout: '15s', redirects: 0, tags: { name: 'pay' } });
  const body = typeof answer.body === 'string' ? answer.body.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '') : '';
  const told = { txnId: element(body, 'txn_id'), result: element(body, 'result'), prvTxn: element(body, 'prv_txn'), sum: element(body, 'sum') };
  check(answer, {
    'HTTP 200': ({ status }) => status === 200,
    'an element response': () => isResponse(body),
    'the txn_id of this payment': () => told.txnId === txnId,
    'result 0': () => told.result === '0',
    'a prv_txn of up to 20 digits': () => isPrvTxn(told.prvTxn),
    'the sum that was paid': () => isSum(told.sum),
  });
  outcomeOf(answer, body, txnId, first, told).add(1);
}

interface Told {
  txnId: string | undefined;
  result: string | undefined;
  prvTxn: string | undefined;
  sum: string | undefined;
}

/** k6's code for a request that took longer than its timeout. */
const TIMED_OUT = 1050;
/** Codes below these are of connections, names and TLS; those from here on repeat the HTTP status. */
const CODES_OF_STATUS = 1400;

function outcomeOf(
  answer: { status: number; error_code: number; headers: Record<string, string> },
  body: string,
  txnId: string,
  first: string,
  told: Told,
): Counter {
  if (answer.error_code === TIMED_OUT) return timedOut;
  if (answer.status === 0 || (answer.error_code >= 1000 && answer.error_code < CODES_OF_STATUS)) return broken;
  if (answer.status === 429 || (answer.status === 503 && Object.keys(answer.headers).some((name) => name.toLowerCase() === 'retry-after')))
    return limited;
  if (answer.status !== 200) return badStatus;
  if (!isResponse(body) || told.txnId === undefined) return wrong;
  if (told.txnId !== txnId) return isAnothers(told.txnId, txnId, first) ? crossed : wrong;
  if (told.result === '4') return processing;
  if (/^[1235]$/.test(told.result ?? '')) return refused;
  return told.result === '0' && isPrvTxn(told.prvTxn) && isSum(told.sum) ? credited : wrong;
}

/** The number of another payment of this load, and not its own as a double leaves it. */
function isAnothers(told: string, txnId: string, first: string): boolean {
  const rounded = [String(Number(txnId)), Number(txnId).toFixed(0)];
  return told.length === txnId.length && told.startsWith(first) && !rounded.includes(told);
}

function isResponse(body: string): boolean {
  return /<response[\s>]/.test(body) && /<\/response\s*>\s*$/.test(body);
}

function isPrvTxn(told: string | undefined): boolean {
  return /^\d{1,20}$/.test(told ?? '');
}

/** By its value: two decimals are only what the protocol shows. */
function isSum(told: string | undefined): boolean {
  return /^\d+(\.\d+)?$/.test(told ?? '') && Number(told) === Number(SUM);
}

function element(body: string, name: string): string | undefined {
  const text = new RegExp(`<${name}(?:\\s[^>]*)?>\\s*(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(body)?.[1];
  return text
    ?.replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) => String.fromCharCode(parseInt(digits, hex === '' ? 10 : 16)))
    .trim();
}

/** Waits for the instant at which all connections fire. Rounds are further apart than the longest answer. */
function awaitRound(): void {
  const at = exec.scenario.startTime + 1000 + exec.vu.iterationInScenario * Number(ROUND) * 1000;
  const left = at - Date.now();
  if (left > 0) sleep(left / 1000);
}

/** YYYYMMDDHHMMSS */
function dateNow(): string {
  return new Date().toISOString().replace(/\D/g, '').slice(0, 14);
}

/** k6's own figures, and beside them what they are about. Of the address nothing that could be a secret. */
export function handleSummary(data: { setup_data?: Shared }): Record<string, string> {
  const paycert = {
    format: 1,
    url: URL.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/, ''),
    ...(data.setup_data ? { first: data.setup_data.first } : {}),
    shape: SHAPE,
    connections,
    perSecond: SHAPE === 'pace' || SHAPE === 'ramp' ? Number(RATE) : 0,
    sum: SUM,
    finishedAt: new Date().toISOString(),
  };
  return { [SUMMARY]: JSON.stringify({ ...data, paycert }, null, 2) };
}
