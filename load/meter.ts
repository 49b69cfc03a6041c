import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, initWebAssemblySync, type Histogram } from 'hdr-histogram-js';
import type { LoadSpan, Percentiles } from '../harness/load.ts';

/** Microseconds, to a thousandth; an hour is more than any answer takes. */
const HIGHEST = 3_600_000_000;

/** At once: on the other way the library looks for `Response`, for whose sake Node loads its whole fetch. */
export function prepareHistograms(): void {
  initWebAssemblySync();
}

export function histogram(): Histogram {
  return build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: HIGHEST,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
    useWebAssembly: true,
  });
}

/** Records milliseconds in whole microseconds. */
export function recordMs(into: Histogram, ms: number): void {
  into.recordValue(Math.min(HIGHEST, Math.max(1, Math.round(ms * 1000))));
}

export function percentilesOf(of: Histogram): Percentiles {
  const at = (share: number) => (of.totalCount === 0 ? 0 : of.getValueAtPercentile(share) / 1000);
  return { p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: of.totalCount === 0 ? 0 : of.maxValue / 1000 };
}

/** Shares in the way of the curve's axis: each step halves what is left. */
const SHARES = [0, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 100];

export function curveOf(of: Histogram): [number, number][] {
  return of.totalCount === 0 ? [] : SHARES.map((share) => [share, of.getValueAtPercentile(share) / 1000]);
}

export function encoded(of: Histogram): string {
  return of.totalCount === 0 ? '' : encodeIntoCompressedBase64(of);
}

/** Several threads' histograms as one. */
export function joined(texts: readonly string[]): Histogram {
  const all = histogram();
  for (const text of texts) {
    if (text === '') continue;
    const one = decodeFromCompressedBase64(text, 32, true);
    all.add(one);
    one.destroy();
  }
  return all;
}

const MOST_SPANS = 120;

/** Counts over time, in a bounded number of spans that grow wider as the load goes on. */
export function timeline(): { at(ms: number): LoadSpan; told(): { spans: LoadSpan[]; spanMs: number } } {
  let spanMs = 100;
  let spans: LoadSpan[] = [];
  const empty = (index: number): LoadSpan => ({ from: index * spanMs, sent: 0, answered: 0, errors: 0, maxMs: 0, sumMs: 0 });
  const widen = () => {
    spanMs *= 2;
    const wide: LoadSpan[] = [];
    for (const [index, span] of spans.entries()) {
      const into = (wide[index >> 1] ??= empty(index >> 1));
      into.sent += span.sent;
      into.answered += span.answered;
      into.errors += span.errors;
      into.maxMs = Math.max(into.maxMs, span.maxMs);
      into.sumMs += span.sumMs;
    }
    spans = wide;
  };
  return {
    at: (ms) => {
      let index = Math.max(0, Math.floor(ms / spanMs));
      while (index >= MOST_SPANS) {
        widen();
        index = Math.floor(ms / spanMs);
      }
      while (spans.length <= index) spans.push(empty(spans.length));
      return spans[index]!;
    },
    told: () => ({ spans, spanMs }),
  };
}

/** A bounded sample of service times, evenly over the whole load. */
export interface EvenSample {
  add(ms: number, sentAt: number): void;
  /** Medians of the first, the middle and the last third, in the order in which requests were sent: who is slow answers last. */
  thirds(): number[];
  /** Is the last third slower than the first by more than they vary anyway? */
  rises(): boolean;
}

/** Of two requests, one of each, that of the last third is the slower one so often; 0.5 is chance. */
const RISES = 0.75;

export function evenSample(): EvenSample {
  let every = 1;
  let turn = 0;
  let kept: [sentAt: number, ms: number][] = [];
  const parts = () => {
    const sent = [...kept].sort(([one], [other]) => one - other).map(([, ms]) => ms);
    const third = Math.floor(sent.length / 3);
    return sent.length < 15 ? [] : [sent.slice(0, third), sent.slice(third, -third), sent.slice(-third)];
  };
  return {
    add: (ms, sentAt) => {
      if (turn++ % every !== 0) return;
      kept.push([sentAt, ms]);
      if (kept.length < 3_000) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      every *= 2;
    },
    thirds: () => parts().map(median),
    rises: () => {
      const [first, , last] = parts();
      if (!first || !last) return false;
      const slower = last.reduce((sum, ms) => sum + first.filter((early) => early < ms).length, 0);
      return slower >= RISES * first.length * last.length;
    },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** CPU that this thread has used, microseconds; that of the process where the system tells no more. */
export function threadCpuMicros(): number {
  try {
    const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / 1000;
  } catch {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
}

/** Our own standstills. */
export function stalls(): { stop(): number } {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return {
    stop: () => {
      delay.disable();
      return Math.max(0, delay.max / 1e6 - 10);
    },
  };
}
