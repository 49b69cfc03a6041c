import { agreement, figuresOf, headOf, type ShapeFigures } from '../load.ts';
import { decimal } from '../messages/figures.ts';
import { text, type Key } from '../messages/index.ts';
import type { ReportLoad } from '../model.ts';
import { esc, join, type Html } from './escape.ts';
import type { Page } from './page.ts';

/**
 * The load in pictures: SVG made here, which needs no script and no network, and prints. Every chart has
 * its title as text; what it shows stands in figures beside it.
 */
export function loadSection(load: ReportLoad, page: Page): Html {
  const agrees = agreement(load, page.lang) !== undefined;
  return join(...load.shapes.map((shape) => shapeBlock(shape, page)), agrees && `<p>${page.each((lang) => agreement(load, lang) ?? '')}</p>`);
}

function shapeBlock(of: ShapeFigures, page: Page): Html {
  const cell = (row: number, column: 0 | 1) => page.each((lang) => figuresOf(of, lang)[row]![column]);
  const rows = figuresOf(of, page.lang).map((_, row) => `<tr><th scope="row">${cell(row, 0)}</th><td>${cell(row, 1)}</td></tr>`);
  const charts = of.spans.length < 2 ? [curve(of, page)] : [latency(of, page), curve(of, page), rates(of, page), errors(of, page)];
  return join(`<h3>${page.each((lang) => headOf(of, lang))}</h3>`, `<table><tbody>${rows.join('')}</tbody></table>`, ...charts);
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
function axes(page: Page, mostX: number, mostY: number, unitX: Html, unitY: Html, labels?: readonly [number, Html][]): Axes {
  const x = (value: number) => LEFT + (value / (mostX || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / (mostY || 1)) * (HEIGHT - TOP - BOTTOM);
  const across = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = round(y(mostY * share));
    return (
      `<path d="M${LEFT} ${at}H${WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".15"/>` +
      `<text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${tick(page, mostY * share)}${share === 1 ? ` ${unitY}` : ''}</text>`
    );
  });
  const below = (labels ?? [0, 0.5, 1].map((share): [number, Html] => [mostX * share, `${tick(page, mostX * share)} ${unitX}`])).map(
    ([value, label], index, all) =>
      `<text x="${round(x(value))}" y="${HEIGHT - 8}" text-anchor="${index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle'}">${label}</text>`,
  );
  return { x, y, frame: across.join('') + below.join('') };
}

function chart(title: Key, content: string, page: Page): Html {
  return (
    `<figure style="margin:1.2rem 0"><figcaption class="soft">${page.text(title)}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"${page.name(title)} style="width:100%;max-width:${WIDTH}px;height:auto;font-size:11px" fill="currentColor">${content}</svg></figure>`
  );
}

function line(points: readonly [number, number][], color: string): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="1.6"/>`;
}

const lasts = ({ spans, spanMs }: ShapeFigures) => (spans.length * spanMs) / 1000;
const middle = ({ spanMs }: ShapeFigures, index: number) => ((index + 0.5) * spanMs) / 1000;

/** The longest latency of each span, and the protocol's limit. */
function latency(of: ShapeFigures, page: Page): Html {
  const slowest = Math.max(1, ...of.spans.map(({ maxMs }) => maxMs));
  // The limit is drawn where answers come anywhere near it; else it would press everything to the floor.
  const most = slowest > LIMIT_MS / 3 ? Math.max(slowest, LIMIT_MS) : slowest;
  const { x, y, frame } = axes(page, lasts(of), most, say(page, 'ui.chart-second'), say(page, 'ui.chart-millisecond'));
  const points = of.spans.flatMap(({ maxMs, answered, errors: lost }, index): [number, number][] =>
    answered + lost > 0 ? [[x(middle(of, index)), y(maxMs)]] : [],
  );
  const limit =
    most < LIMIT_MS
      ? ''
      : `<path d="M${LEFT} ${round(y(LIMIT_MS))}H${WIDTH - RIGHT}" stroke="var(--bad)" stroke-dasharray="5 4"/>` +
        `<text x="${WIDTH - RIGHT}" y="${round(y(LIMIT_MS)) - 4}" text-anchor="end" fill="var(--bad)">${say(page, 'ui.chart-limit')}</text>`;
  return chart('ui.chart-latency', frame + limit + line(points, 'var(--accent)'), page);
}

/** Percentiles on a scale on which each nine has the same room. */
function curve(of: ShapeFigures, page: Page): Html {
  if (of.curve.length === 0) return '';
  const place = (share: number) => Math.min(4, -Math.log10(Math.max(1e-4, 1 - share / 100)));
  const most = Math.max(1, ...of.curve.map(([, ms]) => ms));
  const labels = [0, 90, 99, 99.9, 100].map((share): [number, string] => [place(share), share === 100 ? 'max' : `p${share}`]);
  const { x, y, frame } = axes(page, 4, most, '', say(page, 'ui.chart-millisecond'), labels);
  return chart(
    'ui.chart-curve',
    frame +
      line(
        of.curve.map(([share, ms]) => [x(place(share)), y(ms)]),
        'var(--accent)',
      ),
    page,
  );
}

function rates(of: ShapeFigures, page: Page): Html {
  const perSecond = (count: number) => (count * 1000) / of.spanMs;
  const most = Math.max(1, ...of.spans.map(({ sent, answered }) => perSecond(Math.max(sent, answered))));
  const { x, y, frame } = axes(page, lasts(of), most, say(page, 'ui.chart-second'), '/s');
  const points = (pick: (span: ShapeFigures['spans'][number]) => number) =>
    of.spans.map((span, index): [number, number] => [x(middle(of, index)), y(perSecond(pick(span)))]);
  const key = `<text x="${WIDTH - RIGHT}" y="${TOP + 4}" text-anchor="end"><tspan fill="var(--soft)">— ${say(page, 'ui.chart-sent')}</tspan>  <tspan fill="var(--accent)">— ${say(page, 'ui.chart-answered')}</tspan></text>`;
  return chart(
    'ui.chart-rate',
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
    page,
  );
}

function errors(of: ShapeFigures, page: Page): Html {
  const most = Math.max(...of.spans.map((span) => span.errors));
  if (most === 0) return '';
  const { x, y, frame } = axes(page, lasts(of), most, say(page, 'ui.chart-second'), '');
  const width = Math.max(1, x(of.spanMs / 1000) - x(0) - 1);
  const bars = of.spans.map((span, index) =>
    span.errors === 0
      ? ''
      : `<rect x="${round(x((index * of.spanMs) / 1000))}" y="${round(y(span.errors))}" width="${round(width)}" height="${round(y(0) - y(span.errors))}" fill="var(--bad)"/>`,
  );
  return chart('ui.chart-errors', frame + bars.join(''), page);
}

/** A text inside a picture: no element of HTML may stand there. */
function say(page: Page, key: Key): Html {
  return `<tspan${page.number((lang) => text(lang, key))}>${esc(text(page.lang, key))}</tspan>`;
}

/** A figure at an axis, as the reader's language writes it. */
function tick(page: Page, value: number): Html {
  const written = short(value);
  return /^\d+$/.test(written) ? written : `<tspan${page.number((lang) => decimal(lang, written))}>${decimal(page.lang, written)}</tspan>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
