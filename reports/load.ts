import type { LoadEvent } from '../harness/record/events.ts';
import { decimal } from './messages/figures.ts';
import { text, type Lang } from './messages/index.ts';
import type { Report, ReportLoad } from './model.ts';
import { milliseconds } from './time.ts';

/** The load as `report.json` has it; null where there was none. */
export function loadOf(events: readonly LoadEvent[]): ReportLoad | null {
  const shapes = events.map(({ type: _, ...event }) => ({ ...event, requestsPerSecond: perSecond(event) }));
  const last = shapes.at(-1);
  if (!last) return null;
  const { shape, engine, connections, sent, answered, wrong, requestsPerSecond, cpuMicrosPerRequest, latencyMs, serviceMs, arrivalErrorMs } = last;
  return { shape, engine, connections, sent, answered, wrong, requestsPerSecond, cpuMicrosPerRequest, latencyMs, serviceMs, arrivalErrorMs, shapes };
}

function perSecond({ sent, durationMs }: Pick<LoadEvent, 'sent' | 'durationMs'>): number {
  return durationMs === 0 ? 0 : Math.round((sent / durationMs) * 1_000_000) / 1000;
}

export type ShapeFigures = ReportLoad['shapes'][number];

/** The figures of one shape, each with its name, in a few lines. */
export function figuresOf(of: ShapeFigures, lang: Lang): [name: string, value: string][] {
  const ms = (value: number) => decimal(lang, milliseconds(value));
  const tenths = (value: number) => decimal(lang, String(Math.round(value * 10) / 10));
  const percentiles = ({ p50, p90, p95, p99, max }: ShapeFigures['latencyMs']) =>
    text(lang, 'ui.load-percentiles', {
      p50: ms(p50),
      p90: ms(p90),
      p95: ms(p95),
      p99: ms(p99),
      max: ms(max),
    });
  const faults = Object.entries(of.faults).map(([fault, count]) => `${fault} ${count}`);
  const { sent, answered, wrong, payments, credited, open, ambiguous } = of;
  const kept = of.steps.findLast(({ errors, answered: served, due }) => errors === 0 && served >= due * 0.9);
  return [
    [text(lang, 'ui.load-requests'), text(lang, 'ui.load-requests-of', { sent, answered, wrong, rate: tenths(of.requestsPerSecond) })],
    [text(lang, 'ui.load-payments'), text(lang, 'ui.load-payments-of', { payments, credited, open, again: ambiguous })],
    [text(lang, 'ui.load-errors'), faults.length === 0 ? text(lang, 'ui.load-none') : faults.join(', ')],
    ...(of.limited === 0
      ? []
      : [
          [text(lang, 'ui.load-limited'), text(lang, 'ui.load-limited-of', { count: of.limited, seconds: Math.round(of.waitedMs / 1000) })] as [
            string,
            string,
          ],
        ]),
    [text(lang, 'ui.load-latency'), percentiles(of.latencyMs)],
    [text(lang, 'ui.load-service'), percentiles(of.serviceMs)],
    ...(of.shape === 'ramp' && kept
      ? [[text(lang, 'ui.load-ramp'), text(lang, 'ui.load-ramp-of', { rate: tenths(kept.perSecond) })] as [string, string]]
      : []),
    [
      text(lang, 'ui.load-ours'),
      text(lang, 'ui.load-ours-of', {
        p50: ms(of.arrivalErrorMs.p50),
        p99: ms(of.arrivalErrorMs.p99),
        cpu: tenths(of.cpuMicrosPerRequest),
      }),
    ],
  ];
}

export function headOf(of: ShapeFigures, lang: Lang): string {
  const head = text(lang, 'ui.load-shape', { shape: of.shape, connections: of.connections, end: of.ended });
  return of.engine === 'paycert' ? head : `${of.engine}: ${head}`;
}

/** How far two engines agree; absent where there was one. */
export function agreement({ shapes }: ReportLoad, lang: Lang): string | undefined {
  const theirs = shapes.find(({ engine }) => engine !== 'paycert');
  const ours = shapes.find(({ engine }) => engine === 'paycert');
  if (!theirs || !ours) return undefined;
  const ratio = (one: number, other: number) => (other === 0 ? '–' : decimal(lang, (one / other).toFixed(2)));
  return text(lang, 'ui.load-agree', {
    rate: ratio(theirs.requestsPerSecond, ours.requestsPerSecond),
    p50: ratio(theirs.serviceMs.p50, ours.serviceMs.p50),
    p99: ratio(theirs.serviceMs.p99, ours.serviceMs.p99),
    theirs: theirs.wrong,
    ours: ours.wrong,
  });
}

/** The figures for a terminal. */
export function loadLines({ load }: Pick<Report, 'load'>, lang: Lang): string {
  if (load === null) return '';
  return load.shapes
    .map((shape) => {
      const lines = figuresOf(shape, lang);
      const width = Math.max(...lines.map(([name]) => name.length));
      return [headOf(shape, lang), ...lines.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)].join('\n');
    })
    .concat(agreement(load, lang) ?? [])
    .join('\n\n')
    .concat('\n\n');
}
