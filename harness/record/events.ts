export type { LoadProgress } from '../load.ts';

import type { ConnectionFacts, Timing } from '../../wire/index.ts';
import type { ExplorationEvent, StoryStep } from './exploration-events.ts';
import type { LoadEvent } from './load-event.ts';
import type { PaymentEvent, RefundEvent } from './money-events.ts';
export type { ExplorationEnd, ExplorationEvent, StoryStep } from './exploration-events.ts';
export type { LoadEvent } from './load-event.ts';
export type { LoadSource } from '../load-told.ts';
export type { PaymentEvent, RefundEvent } from './money-events.ts';

/**
 * The record: one JSON object a line, appended as things happen, never changed. Everything that a
 * report says is made from these events; nothing that a report says is anywhere else.
 */
export type RecordEvent =
  | RunEvent
  | PlanEvent
  | ExchangeEvent
  | FindingEvent
  | CaseEvent
  | TryEvent
  | NoteEvent
  | ExplorationEvent
  | LoadEvent
  | PaymentEvent
  | RefundEvent
  | EndEvent;

/**
 * Whose interface a case is about.
 * - `partner`: its check/pay endpoint
 * - `operator`: an operator's Refund API
 * - `client`: the partner's client of the Refund API
 */
export type Side = 'partner' | 'operator' | 'client';

/** A sentence for people: a key of the message catalogues and the values in it. One record prints in every language. */
export interface Message {
  key: string;
  values?: Readonly<Record<string, string>>;
}

/** The first line: what was run, on what. */
export interface RunEvent {
  type: 'run';
  schemaVersion: 1;
  tool: { name: 'paycert'; version: string };
  /** The endpoint, without the query fields that the harness adds. */
  target: string;
  partner: string;
  /** ISO 8601, UTC. */
  startedAt: string;
  seed: string;
  profileDigest: string;
  /** Absent where no check/pay interface is tested. */
  kind?: 'balance' | 'order';
  edition?: 'xml' | 'json';
  /** Whose interfaces the profile gives; absent in older records: the partner's check/pay. */
  sides?: Side[];
  /** The profile as it was used, secrets left out. */
  profile: unknown;
  /** What narrowed the run (`--suite`, `--case`, `--skip`); absent for a whole run. */
  filter?: { suites?: string[]; cases?: string[]; skip?: string[] };
  node: string;
}

/** Which cases the run holds, in the order of the book, and the clauses that they cite. */
export interface PlanEvent {
  type: 'plan';
  cases: PlannedCase[];
  clauses: RecordedClause[];
}

export interface PlannedCase {
  id: string;
  suite: string;
  /** English; other languages by the id, from the catalogues. */
  title: string;
  clauses: string[];
  level: 'must' | 'should';
}

/** A clause in the words of its source (Russian). */
export interface RecordedClause {
  id: string;
  level: 'must' | 'should' | 'may';
  quote: string;
}

/** Bytes as text where they are UTF-8 that JSON can hold unchanged, else as base64. */
export type Bytes = { text: string } | { base64: string };

/** One request and what came of it. */
export interface ExchangeEvent {
  type: 'exchange';
  /** Counts from 1 within the run. */
  id: number;
  /** The case that asked. */
  case: string;
  /**
   * - `ordinary`: what the operator's system sends, word for word
   * - `odd`: what it never sends
   * - `cut`: we broke the connection
   * - `outside`: from an address that must be refused
   * - `limited`: answered 429, or 503 with Retry-After; asked again, and no verdict on the partner's answers
   */
  nature: 'ordinary' | 'odd' | 'cut' | 'outside' | 'limited';
  command?: 'check' | 'pay' | undefined;
  /** Absent: we asked. `incoming`: the client of the Refund API asked us, and the answer is ours. */
  direction?: 'incoming' | undefined;
  /** The call of the Refund API, where it is one. */
  call?: string | undefined;
  txn_id?: string | undefined;
  account?: string | undefined;
  /** ISO 8601, UTC. */
  at: string;
  to: { scheme: 'http' | 'https'; host: string; port: number };
  request: Bytes;
  response: Bytes;
  /** The body without transfer coding and gzip, when it differs from what stands in `response`. */
  body?: Bytes | undefined;
  status?: number | undefined;
  /** The result that the answer was read to say. */
  result?: string | undefined;
  /** The partner's number of the payment that the answer to a pay was read to give. */
  prv_txn?: string | undefined;
  end: { how: string; phase: string; code?: string; message?: string };
  /** Milliseconds from the start of the exchange. */
  timing: Timing;
  connection: ConnectionFacts;
  truncated?: boolean | undefined;
  faults?: { kind: string; detail: string }[] | undefined;
  tls?: { protocol: string; cipher: string } | undefined;
}

/** Who has to mend it. Only the partner's own faults fail a case. */
export type Blame = 'partner' | 'network' | 'configuration' | 'harness';

/** What a case objects to. */
export interface FindingEvent extends Message {
  type: 'finding';
  case: string;
  clause: string;
  level: 'must' | 'should';
  blame: Blame;
  /** Texts of protocol values (`result 0`) or of the partner, verbatim. */
  expected?: string;
  observed?: string;
  /** What probably lies behind it. */
  cause?: Message;
  /** Exchanges that show it, first the one to look at; at most ten. */
  exchanges: number[];
  /** How many exchanges showed it in all. */
  count: number;
  /** A counterexample of exploration, step by step. */
  story?: StoryStep[];
  /** `SEED:PATH`: tries the same steps again (`--explore-replay`). */
  replay?: string;
  /** It is of this try of its case; absent: of the first. */
  try?: number;
}

export type CaseVerdict = 'passed' | 'failed' | 'remark' | 'skipped' | 'inconclusive';

export interface CaseEvent {
  type: 'case';
  id: string;
  verdict: CaseVerdict;
  /** Why it was skipped or is inconclusive. */
  why?: Message;
  /**
   * What kind of skip: `not-applicable` (another kind of partner), `not-offered` (the profile lacks
   * something), `limit` (money or payments), `filter` (left out by the command line), `stopped`
   * (the run ended before).
   */
  skip?: 'not-applicable' | 'not-offered' | 'limit' | 'filter' | 'stopped';
  durationMs: number;
}

/**
 * A case that failed was tried once more, to tell what is broken from what fails now and then. The
 * verdict of the case stays that of its first try.
 */
export interface TryEvent {
  type: 'try';
  case: string;
  /** From 2 on. */
  number: number;
  verdict: CaseVerdict;
  /** Why it was skipped or is inconclusive. */
  why?: Message;
  durationMs: number;
}

/** Something the reader should know that is no objection: slowed down as told, account replaced … */
export interface NoteEvent extends Message {
  type: 'note';
  level: 'info' | 'warning';
}

export type RunVerdict = 'certified' | 'certified-with-remarks' | 'not-certified' | 'incomplete';

export interface ClauseState {
  id: string;
  level: 'must' | 'should' | 'may';
  state: 'verified' | 'violated' | 'not-verified';
  /** For want of what it is not verified. */
  why?: Message;
  /** What its state does not say, such as how far the run could see. */
  note?: Message;
}

/** The last line. A record without it is that of a run that was killed. */
export interface EndEvent {
  type: 'end';
  finishedAt: string;
  verdict: RunVerdict;
  reasons: Message[];
  clauses: ClauseState[];
  summary: Summary;
  interrupted?: boolean;
}

export interface Summary {
  passed: number;
  failed: number;
  remark: number;
  skipped: number;
  inconclusive: number;
  /** Payments credited. */
  payments: number;
  /** Their sum, `200.00`. */
  total: string;
  exchanges: number;
}
