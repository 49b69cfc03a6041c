import type { LoadResult } from '../load.ts';
import type { KnownPercentiles, LoadSource } from '../load-told.ts';

/** One shape of load, when it is over. The exchanges of it that were kept stand in the record like all others. */
export interface LoadEvent extends Omit<LoadResult, 'kept' | 'creditedBy' | 'shared' | 'rises' | 'settlingMs' | keyof ToldFigures>, ToldFigures {
  type: 'load';
  /** Where another tool measured it: its file. Of such a load many figures are not known. */
  source?: LoadSource;
  /** There: payments that were due and not begun, as all connections were taken. */
  dropped?: number;
  /** Commands that one payment took. */
  mix: ('check' | 'pay')[];
  /** Payments that the profile expects a minute. */
  expectedPerMinute: number;
  /** Payments credited that stand in no line of their own, and their sum (`200.00`): only a sample of many is listed. */
  unlisted: { payments: number; total: string };
}

/** Figures that only a load of our own always has; null is not known. */
interface ToldFigures {
  shape: LoadResult['shape'] | 'unknown';
  engine: LoadResult['engine'] | LoadSource['tool'];
  connections: number | null;
  startedAt: number | null;
  answered: number | null;
  wrong: number | null;
  payments: number | null;
  credited: number | null;
  open: number | null;
  latencyMs: KnownPercentiles;
  serviceMs: KnownPercentiles;
  arrivalErrorMs: KnownPercentiles;
  cpuMicrosPerRequest: number | null;
  stallMs: number | null;
  histograms?: LoadResult['histograms'];
}
