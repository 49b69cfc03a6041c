import type { LoadJob, LoadResult, LoadSpan, Percentiles } from '../harness/load.ts';
import { before } from './share.ts';
import { curveOf, encoded, joined, percentilesOf } from './meter.ts';

/** What one thread made of its share. */
export interface Part {
  result: LoadResult;
  /** Every prv_txn with its payment, where other threads have to be compared. */
  numbers: [prv_txn: string, payment: number][];
}

/** The shares of several threads as one result. Payments are counted on from one thread to the next. */
export function merge(job: LoadJob, parts: readonly Part[]): LoadResult {
  const results = parts.map(({ result }) => result);
  const offsets = parts.map((_, index) => before(job, parts.length, index));
  const [latency, service] = (['latency', 'service'] as const).map((name) => joined(results.map(({ histograms }) => histograms[name])));
  const first = results[0]!;
  const add = (pick: (each: LoadResult) => number) => results.reduce((sum, each) => sum + pick(each), 0);
  const shared = sharedAmong(parts, offsets);
  const sent = add((each) => each.sent);
  const merged: LoadResult = {
    ...first,
    connections: job.connections,
    perSecond: first.perSecond * parts.length,
    startedAt: Math.min(...results.map(({ startedAt }) => startedAt)),
    durationMs: Math.max(...results.map(({ durationMs }) => durationMs)),
    ended: results.find(({ ended }) => ended !== 'done')?.ended ?? 'done',
    sent,
    answered: add((each) => each.answered),
    wrong: add((each) => each.wrong),
    payments: add((each) => each.payments),
    credited: add((each) => each.credited),
    creditedBy: first.creditedBy.map((_, at) => add((each) => each.creditedBy[at] ?? 0)),
    open: add((each) => each.open),
    ambiguous: add((each) => each.ambiguous),
    converged: add((each) => each.converged),
    limited: add((each) => each.limited),
    waitedMs: Math.max(...results.map(({ waitedMs }) => waitedMs)),
    resent: add((each) => each.resent),
    results: addUp(results.map((each) => each.results)),
    faults: addUp(results.map((each) => each.faults)),
    shared: shared.slice(0, 10),
    sharedCount: shared.length,
    latencyMs: percentilesOf(latency!),
    serviceMs: percentilesOf(service!),
    arrivalErrorMs: worst(results.map(({ arrivalErrorMs }) => arrivalErrorMs)),
    histograms: { latency: encoded(latency!), service: encoded(service!) },
    curve: curveOf(latency!),
    ...spansOf(results),
    thirdsMs: first.thirdsMs,
    rises: first.rises,
    settlingMs: Math.max(...results.map(({ settlingMs }) => settlingMs)),
    cpuMicrosPerRequest: sent === 0 ? 0 : add((each) => each.cpuMicrosPerRequest * each.sent) / sent,
    stallMs: Math.max(...results.map(({ stallMs }) => stallMs)),
    kept: results.flatMap(({ kept }, at) => kept.map((ask) => ({ ...ask, payment: ask.payment + offsets[at]! }))),
  };
  latency!.destroy();
  service!.destroy();
  return merged;
}

function sharedAmong(parts: readonly Part[], offsets: readonly number[]): LoadResult['shared'] {
  const within = parts.flatMap(({ result }, at) =>
    result.shared.map((pair) => ({ ...pair, one: pair.one + offsets[at]!, other: pair.other + offsets[at]! })),
  );
  const owners = new Map<string, number>();
  const across: LoadResult['shared'] = [];
  for (const [at, { numbers }] of parts.entries()) {
    for (const [prv_txn, payment] of numbers) {
      const other = owners.get(prv_txn);
      if (other !== undefined) across.push({ one: other, other: payment + offsets[at]!, prv_txn });
      else owners.set(prv_txn, payment + offsets[at]!);
    }
  }
  return [...within, ...across];
}

function addUp(all: readonly Partial<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const each of all) for (const [name, count] of Object.entries(each)) total[name] = (total[name] ?? 0) + (count ?? 0);
  return total;
}

function worst(all: readonly Percentiles[]): Percentiles {
  const of = (name: keyof Percentiles) => Math.max(...all.map((each) => each[name]));
  return { p50: of('p50'), p90: of('p90'), p95: of('p95'), p99: of('p99'), max: of('max') };
}

/** Threads began together; the widest spans hold for all. */
function spansOf(results: readonly LoadResult[]): { spans: LoadSpan[]; spanMs: number } {
  const spanMs = Math.max(...results.map((each) => each.spanMs));
  const spans: LoadSpan[] = [];
  for (const span of results.flatMap((each) => each.spans)) {
    const index = Math.floor(span.from / spanMs);
    for (let at = spans.length; at <= index; at++) spans.push({ from: at * spanMs, sent: 0, answered: 0, errors: 0, maxMs: 0, sumMs: 0 });
    const into = spans[index]!;
    into.sent += span.sent;
    into.answered += span.answered;
    into.errors += span.errors;
    into.maxMs = Math.max(into.maxMs, span.maxMs);
    into.sumMs += span.sumMs;
  }
  return { spans, spanMs };
}
