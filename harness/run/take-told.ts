import { formatSum, parseSum } from '../../protocol/index.ts';
import { unjudged, type KnownPercentiles, type LoadTold } from '../load-told.ts';
import type { LoadEvent } from '../record/events.ts';
import { agreedPerSecond } from './plan-load.ts';
import type { LoadSeen } from './put-load.ts';
import type { RunState } from './state.ts';

/** Takes a load into the record that another tool has put on: what it tells, and that it is all that is known. */
export function takeTold(run: RunState, told: LoadTold): LoadSeen {
  const expectedPerMinute = run.profile.expectedPaymentsPerMinute;
  const { source } = told;
  run.recorder.record({ ...figuresOf(told), expectedPerMinute });
  run.recorder.record({ type: 'note', level: 'warning', key: 'note.load-told', values: { tool: source.tool, file: source.file } });
  if (source.script === 'other') run.recorder.record({ type: 'note', level: 'warning', key: 'note.load-foreign', values: { tool: source.tool } });
  const credited = told.kinds?.credited ?? 0;
  if (credited > 0 && told.sum === undefined)
    run.recorder.record({ type: 'note', level: 'warning', key: 'note.load-sum', values: { tool: source.tool, count: String(credited) } });
  if (told.missed.length > 0)
    run.recorder.record({ type: 'note', level: 'info', key: 'note.load-thresholds', values: { missed: told.missed.join(', ') } });
  return {
    results: [],
    told,
    binding: expectedPerMinute > 10,
    expectedPerMinute,
    agreedPerSecond: agreedPerSecond(run.profile),
    exchangesOf: () => [],
    grown: [],
    sample: [],
    numberOf: () => '',
  };
}

const NOT_KNOWN: KnownPercentiles = { p50: null, p90: null, p95: null, p99: null, max: null };

function figuresOf(told: LoadTold): Omit<LoadEvent, 'expectedPerMinute'> {
  const { source, shape, connections, perSecond, durationMs, sent, kinds, serviceMs } = told;
  const left = unjudged(told);
  const finished = source.finishedAt === undefined ? NaN : Date.parse(source.finishedAt);
  return {
    type: 'load',
    shape,
    engine: source.tool,
    source,
    dropped: told.dropped,
    connections,
    perSecond,
    startedAt: Number.isNaN(finished) ? null : finished - durationMs,
    durationMs,
    ended: left > 0 ? 'interrupted' : shape === 'closed' || shape === 'unknown' ? 'time' : 'done',
    sent,
    answered: kinds ? sent - kinds.timeout - kinds.broken - left : null,
    wrong: kinds ? kinds.wrong + kinds.crossed : null,
    payments: kinds ? sent : null,
    credited: kinds ? kinds.credited : null,
    open: kinds ? sent - kinds.credited - kinds.refused : null,
    // Nothing is asked again.
    ambiguous: 0,
    converged: 0,
    limited: kinds?.limited ?? 0,
    waitedMs: 0,
    resent: 0,
    results: kinds ? counted({ '0': kinds.credited, '4': kinds.processing }) : {},
    faults: kinds ? counted({ timeout: kinds.timeout, closed: kinds.broken, status: kinds.status, crossed: kinds.crossed, answer: kinds.wrong }) : {},
    sharedCount: 0,
    // A payment that is due while all connections are taken is dropped, so none waits to be sent.
    latencyMs: serviceMs,
    serviceMs,
    arrivalErrorMs: NOT_KNOWN,
    curve: [],
    spans: [],
    spanMs: 0,
    rounds: [],
    steps: [],
    aloneMs: [],
    thirdsMs: [],
    cpuMicrosPerRequest: null,
    stallMs: null,
    mix: ['pay'],
    unlisted: moneyOf(told),
  };
}

/** Payments of which nobody knows the sum are told by a note: a total without them would be wrong. */
function moneyOf({ kinds, sum }: LoadTold): LoadEvent['unlisted'] {
  const each = parseSum(sum ?? '');
  if (!kinds || each === undefined) return { payments: 0, total: '0.00' };
  return { payments: kinds.credited, total: formatSum(each * BigInt(kinds.credited)) };
}

function counted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
