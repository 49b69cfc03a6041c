import type { LoadKinds, LoadTold } from '../../harness/index.ts';
import { parseSum } from '../../protocol/index.ts';
import type { Summary } from './forms.ts';
import { member, Reader } from './values.ts';

/** What `load/k6/payments.ts` says of itself, beside k6's own figures. */
export interface Ours {
  url: string;
  /** The leading digits of its payment numbers; k6 does not hand them over in each of its forms. */
  first?: string;
  shape: LoadTold['shape'];
  connections: number;
  perSecond: number;
  sum: string;
  finishedAt: string;
}

const SHAPES: ReadonlySet<unknown> = new Set(['burst', 'pace', 'closed', 'ramp']);

/** Undefined where the file has nothing of the kind: another script's, or one that handleSummary had no hand in. */
export function oursOf({ ours }: Summary, read: Reader): Ours | undefined {
  if (ours === undefined) return undefined;
  const of = (name: string) => [member(ours, name), `paycert.${name}`] as const;
  const [format, shape, sum, url, finishedAt] = [of('format'), of('shape'), of('sum'), of('url'), of('finishedAt')];
  if (format[0] !== 1) throw read.wrong(format[1], format[0], 'format');
  if (!SHAPES.has(shape[0])) throw read.wrong(shape[1], shape[0], 'shape');
  const parsed = typeof sum[0] === 'string' ? parseSum(sum[0]) : undefined;
  if (parsed === undefined || parsed < 0n) throw read.wrong(sum[1], sum[0], 'sum');
  if (typeof url[0] !== 'string' || url[0].length > 2_000 || !isAddress(url[0])) throw read.wrong(url[1], url[0], 'url');
  if (typeof finishedAt[0] !== 'string' || !isMoment(finishedAt[0])) throw read.wrong(finishedAt[1], finishedAt[0], 'date');
  const first = of('first');
  if (first[0] !== undefined && !(typeof first[0] === 'string' && /^\d{1,18}$/.test(first[0]))) throw read.wrong(first[1], first[0], 'digits');
  const connections = read.count(...of('connections'));
  if (connections === 0) throw read.wrong('paycert.connections', 0, 'count');
  return {
    url: url[0],
    ...(typeof first[0] === 'string' ? { first: first[0] } : {}),
    shape: shape[0] as Ours['shape'],
    connections,
    perSecond: read.number(...of('perSecond')),
    sum: sum[0] as string,
    finishedAt: finishedAt[0],
  };
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** An RFC 3339 date and time: what else Date takes is nobody's date here. */
export function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The counters of the script; each request stands in one of them. */
const COUNTERS: Record<keyof LoadKinds, string> = {
  credited: 'payments_credited',
  refused: 'payments_refused',
  processing: 'payments_processing',
  wrong: 'answers_wrong',
  crossed: 'answers_crossed',
  limited: 'answers_limited',
  status: 'answers_bad_status',
  timeout: 'requests_timed_out',
  broken: 'requests_broken',
};

/** Undefined where none of the counters is there. One that never counted may be missing. */
export function kindsOf({ metrics, place }: Summary, read: Reader): LoadKinds | undefined {
  const names = Object.entries(COUNTERS) as [keyof LoadKinds, string][];
  if (!names.some(([, name]) => metrics.has(name))) return undefined;
  const count = (name: string) => (metrics.has(name) ? read.count(member(metrics.get(name), 'count'), `${place(name)}.count`) : 0);
  return Object.fromEntries(names.map(([kind, name]) => [kind, count(name)])) as unknown as LoadKinds;
}
