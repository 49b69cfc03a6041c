import type {
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
import { bufferOf, shorten, splitHttp } from './bytes.ts';

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

/**
 * Goes over a record once. A finding comes after the exchanges that it cites, and a review may cite
 * any of them, so all are kept until the end, each with no more of its answer than a report shows.
 */
export function gather(events: Iterable<RecordEvent>): Gathered {
  const sorted: Omit<Gathered, 'run'> & { run?: RunEvent } = {
    plan: { cases: [], clauses: [] },
    cases: new Map(),
    findings: new Map(),
    exchanges: new Map(),
    tries: new Map(),
    exchangeCount: 0,
    begun: new Set(),
    payments: [],
    notes: [],
    loads: [],
  };
  for (const event of events) take(sorted, event);
  const { run, ...rest } = sorted;
  if (!run) throw new Error('a record begins with its run: this one has no such line');
  if (!rest.end && rest.payments.length === 0) rest.payments = paymentsOf(rest.exchanges.values());
  return { ...rest, run, exchanges: cited(rest) };
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
      sorted.exchanges.set(event.id, keep(event));
      break;
    case 'finding':
      takeFinding(sorted.findings, event);
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

/** What a later try has found again is told already. */
function takeFinding(findings: Map<string, FindingEvent[]>, event: FindingEvent): void {
  const known = findings.get(event.case) ?? [];
  const again =
    event.try !== undefined &&
    known.some(({ key, clause, cause }) => key === event.key && clause === event.clause && cause?.key === event.cause?.key);
  if (!again) findings.set(event.case, [...known, event]);
}

function keep(event: ExchangeEvent): KeptExchange {
  const response = shorten(event.response, MAX_ANSWER);
  const body = event.body && shorten(event.body, MAX_ANSWER);
  if (!response.cut && !body?.cut) return event;
  return { ...event, response: response.bytes, ...(body ? { body: body.bytes } : {}), shortened: true };
}

function cited({ findings, exchanges }: Pick<Gathered, 'findings' | 'exchanges'>): Map<number, KeptExchange> {
  const ids = new Set(
    [...findings.values()]
      .flat()
      .flatMap((finding) => [finding, ...(finding.story ?? [])])
      .flatMap((citing) => citing.exchanges),
  );
  return new Map([...exchanges].filter(([id]) => ids.has(id)));
}

/**
 * The payments of a run that was killed before it wrote them down. Its money moved all the same, so
 * the reader must see it: one payment for each `txn_id` that a pay was asked for.
 */
function paymentsOf(exchanges: Iterable<ExchangeEvent>): PaymentEvent[] {
  const payments = new Map<string, PaymentEvent>();
  for (const exchange of exchanges) {
    if (exchange.command !== 'pay' || exchange.txn_id === undefined) continue;
    const known = payments.get(exchange.txn_id);
    const state = known?.state === 'credited' || exchange.result === '0' ? 'credited' : isFinal(exchange.result) ? 'refused' : 'open';
    const query = queryOf(exchange);
    payments.set(exchange.txn_id, {
      type: 'payment',
      txn_id: exchange.txn_id,
      account: known?.account ?? exchange.account ?? '',
      sum: known?.sum ?? query.get('sum') ?? '',
      txn_date: known?.txn_date ?? query.get('txn_date') ?? '',
      asked: (known?.asked ?? 0) + 1,
      state,
    });
  }
  return [...payments.values()];
}

function isFinal(result: string | undefined): boolean {
  return result !== undefined && result !== '4';
}

function queryOf(exchange: ExchangeEvent): URLSearchParams {
  const target = splitHttp(bufferOf(exchange.request)).line.split(' ')[1] ?? '';
  return new URLSearchParams(target.slice(target.indexOf('?') + 1));
}
