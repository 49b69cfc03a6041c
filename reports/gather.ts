import type {
  Bytes,
  CaseEvent,
  EndEvent,
  ExchangeEvent,
  ExplorationEvent,
  FindingEvent,
  LoadEvent,
  NoteEvent,
  PaymentEvent,
  PlanEvent,
  RecordEvent,
  RunEvent,
  TryEvent,
} from '../harness/record/events.ts';
import { shorten } from './bytes.ts';

/** A record, sorted by kind. */
export interface Gathered {
  run: RunEvent;
  plan: Omit<PlanEvent, 'type'>;
  cases: Map<string, CaseEvent>;
  /** By case. */
  findings: Map<string, FindingEvent[]>;
  /** Those that findings cite; long answers shortened. */
  exchanges: Map<number, KeptExchange>;
  /** Later tries, by case. */
  tries: Map<string, TryEvent[]>;
  /** All that later tries have found, by case. */
  foundAgain: Map<string, FindingEvent[]>;
  exchangeCount: number;
  /** Cases that have asked something. */
  begun: Set<string>;
  payments: PaymentEvent[];
  notes: NoteEvent[];
  /** One for each shape of the load. */
  loads: LoadEvent[];
  /** Its last word. */
  exploration?: ExplorationEvent;
  end?: EndEvent;
}

export interface KeptExchange extends ExchangeEvent {
  shortened?: boolean;
}

/** A report shows some dozen lines of an answer; the whole stands in the record. */
const MAX_ANSWER = 16_384;
/** Where thousands of findings cite long answers, the later ones are cut to what still tells them apart. */
const MAX_ANSWERS = 32 * 1024 * 1024;
const SHORT_ANSWER = 1024;

/**
 * Sorts a record. A finding comes after the exchanges that it cites, and a review may cite any of
 * them: a record that can be read again (an array, a file) is gone over twice, so that only what
 * findings cite is ever held; of one that can't, all is held until its end.
 */
export function gather(events: Iterable<RecordEvent>): Gathered {
  const source = isOnce(events) ? [...events] : events;
  const sorted: Omit<Gathered, 'run'> & { run?: RunEvent } = {
    plan: { cases: [], clauses: [] },
    cases: new Map(),
    findings: new Map(),
    exchanges: new Map(),
    tries: new Map(),
    foundAgain: new Map(),
    exchangeCount: 0,
    begun: new Set(),
    payments: [],
    notes: [],
    loads: [],
  };
  for (const event of source) take(sorted, event);
  const { run, ...rest } = sorted;
  if (!run) throw new Error('a record begins with its run: this one has no such line');
  return { ...rest, run, exchanges: cited(rest, source) };
}

/** A generator is its own iterator, and gone once it was read. */
function isOnce(events: Iterable<RecordEvent>): boolean {
  return events[Symbol.iterator]() === (events as unknown);
}

function take(sorted: Omit<Gathered, 'run'> & { run?: RunEvent }, event: RecordEvent): void {
  switch (event.type) {
    case 'run':
      sorted.run = event;
      break;
    case 'plan':
      sorted.plan = { cases: event.cases, clauses: event.clauses };
      break;
    case 'exchange':
      sorted.exchangeCount += 1;
      sorted.begun.add(event.case);
      break;
    case 'finding':
      takeFinding(sorted.findings, event);
      if (event.try !== undefined) sorted.foundAgain.set(event.case, [...(sorted.foundAgain.get(event.case) ?? []), event]);
      break;
    case 'try':
      sorted.tries.set(event.case, [...(sorted.tries.get(event.case) ?? []), event]);
      break;
    case 'case':
      sorted.cases.set(event.id, event);
      break;
    case 'note':
      sorted.notes.push(event);
      break;
    case 'exploration':
      sorted.exploration = event;
      break;
    case 'load':
      sorted.loads.push(event);
      break;
    case 'payment':
      sorted.payments.push(event);
      break;
    case 'end':
      sorted.end = event;
      break;
  }
}

/** What a later try has found again is told already; the case itself is told what is new. */
function takeFinding(findings: Map<string, FindingEvent[]>, event: FindingEvent): void {
  const known = findings.get(event.case) ?? [];
  const again =
    event.try !== undefined &&
    known.some(({ key, clause, cause }) => key === event.key && clause === event.clause && cause?.key === event.cause?.key);
  if (!again) findings.set(event.case, [...known, event]);
}

function keep(event: ExchangeEvent, most: number): KeptExchange {
  const response = shorten(event.response, most);
  const body = event.body && shorten(event.body, most);
  if (!response.cut && !body?.cut) return event;
  return { ...event, response: response.bytes, ...(body ? { body: body.bytes } : {}), shortened: true };
}

function cited({ findings, foundAgain }: Pick<Gathered, 'findings' | 'foundAgain'>, events: Iterable<RecordEvent>): Map<number, KeptExchange> {
  const ids = new Set(
    [...findings.values(), ...foundAgain.values()]
      .flat()
      .flatMap((finding) => [finding, ...(finding.story ?? [])])
      .flatMap((citing) => citing.exchanges),
  );
  const kept = new Map<number, KeptExchange>();
  if (ids.size === 0) return kept;
  let held = 0;
  for (const event of events) {
    if (event.type !== 'exchange' || !ids.has(event.id)) continue;
    const exchange = keep(event, held < MAX_ANSWERS ? MAX_ANSWER : SHORT_ANSWER);
    held += lengthOf(exchange.response) + (exchange.body ? lengthOf(exchange.body) : 0);
    kept.set(event.id, exchange);
  }
  return kept;
}

function lengthOf(bytes: Bytes): number {
  return 'text' in bytes ? bytes.text.length : bytes.base64.length;
}
