/** What k6 makes of samples: counters, rates, gauges and trends, thresholds over them, and its three summaries. */

export interface Script {
  setup?: () => unknown;
  default: (shared: unknown) => void;
  options: {
    scenarios: Record<
      string,
      {
        executor: string;
        vus?: number;
        iterations?: number;
        rate?: number;
        startRate?: number;
        stages?: { target: number; duration: string }[];
        duration?: string;
        maxVUs?: number;
      }
    >;
    thresholds: Record<string, string[]>;
    summaryTrendStats: string[];
  };
  handleSummary(data: object): Record<string, string>;
}

export type Kind = 'counter' | 'rate' | 'gauge' | 'trend';
export type Sample = [name: string, kind: Kind, value: number];

interface Metric {
  kind: Kind;
  values: number[];
}

export class Figures {
  readonly #metrics = new Map<string, Metric>();
  readonly #checks = new Map<string, { passes: number; fails: number }>();

  add(name: string, kind: Kind, value: number): void {
    const metric = this.#metrics.get(name) ?? { kind, values: [] };
    metric.values.push(value);
    this.#metrics.set(name, metric);
  }

  check(name: string, ok: boolean): void {
    const counts = this.#checks.get(name) ?? { passes: 0, fails: 0 };
    counts[ok ? 'passes' : 'fails']++;
    this.#checks.set(name, counts);
    this.add('checks', 'rate', ok ? 1 : 0);
  }

  /** What handleSummary is handed. */
  data({ options }: Pick<Script, 'options'>, durationMs: number, setup?: unknown): Data {
    const metrics: Data['metrics'] = {};
    for (const [name, { kind, values }] of this.#metrics) {
      metrics[name] = {
        type: kind,
        contains: kind === 'trend' ? 'time' : 'default',
        values: valuesOf(kind, values, durationMs, options.summaryTrendStats),
      };
    }
    for (const [name, conditions] of Object.entries(options.thresholds)) {
      const metric = (metrics[name] ??= { type: 'counter', contains: 'default', values: { count: 0, rate: 0 } });
      metric.thresholds = Object.fromEntries(conditions.map((condition) => [condition, { ok: holds(condition, metric.values) }]));
    }
    const checks = [...this.#checks].map(([name, counts]) => ({ name, path: `::${name}`, id: '0'.repeat(32), ...counts }));
    return {
      root_group: { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: [], checks },
      options: { summaryTrendStats: options.summaryTrendStats, summaryTimeUnit: '', noColor: false },
      state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: durationMs },
      metrics,
      ...(setup === undefined ? {} : { setup_data: setup }),
    };
  }
}

export interface Data {
  root_group: {
    name: string;
    path: string;
    id: string;
    groups: never[];
    checks: { name: string; path: string; id: string; passes: number; fails: number }[];
  };
  options: object;
  setup_data?: unknown;
  state: { isStdOutTTY: boolean; isStdErrTTY: boolean; testRunDurationMs: number };
  metrics: Record<string, { type: Kind; contains: string; values: Record<string, number>; thresholds?: Record<string, { ok: boolean }> }>;
}

/** The file of --summary-export: flat, groups and checks by name, and thresholds true where they were crossed. */
export function exported({ root_group: { checks, ...group }, metrics }: Data): object {
  return {
    root_group: { ...group, groups: {}, checks: Object.fromEntries(checks.map((check) => [check.name, check])) },
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, { type, values, thresholds }]) => {
        const { rate, ...rest } = values;
        const crossed = Object.fromEntries(Object.entries(thresholds ?? {}).map(([condition, { ok }]) => [condition, !ok]));
        return [name, { ...(type === 'rate' ? { value: rate, ...rest } : values), ...(thresholds ? { thresholds: crossed } : {}) }];
      }),
    ),
  };
}

/** The machine-readable summary, which knows neither thresholds nor p(99). */
export function machineReadable({ root_group: { checks }, metrics, state }: Data): object {
  const list = Object.entries(metrics).map(([name, { type, contains, values }]) => {
    if (type === 'rate')
      return { name, type, contains, values: { matches: values['passes'], total: values['passes']! + values['fails']!, rate: values['rate'] } };
    const { rate: _, 'p(99)': __, ...rest } = values;
    return { name, type, contains, values: rest };
  });
  return {
    version: '1.0.0',
    config: { duration: state.testRunDurationMs / 1000, execution: 'local', script: 'payments.ts' },
    metadata: { k6Version: '2.3.0', generatedAt: new Date().toISOString() },
    results: { metrics: list, checks: { metrics: [], results: checks.map(({ name, passes, fails }) => ({ name, passes, fails })) } },
  };
}

function valuesOf(kind: Kind, values: readonly number[], durationMs: number, stats: readonly string[]): Record<string, number> {
  const sum = values.reduce((total, value) => total + value, 0);
  if (kind === 'counter') return { count: sum, rate: (sum * 1000) / durationMs };
  if (kind === 'rate') return { rate: sum / values.length, passes: sum, fails: values.length - sum };
  const sorted = [...values].sort((a, b) => a - b);
  if (kind === 'gauge') return { value: values.at(-1)!, min: sorted[0]!, max: sorted.at(-1)! };
  return Object.fromEntries(stats.map((stat) => [stat, statistic(stat, sorted, sum)]));
}

function statistic(stat: string, sorted: readonly number[], sum: number): number {
  if (stat === 'avg') return sum / sorted.length;
  if (stat === 'min') return sorted[0]!;
  if (stat === 'max') return sorted.at(-1)!;
  const share = stat === 'med' ? 0.5 : Number(/^p\((.+)\)$/.exec(stat)![1]) / 100;
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (above - below) * (place - Math.floor(place));
}

function holds(condition: string, values: Record<string, number>): boolean {
  const [, name, sign, bound] = /^([\w()]+)(<|==)(\d+)$/.exec(condition)!;
  return sign === '<' ? values[name!]! < Number(bound) : values[name!] === Number(bound);
}
