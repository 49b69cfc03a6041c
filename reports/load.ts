import type { LoadEvent } from '../harness/record/events.ts';
import { decimal } from './messages/figures.ts';
import { text, type Lang } from './messages/index.ts';
import type { Report, ReportLoad } from './model.ts';
import { milliseconds, utcTime } from './time.ts';
import { visible } from './visible.ts';

/** The load as `report.json` has it; null where there was none. */
export function loadOf(events: readonly LoadEvent[]): ReportLoad | null {
  const shapes = events.map(({ type: _, ...event }) => ({ ...event, requestsPerSecond: perSecond(event) }));
  const last = shapes.at(-1);
  if (!last) return null;
  const { shape, engine, connections, sent, answered, wrong, requestsPerSecond, cpuMicrosPerRequest, latencyMs, serviceMs, arrivalErrorMs } = last;
  const figures = { shape, engine, connections, sent, answered, wrong, requestsPerSecond, cpuMicrosPerRequest, latencyMs, serviceMs, arrivalErrorMs };
  return { ...figures, ...(last.source ? { source: last.source } : {}), shapes };
}

function perSecond({ sent, durationMs }: Pick<LoadEvent, 'sent' | 'durationMs'>): number {
  return durationMs === 0 ? 0 : Math.round((sent / durationMs) * 1_000_000) / 1000;
}

export type ShapeFigures = ReportLoad['shapes'][number];

/** The figures of one shape, each with its name, in a few lines. */
export function figuresOf(of: ShapeFigures, lang: Lang): [name: string, value: string][] {
  const ms = (value: number | null) => (value === null ? UNKNOWN : decimal(lang, milliseconds(value)));
  const tenths = (value: number) => decimal(lang, String(Math.round(value * 10) / 10));
  const percentiles = ({ p50, p90, p95, p99, max }: ShapeFigures['latencyMs']) =>
    text(lang, 'ui.load-percentiles', { p50: ms(p50), p90: ms(p90), p95: ms(p95), p99: ms(p99), max: ms(max) });
  const faults = Object.entries(of.faults).map(([fault, count]) => `${fault} ${count}`);
  const { sent, payments, credited, open, ambiguous } = of;
  const [answered, wrong] = [of.answered ?? UNKNOWN, of.wrong ?? UNKNOWN];
  const kept = of.steps.findLast(({ errors, answered: served, due }) => errors === 0 && served >= due * 0.9);
  return [
    ...rows(of.source, (source) => [text(lang, 'ui.load-by'), text(lang, 'ui.load-by-of', measuredBy(source))]),
    [text(lang, 'ui.load-requests'), text(lang, 'ui.load-requests-of', { sent, answered, wrong, rate: tenths(of.requestsPerSecond) })],
    ...rows(payments, (begun) => [
      text(lang, 'ui.load-payments'),
      text(lang, 'ui.load-payments-of', { payments: begun, credited: credited ?? UNKNOWN, open: open ?? UNKNOWN, again: ambiguous }),
    ]),
    ...rows(of.source?.numbers, (first) => [text(lang, 'ui.load-numbers'), text(lang, 'ui.load-numbers-of', { first })]),
    // Where nobody has told errors apart, there being none is nothing to say.
    ...rows(of.answered, () => [text(lang, 'ui.load-errors'), faults.length === 0 ? text(lang, 'ui.load-none') : faults.join(', ')]),
    ...rows(of.dropped === 0 ? undefined : of.dropped, (count) => [text(lang, 'ui.load-dropped'), text(lang, 'ui.load-dropped-of', { count })]),
    ...(of.limited === 0
      ? []
      : [
          [text(lang, 'ui.load-limited'), text(lang, 'ui.load-limited-of', { count: of.limited, seconds: Math.round(of.waitedMs / 1000) })] as [
            string,
            string,
          ],
        ]),
    // Another tool measures one of the two.
    ...rows(of.source ? undefined : of.latencyMs, (latency) => [text(lang, 'ui.load-latency'), percentiles(latency)]),
    [text(lang, 'ui.load-service'), percentiles(of.serviceMs)],
    ...(of.shape === 'ramp' && kept
      ? [[text(lang, 'ui.load-ramp'), text(lang, 'ui.load-ramp-of', { rate: tenths(kept.perSecond) })] as [string, string]]
      : []),
    ...rows(of.cpuMicrosPerRequest, (cpu) => [
      text(lang, 'ui.load-ours'),
      text(lang, 'ui.load-ours-of', { p50: ms(of.arrivalErrorMs.p50), p99: ms(of.arrivalErrorMs.p99), cpu: tenths(cpu) }),
    ]),
  ];
}

const UNKNOWN = '–';

/** A row of what is known, and none of what is not. */
function rows<T>(value: T | null | undefined, row: (known: T) => [name: string, value: string]): [name: string, value: string][] {
  return value === null || value === undefined ? [] : [row(value)];
}

function measuredBy({ tool, version, script, file, digest, finishedAt }: NonNullable<ShapeFigures['source']>): Record<string, string> {
  const when = finishedAt === undefined ? UNKNOWN : `${utcTime(finishedAt)} UTC`;
  return { tool: version === undefined ? tool : `${tool} ${version}`, script, file, digest, when };
}

export function headOf(of: ShapeFigures, lang: Lang): string {
  const { shape, connections, ended: end } = of;
  const head = connections === null ? text(lang, 'ui.load-shape-alone', { shape, end }) : text(lang, 'ui.load-shape', { shape, connections, end });
  return of.engine === 'paycert' ? head : `${of.engine}: ${head}`;
}

/** How far two engines agree; absent where there was one. */
export function agreement({ shapes }: ReportLoad, lang: Lang): string | undefined {
  const theirs = shapes.find(({ engine }) => engine !== 'paycert');
  const ours = shapes.find(({ engine }) => engine === 'paycert');
  if (!theirs || !ours) return undefined;
  const ratio = (one: number | null, other: number | null) =>
    one === null || other === null || other === 0 ? UNKNOWN : decimal(lang, (one / other).toFixed(2));
  return text(lang, 'ui.load-agree', {
    rate: ratio(theirs.requestsPerSecond, ours.requestsPerSecond),
    p50: ratio(theirs.serviceMs.p50, ours.serviceMs.p50),
    p99: ratio(theirs.serviceMs.p99, ours.serviceMs.p99),
    theirs: theirs.wrong ?? UNKNOWN,
    ours: ours.wrong ?? UNKNOWN,
  });
}

/** The figures for a terminal. */
export function loadLines({ load, cases }: Pick<Report, 'load' | 'cases'>, lang: Lang): string {
  if (load === null) return '';
  return load.shapes
    .map((shape) => {
      const lines = figuresOf(shape, lang);
      const width = Math.max(...lines.map(([name]) => name.length));
      return [headOf(shape, lang), ...lines.map(([name, value]) => `  ${name.padEnd(width)}  ${visible(value)}`)].join('\n');
    })
    .concat(agreement(load, lang) ?? [], load.source ? notTold(cases, lang) : [])
    .join('\n\n')
    .concat('\n\n');
}

/** What a file of another tool leaves open, case by case. */
function notTold(cases: Report['cases'], lang: Lang): string {
  const open = cases.filter(({ suite, why, verdict }) => suite === 'load' && why !== null && (verdict === 'skipped' || verdict === 'inconclusive'));
  return [`${text(lang, 'ui.load-not-told')}:`, ...open.map(({ id, why }) => `  ${id}: ${visible(why ?? '')}`)].join('\n');
}
