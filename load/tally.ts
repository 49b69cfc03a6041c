import type { KeptAsk, LoadEnd, LoadFault, LoadJob, LoadProgress, LoadResult, LoadRound, LoadStep } from '../harness/load.ts';
import { curveOf, encoded, evenSample, histogram, percentilesOf, recordMs, stalls, threadCpuMicros, timeline } from './meter.ts';
import { prvTxns, type PrvTxns } from './prv-txns.ts';

/** What one request came to. Times by this thread's clock. */
export interface Told {
  dueAt: number;
  sentAt: number;
  endAt: number;
  answered: boolean;
  fault: LoadFault | undefined;
}

/**
 * Counts for one job, as they come; bounded in memory whatever the number of payments. Methods throughout: an object
 * literal with a getter is a dictionary to V8, and all that is looked up in it while requests are under way is dear.
 */
export interface Tally {
  told(what: Told): void;
  /** A request goes out; `lateMs` where a connection was free for it when it was due. */
  sent(at: number, lateMs: number | undefined): void;
  /** A payment has its final answer. */
  settled(template: number, result: number, now: number): void;
  /** Notes the partner's number, and says whether another payment had it. */
  prvTxn(bytes: Buffer, start: number, end: number, payment: number): boolean;
  keep(ask: KeptAsk): void;
  /** Should this request be kept whole? */
  keeps(payment: number, fault: LoadFault | undefined): boolean;
  failuresInARow(): number;
  readonly counts: Counts;
  rounds: LoadRound[];
  steps: LoadStep[];
  aloneMs: number[];
  progress(now: number, inFlight: number): LoadProgress;
  result(ended: LoadEnd): LoadResult;
  numbers: PrvTxns;
}

export interface Counts {
  sent: number;
  answered: number;
  wrong: number;
  payments: number;
  credited: number;
  open: number;
  ambiguous: number;
  converged: number;
  limited: number;
  waitedMs: number;
  resent: number;
}

/** Lost requests, as opposed to answers that are wrong. */
export const LOST: ReadonlySet<LoadFault> = new Set(['timeout', 'refused', 'reset', 'closed', 'tls', 'malformed', 'status']);

/** Faulty exchanges kept whole, beside the sample. */
const MOST_FAULTY = 60;
const MOST_SHARED = 10;

export function tally(job: LoadJob, beganAt: number): Tally {
  const counts: Counts = {
    sent: 0,
    answered: 0,
    wrong: 0,
    payments: 0,
    credited: 0,
    open: 0,
    ambiguous: 0,
    converged: 0,
    limited: 0,
    waitedMs: 0,
    resent: 0,
  };
  const [latency, service, arrival] = [histogram(), histogram(), histogram()];
  const time = timeline();
  const sample = evenSample();
  const numbers = prvTxns(job.payments);
  const stall = stalls();
  const cpuBefore = threadCpuMicros();
  const faults: Partial<Record<LoadFault, number>> = {};
  const results: Record<string, number> = {};
  const creditedBy = job.templates.map(() => 0);
  const shared: LoadResult['shared'] = [];
  const kept: KeptAsk[] = [];
  const followed = new Set<number>();
  let sharedCount = 0;
  let faulty = 0;
  let inARow = 0;
  let lastAt = beganAt;
  let firstFinalAt = Infinity;
  let lastFinalAt = -Infinity;
  const errors = () => Object.values(faults).reduce((sum, count) => sum + count, 0);

  return {
    counts,
    numbers,
    rounds: [],
    steps: [],
    aloneMs: [],
    failuresInARow: () => inARow,
    sent: (at, lateMs) => {
      counts.sent++;
      time.at(at - beganAt).sent++;
      if (lateMs !== undefined) recordMs(arrival, lateMs);
    },
    told: ({ dueAt, sentAt, endAt, answered, fault }) => {
      lastAt = Math.max(lastAt, endAt);
      const span = time.at(endAt - beganAt);
      const ms = endAt - dueAt;
      if (fault !== undefined) {
        faults[fault] = (faults[fault] ?? 0) + 1;
        span.errors++;
        if (!LOST.has(fault)) counts.wrong++;
      }
      inARow = fault !== undefined && LOST.has(fault) ? inARow + 1 : 0;
      if (answered) {
        counts.answered++;
        span.answered++;
      }
      // What was cut took at least as long as it was waited for.
      if (!answered && fault !== 'timeout') return;
      recordMs(latency, ms);
      recordMs(service, endAt - sentAt);
      sample.add(endAt - sentAt, sentAt);
      span.maxMs = Math.max(span.maxMs, ms);
      span.sumMs += ms;
    },
    settled: (template, result, now) => {
      firstFinalAt = Math.min(firstFinalAt, now);
      lastFinalAt = Math.max(lastFinalAt, now);
      results[result] = (results[result] ?? 0) + 1;
      if (result !== 0 || job.templates[template]!.command !== 'pay') return;
      counts.credited++;
      creditedBy[template] = creditedBy[template]! + 1;
    },
    prvTxn: (bytes, start, end, payment) => {
      const other = numbers.add(bytes, start, end, payment);
      if (other < 0) return false;
      sharedCount++;
      if (shared.length < MOST_SHARED) shared.push({ one: other, other: payment, prv_txn: bytes.toString('latin1', start, end) });
      return true;
    },
    keeps: (payment, fault) => {
      if (payment % job.keepOneOf === 0 || followed.has(payment)) return true;
      if (fault === undefined || faulty >= MOST_FAULTY) return false;
      faulty++;
      followed.add(payment);
      return true;
    },
    keep: (ask) => void kept.push(ask),
    progress: (now, inFlight) => {
      const { p50, p99 } = percentilesOf(latency);
      const leftMs = job.shape === 'burst' || job.shape === 'ramp' ? 0 : Math.max(0, job.durationMs - (now - beganAt));
      return { shape: job.shape, sent: counts.sent, inFlight, p50Ms: p50, p99Ms: p99, errors: errors(), leftMs };
    },
    result(ended) {
      const done: LoadResult = {
        shape: job.shape,
        engine: 'paycert',
        connections: job.connections,
        perSecond: job.shape === 'pace' || job.shape === 'soak' ? job.perSecond : 0,
        startedAt: performance.timeOrigin + beganAt,
        durationMs: lastAt - beganAt,
        ended,
        ...counts,
        creditedBy,
        results,
        faults,
        shared,
        sharedCount,
        latencyMs: percentilesOf(latency),
        serviceMs: percentilesOf(service),
        arrivalErrorMs: percentilesOf(arrival),
        histograms: { latency: encoded(latency), service: encoded(service) },
        curve: curveOf(latency),
        ...time.told(),
        rounds: this.rounds,
        steps: this.steps,
        aloneMs: this.aloneMs,
        thirdsMs: sample.thirds(),
        rises: sample.rises(),
        settlingMs: Math.max(0, lastFinalAt - firstFinalAt),
        cpuMicrosPerRequest: counts.sent === 0 ? 0 : (threadCpuMicros() - cpuBefore) / counts.sent,
        stallMs: stall.stop(),
        kept,
      };
      for (const each of [latency, service, arrival]) each.destroy();
      return done;
    },
  };
}
