import { usage, type LoadSource } from '../../harness/index.ts';
import { isObject, member, Reader, type Members } from './values.ts';

/** The three summaries of k6 as one. */
export interface Summary {
  form: LoadSource['form'];
  /** By name: the values of counters, rates and trends, by k6's names for them. */
  metrics: ReadonlyMap<string, Members>;
  /** Where they stand in the file, for messages. */
  place(metric: string): string;
  thresholds: { metric: string; condition: string; held: boolean }[];
  /** How long the test took, milliseconds; undefined where only the rates tell it. */
  durationMs: number | undefined;
  version?: string;
  finishedAt?: string;
  /** What our script adds of its own. */
  ours: unknown;
}

const MOST_METRICS = 10_000;

/** Tells which summary of k6 this is. Throws a UsageError where it is none. */
export function summaryOf(data: unknown, file: string): Summary {
  const read = new Reader(file);
  const metrics = member(data, 'metrics');
  if (Array.isArray(member(member(data, 'results'), 'metrics'))) return machineReadable(data, read);
  if (!isObject(metrics) || Object.keys(metrics).length > MOST_METRICS) throw usage('usage.k6-form', { file });
  const described = Object.values(metrics).filter((metric) => isObject(member(metric, 'values'))).length;
  const all = Object.keys(metrics).length;
  if (all === 0) throw usage('usage.k6-nothing', { file });
  // A summary is of one kind; half of each was put together by somebody.
  if (described !== 0 && described !== all) throw usage('usage.k6-form', { file });
  return described === all ? handedOver(data, metrics, read) : exported(data, metrics, read);
}

/** What handleSummary is handed: each metric with its type, its values beside, a threshold as `{ ok }`. */
function handedOver(data: unknown, metrics: Members, read: Reader): Summary {
  const values = new Map(Object.entries(metrics).map(([name, metric]) => [name, member(metric, 'values') as Members]));
  const thresholds = thresholdsOf(metrics, read, (written, field) => {
    const ok = member(written, 'ok');
    if (typeof ok !== 'boolean') throw read.wrong(`${field}.ok`, ok, 'yes-or-no');
    return ok;
  });
  const took = member(member(data, 'state'), 'testRunDurationMs');
  return {
    form: 'data',
    metrics: values,
    place: (metric) => `metrics.${metric}.values`,
    thresholds,
    durationMs: took === undefined ? undefined : read.number(took, 'state.testRunDurationMs'),
    ours: member(data, 'paycert'),
  };
}

/** The file of --summary-export: the values right below the metric, and a threshold is true where it was crossed. */
function exported(data: unknown, metrics: Members, read: Reader): Summary {
  const values = new Map(Object.entries(metrics).map(([name, metric]) => [name, read.object(metric, `metrics.${name}`)]));
  const thresholds = thresholdsOf(metrics, read, (written, field) => {
    if (typeof written !== 'boolean') throw read.wrong(field, written, 'yes-or-no');
    return !written;
  });
  return {
    form: 'export',
    metrics: values,
    place: (metric) => `metrics.${metric}`,
    thresholds,
    durationMs: undefined,
    ours: member(data, 'paycert'),
  };
}

function thresholdsOf(metrics: Members, read: Reader, held: (written: unknown, field: string) => boolean): Summary['thresholds'] {
  return Object.entries(metrics).flatMap(([metric, of]) => {
    const written = member(of, 'thresholds');
    if (written === undefined) return [];
    const field = `metrics.${metric}.thresholds`;
    return Object.entries(read.object(written, field)).map(([condition, value]) => ({
      metric,
      condition,
      held: held(value, `${field}.${condition}`),
    }));
  });
}

/** The summary with a version of its own: metrics in a list, rates as matches of a total, no thresholds. */
function machineReadable(data: unknown, read: Reader): Summary {
  const version = member(data, 'version');
  if (typeof version !== 'string' || !/^1\.\d+\.\d+$/.test(version))
    throw usage('usage.k6-version', { file: read.file, written: String(JSON.stringify(version)).slice(0, 60) });
  const list = read.list(member(member(data, 'results'), 'metrics'), 'results.metrics');
  const metrics = new Map<string, Members>();
  for (const [index, metric] of list.slice(0, MOST_METRICS).entries()) {
    const field = `results.metrics[${index}]`;
    metrics.set(
      read.text(member(metric, 'name'), `${field}.name`),
      asHandedOver(read.object(member(metric, 'values'), `${field}.values`), field, read),
    );
  }
  const [duration, k6Version] = [member(member(data, 'config'), 'duration'), member(member(data, 'metadata'), 'k6Version')];
  const generatedAt = member(member(data, 'metadata'), 'generatedAt');
  return {
    form: 'machine-readable',
    metrics,
    place: (metric) => `results.metrics (${metric})`,
    thresholds: [],
    durationMs: duration === undefined ? undefined : read.number(duration, 'config.duration') * 1000,
    ...(k6Version === undefined ? {} : { version: read.text(k6Version, 'metadata.k6Version') }),
    ...(generatedAt === undefined ? {} : { finishedAt: read.text(generatedAt, 'metadata.generatedAt') }),
    ours: member(data, 'paycert'),
  };
}

function asHandedOver(values: Members, field: string, read: Reader): Members {
  if (member(values, 'matches') === undefined) return values;
  const passes = read.count(values['matches'], `${field}.values.matches`);
  const total = read.count(member(values, 'total'), `${field}.values.total`);
  read.atMost(passes, `${field}.values.matches`, total, 'total');
  return { rate: member(values, 'rate'), passes, fails: total - passes };
}
