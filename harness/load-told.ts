import type { LoadShape } from './load.ts';

/** Percentiles as far as they are known, milliseconds; null where they were not written down. */
export interface KnownPercentiles {
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
}

/** Who measured what another tool tells, and where it stands. */
export interface LoadSource {
  tool: 'k6';
  /** As the tool writes it; absent where it does not. */
  version?: string;
  /**
   * Which of the tool's files it is. `data`: what a script's handleSummary is handed · `export`: --summary-export ·
   * `machine-readable`: the one with a version of its own.
   */
  form: 'data' | 'export' | 'machine-readable';
  /** `paycert`: the script of this project, whose counters are known · `other`: nobody here knows what it asked. */
  script: 'paycert' | 'other';
  /** The name of the file, without its folder, and the SHA-256 of its bytes. */
  file: string;
  digest: string;
  /** The leading digits of the `txn_id` of every payment, where the file tells them. */
  numbers?: string;
  /** ISO 8601, UTC. */
  finishedAt?: string;
}

/** What became of the requests of our script, each of them in one place. */
export interface LoadKinds {
  /** Right answers, by result: 0 · 1, 2, 3, 5 · 4. */
  credited: number;
  refused: number;
  processing: number;
  /** Answers that break the protocol; those to another payment of the load stand apart. */
  wrong: number;
  crossed: number;
  /** HTTP 429, or 503 with Retry-After. */
  limited: number;
  /** Any other status but 200. */
  status: number;
  /** No whole answer: cut at 15 s, or broken, refused and reset. */
  timeout: number;
  broken: number;
}

/** A load that another tool has put on the partner: figures alone, and no exchange to look at. */
export interface LoadTold {
  source: LoadSource;
  /** The address without its query, where the file tells it. */
  url?: string;
  shape: LoadShape | 'unknown';
  /** Null where the file does not tell. */
  connections: number | null;
  /** New payments a second that were due; 0 where the shape has no rate or none is told. */
  perSecond: number;
  durationMs: number;
  /** Requests. */
  sent: number;
  /** Payments that were due and not begun, as all connections were taken. */
  dropped: number;
  /** Absent where the script is not ours. */
  kinds?: LoadKinds;
  /** Requests that the tool itself calls failed, whatever they asked; absent where it does not tell. */
  failed?: number;
  serviceMs: KnownPercentiles;
  /** Mean service time, milliseconds; null where it is not known. */
  meanMs: number | null;
  /** Does the file say that the longest stayed below this, milliseconds? Absent where no threshold says so. */
  below?: number;
  /** Thresholds that did not hold, such as `http_req_failed: rate==0`. */
  missed: string[];
  /** What one payment paid, `1.00`; absent where the file does not tell. */
  sum?: string;
}

/** Requests of which the file tells no outcome: the tool was stopped while they were on their way. */
export function unjudged({ sent, kinds }: LoadTold): number {
  return kinds === undefined ? 0 : sent - Object.values(kinds).reduce((sum, count: number) => sum + count, 0);
}
