import { agreement, figuresOf, headOf, type ShapeFigures } from '../load.ts';
import { text, type Key, type Lang } from '../messages/index.ts';
import type { ReportLoad } from '../model.ts';
import { esc, join, type Html } from './escape.ts';

/**
 * The load in pictures: SVG made here, which needs no script and no network, and prints. Every chart has
 * its title as text; what it shows stands in figures beside it.
 */
export function loadSection(load: ReportLoad, lang: Lang): Html {
  const agree = agreement(load, lang);
  return join(...load.shapes.map((shape) => shapeBlock(shape, lang)), agree !== undefined && `<p>${esc(agree)}</p>`);
}

function shapeBlock(of: ShapeFigures, lang: Lang): Html {
  const rows = figuresOf(of, lang).map(([name, value]) => `<tr><th scope="row">${esc(name)}</th><td>${esc(value)}</td></tr>`);
  const charts = of.spans.length < 2 ? [curve(of, lang)] : [latency(of, lang), curve(of, lang), rates(of, lang), errors(of, lang)];
  return join(`<h3>${esc(headOf(of, lang))}</h3>`, `<table><tbody>${rows.join('')}</tbody></table>`, ...charts);
}

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;
const LIMIT_MS = 15_000;

interface Axes {
  x(value: number): number;
  y(value: number): number;
  frame: string;
}

/** Axes with four lines across, from 0 to `most`. */
function axes(mostX: number, mostY: number, unitX: string, unitY: string, labels?: readonly [number, string][]): Axes {
  const x = (value: number) => LEFT + (value / (mostX || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / (mostY || 1)) * (HEIGHT - TOP - BOTTOM);
  const across = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = round(y(mostY * share));
    return (
      `<path d="M${LEFT} ${at}H${WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".15"/>` +
      `<text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${short(mostY * share)}${share === 1 ? ` ${esc(unitY)}` : ''}</text>`
    );
  });
  const below = (labels ?? [0, 0.5, 1].map((share): [number, string] => [mostX * share, `${short(mostX * share)} ${unitX}`])).map(
    ([value, label], index, all) =>
      `<text x="${round(x(value))}" y="${HEIGHT - 8}" text-anchor="${index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle'}">${esc(label)}</text>`,
  );
  return { x, y, frame: across.join('') + below.join('') };
}

function chart(title: string, content: string): Html {
  const name = esc(title);
  return (
    `<figure style="margin:1.2rem 0"><figcaption class="soft">${name}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}" style="width:100%;max-width:${WIDTH}px;height:auto;font-size:11px" fill="currentColor">${content}</svg></figure>`
  );
}

function line(points: readonly [number, number][], color: string): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="1.6"/>`;
}

const lasts = ({ spans, spanMs }: ShapeFigures) => (spans.length * spanMs) / 1000;
const middle = ({ spanMs }: ShapeFigures, index: number) => ((index + 0.5) * spanMs) / 1000;

/** The longest latency of each span, and the protocol's limit. */
function latency(of: ShapeFigures, lang: Lang): Html {
  const slowest = Math.max(1, ...of.spans.map(({ maxMs }) => maxMs));
  // The limit is drawn where answers come anywhere near it; else it would press everything to the floor.
  const most = slowest > LIMIT_MS / 3 ? Math.max(slowest, LIMIT_MS) : slowest;
  const { x, y, frame } = axes(lasts(of), most, say(lang, 'ui.chart-second'), say(lang, 'ui.chart-millisecond'));
  const points = of.spans.flatMap(({ maxMs, answered, errors: lost }, index): [number, number][] =>
    answered + lost > 0 ? [[x(middle(of, index)), y(maxMs)]] : [],
  );
  const limit =
    most < LIMIT_MS
      ? ''
      : `<path d="M${LEFT} ${round(y(LIMIT_MS))}H${WIDTH - RIGHT}" stroke="var(--bad)" stroke-dasharray="5 4"/>` +
        `<text x="${WIDTH - RIGHT}" y="${round(y(LIMIT_MS)) - 4}" text-anchor="end" fill="var(--bad)">${esc(say(lang, 'ui.chart-limit'))}</text>`;
  return chart(say(lang, 'ui.chart-latency'), frame + limit + line(points, 'var(--accent)'));
}

/** Percentiles on a scale on which each nine has the same room. */
function curve(of: ShapeFigures, lang: Lang): Html {
  if (of.curve.length === 0) return '';
  const place = (share: number) => Math.min(4, -Math.log10(Math.max(1e-4, 1 - share / 100)));
  const most = Math.max(1, ...of.curve.map(([, ms]) => ms));
  const labels = [0, 90, 99, 99.9, 100].map((share): [number, string] => [place(share), share === 100 ? 'max' : `p${share}`]);
  const { x, y, frame } = axes(4, most, '', say(lang, 'ui.chart-millisecond'), labels);
  return chart(
    say(lang, 'ui.chart-curve'),
    frame +
      line(
        of.curve.map(([share, ms]) => [x(place(share)), y(ms)]),
        'var(--accent)',
      ),
  );
}

function rates(of: ShapeFigures, lang: Lang): Html {
  const perSecond = (count: number) => (count * 1000) / of.spanMs;
  const most = Math.max(1, ...of.spans.map(({ sent, answered }) => perSecond(Math.max(sent, answered))));
  const { x, y, frame } = axes(lasts(of), most, say(lang, 'ui.chart-second'), '/s');
  const points = (pick: (span: ShapeFigures['spans'][number]) => number) =>
    of.spans.map((span, index): [number, number] => [x(middle(of, index)), y(perSecond(pick(span)))]);
  const key = `<text x="${WIDTH - RIGHT}" y="${TOP + 4}" text-anchor="end"><tspan fill="var(--soft)">— ${esc(say(lang, 'ui.chart-sent'))}</tspan>  <tspan fill="var(--accent)">— ${esc(say(lang, 'ui.chart-answered'))}</tspan></text>`;
  return chart(
    say(lang, 'ui.chart-rate'),
    frame +
      line(
        points(({ sent }) => sent),
        'var(--soft)',
      ) +
      line(
        points(({ answered }) => answered),
        'var(--accent)',
      ) +
      key,
  );
}

function errors(of: ShapeFigures, lang: Lang): Html {
  const most = Math.max(...of.spans.map((span) => span.errors));
  if (most === 0) return '';
  const { x, y, frame } = axes(lasts(of), most, say(lang, 'ui.chart-second'), '');
  const width = Math.max(1, x(of.spanMs / 1000) - x(0) - 1);
  const bars = of.spans.map((span, index) =>
    span.errors === 0
      ? ''
      : `<rect x="${round(x((index * of.spanMs) / 1000))}" y="${round(y(span.errors))}" width="${round(width)}" height="${round(y(0) - y(span.errors))}" fill="var(--bad)"/>`,
  );
  return chart(say(lang, 'ui.chart-errors'), frame + bars.join(''));
}

function say(lang: Lang, key: Key): string {
  return text(lang, key);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
