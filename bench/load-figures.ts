import { median } from './table.ts';

/** What the load's benchmark makes of what it saw. */

export function spread(values: readonly number[], digits: number): string {
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/**
 * How far arrivals are from a grid of this rate, either way. Where the grid begins is nobody's to say: it is laid
 * so that as many come early as late. `perSecond` is the slope of all arrivals: the first one had to connect.
 */
export function gridErrors(timesMs: readonly number[], perSecond: number): { p50Ms: number; p99Ms: number; perSecond: number } {
  const off = timesMs.map((time, index) => time - (index * 1000) / perSecond);
  const middle = median(off);
  const errors = off.map((each) => Math.abs(each - middle));
  return { p50Ms: percentile(errors, 0.5), p99Ms: percentile(errors, 0.99), perSecond: 1000 / slope(timesMs.map((time, index) => [index, time])) };
}

/** The slope of the straight line that lies nearest to these points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

export interface Stall {
  ms: number;
  everyMs: number;
}

/**
 * The latency that this share of payments stays below when each falls due at its time: what falls due in a standstill waits
 * for its end, so latencies lie evenly between 0 and its length.
 */
export function truthOfStall({ ms, everyMs }: Stall, share: number): number {
  return Math.max(0, ms - (1 - share) * everyMs);
}
