import { usage, type KnownPercentiles, type LoadKinds, type LoadTold } from '../../harness/index.ts';
import type { Summary } from './forms.ts';
import { isMoment, kindsOf, oursOf } from './ours.ts';
import { member, Reader } from './values.ts';

/** Names that a note can well hold. */
const MOST_MISSED = 20;
const MOST_NAME = 80;

/** What a summary tells of its load. Throws a UsageError for figures that are none, or contradict each other. */
export function toldBy(summary: Summary, { file, name, digest }: { file: string; name: string; digest: string }): LoadTold {
  const read = new Reader(file);
  const { metrics, place, thresholds } = summary;
  const at = (metric: string, value: string): [unknown, string] => [member(metrics.get(metric), value), `${place(metric)}.${value}`];
  if (!metrics.has('http_reqs')) throw usage('usage.k6-nothing', { file });
  const sent = read.count(...at('http_reqs', 'count'));
  if (sent === 0) throw usage('usage.k6-nothing', { file });
  const ours = oursOf(summary, read);
  const kinds = kindsOf(summary, read);
  if (ours && !kinds) throw read.wrong(`${place('payments_credited')}.count`, undefined, 'count');
  const failed = rateOf(summary, 'http_req_failed', read);
  if (failed) read.atMost(failed.passes + failed.fails, 'http_req_failed: passes + fails', sent, 'http_reqs');
  if (kinds) agree(kinds, sent, failed?.passes, rateOf(summary, 'checks', read), read);
  if (ours?.shape === 'burst') read.atMost(ours.connections, 'paycert.connections', sent, 'http_reqs');
  const durationMs = summary.durationMs ?? durationBy(sent, at('http_reqs', 'rate'), read);
  const below = belowOf(thresholds);
  const finishedAt = ours?.finishedAt ?? summary.finishedAt;
  if (finishedAt !== undefined && !isMoment(finishedAt)) throw read.wrong('metadata.generatedAt', finishedAt, 'date');
  return {
    source: {
      tool: 'k6',
      ...(summary.version === undefined ? {} : { version: summary.version.slice(0, MOST_NAME) }),
      form: summary.form,
      script: kinds ? 'paycert' : 'other',
      file: name,
      digest,
      ...(ours?.first === undefined ? {} : { numbers: ours.first }),
      ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt).toISOString() }),
    },
    ...(ours ? { url: ours.url, sum: ours.sum } : {}),
    shape: ours?.shape ?? 'unknown',
    connections: ours?.connections ?? null,
    perSecond: ours?.perSecond ?? 0,
    durationMs,
    sent,
    dropped: metrics.has('dropped_iterations') ? read.count(...at('dropped_iterations', 'count')) : 0,
    ...(kinds ? { kinds } : {}),
    // Of this rate what `passes` is a request that failed.
    ...(failed ? { failed: failed.passes } : {}),
    serviceMs: percentilesOf(summary, read),
    meanMs: perhaps(...at('http_req_duration', 'avg'), read),
    ...(below === undefined ? {} : { below }),
    missed: thresholds
      .filter(({ held }) => !held)
      .slice(0, MOST_MISSED)
      .map(({ metric, condition }) => `${metric}: ${condition}`.slice(0, MOST_NAME)),
  };
}

/** Checks that our script makes of each answer. */
const CHECKS = 6;

/** Our script's own counters have to fit what k6 has counted of the same requests. */
function agree(kinds: LoadKinds, sent: number, failed: number | undefined, checks: Rate | undefined, read: Reader): void {
  const told = Object.values(kinds).reduce((sum, count: number) => sum + count, 0);
  read.atMost(told, 'payments_… + answers_… + requests_…', sent, 'http_reqs');
  const { credited, refused, processing, wrong, crossed } = kinds;
  if (failed !== undefined)
    read.atMost(failed, 'http_req_failed', sent - (credited + refused + processing + wrong + crossed), 'http_reqs without those answered');
  if (!checks) return;
  read.atMost(checks.passes + checks.fails, 'checks: passes + fails', sent * CHECKS, `${CHECKS} × http_reqs`);
  read.atMost(checks.fails, 'checks: fails', (sent - credited) * CHECKS, `${CHECKS} × (http_reqs − payments_credited)`);
}

interface Rate {
  passes: number;
  fails: number;
}

function rateOf({ metrics, place }: Summary, name: string, read: Reader): Rate | undefined {
  const values = metrics.get(name);
  if (!values) return undefined;
  return {
    passes: read.count(member(values, 'passes'), `${place(name)}.passes`),
    fails: read.count(member(values, 'fails'), `${place(name)}.fails`),
  };
}

function durationBy(sent: number, [rate, field]: [unknown, string], read: Reader): number {
  const perSecond = read.number(rate, field);
  if (perSecond === 0) throw read.wrong(field, rate, 'number');
  return (sent / perSecond) * 1000;
}

function perhaps(value: unknown, field: string, read: Reader): number | null {
  return value === undefined || value === null ? null : read.number(value, field);
}

/** In the order of size, each no more than the next that is known; k6 has two names for the median. */
const STATS: [name: keyof KnownPercentiles, stat: string, otherwise: string][] = [
  ['p50', 'med', 'p(50)'],
  ['p90', 'p(90)', 'p(90)'],
  ['p95', 'p(95)', 'p(95)'],
  ['p99', 'p(99)', 'p(99)'],
  ['max', 'max', 'max'],
];

function percentilesOf({ metrics, place }: Summary, read: Reader): KnownPercentiles {
  const values = metrics.get('http_req_duration');
  const known: KnownPercentiles = { p50: null, p90: null, p95: null, p99: null, max: null };
  const field = place('http_req_duration');
  let before: { name: string; value: number } | undefined;
  for (const [name, stat, otherwise] of STATS) {
    const spelling = member(values, stat) === undefined ? otherwise : stat;
    const value = perhaps(member(values, spelling), `${field}.${spelling}`, read);
    if (value === null) continue;
    if (before) read.atMost(before.value, `${field}.${before.name}`, value, spelling);
    before = { name: spelling, value };
    known[name] = value;
  }
  return known;
}

/** `max<15000` of all requests, where it held. */
function belowOf(thresholds: Summary['thresholds']): number | undefined {
  const bounds = thresholds
    .filter(({ metric, held }) => metric === 'http_req_duration' && held)
    .flatMap(({ condition }) => /^\s*max\s*<\s*(\d{1,9}(?:\.\d+)?)\s*$/.exec(condition)?.slice(1) ?? [])
    .map(Number);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}
