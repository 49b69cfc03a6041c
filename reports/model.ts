import type {
  Blame,
  Bytes,
  CaseVerdict,
  ExchangeEvent,
  ExplorationEvent,
  LoadEvent,
  PaymentEvent,
  RunVerdict,
  Side,
  Summary,
} from '../harness/record/events.ts';
import type { Lang } from './messages/index.ts';
import type { StoryLine } from './story.ts';

/**
 * The report: the record of a run in one language, ready for every renderer and for `report.json`.
 * Sentences are in that language; each has its message key beside it, for scripts. `T` is what a
 * sentence is: a text, or for a page that switches its language a text in each (`Said`).
 */
export interface Report<T = string> {
  schemaVersion: 1;
  tool: { name: 'paycert'; version: string };
  lang: Lang;
  target: string;
  partner: string;
  /** Whose interfaces were judged; absent in reports of older records: the partner's check/pay. */
  sides?: Side[];
  /** Absent where no check/pay interface was tested. */
  kind?: 'balance' | 'order';
  edition?: 'xml' | 'json';
  /** ISO 8601, UTC. */
  startedAt: string;
  /** Null for a run that was killed. */
  finishedAt: string | null;
  seed: string;
  profileDigest: string;
  /** `sha256:` of the record that this was made from: the same in every language and format. Absent where there is no file. */
  recordDigest?: string;
  /** What narrowed the run. */
  scope: { whole: boolean; suites?: string[]; cases?: string[]; skip?: string[] };
  verdict: RunVerdict;
  /** The user ended the run, or it was killed. */
  interrupted: boolean;
  /** What decided the verdict. */
  reasons: T[];
  reasonKeys: string[];
  summary: Summary;
  clauses: ReportClause<T>[];
  /** The chapters in the order of the book. */
  suites: ReportSuite<T>[];
  cases: ReportCase<T>[];
  payments: Omit<PaymentEvent, 'type'>[];
  /** What the run moved, in tenge. */
  money: {
    payments: number;
    total: string;
    currency: 'KZT';
    /** What tells of credits in this run. */
    oracles: ('answers' | 'balance' | 'ledger')[];
    /** Payments of which all oracles that can tell say exactly one credit. */
    creditedOnce: number;
    /** Tenge that somebody may lose, and in how many payments. */
    atRisk: string;
    paymentsAtRisk: number;
  };
  /** Figures of the load chapter; null where it was not run. */
  load: ReportLoad | null;
  notes: ReportNote<T>[];
  /** Failures that are overlooked for a time, and the failed cases that each of them covers. */
  waivers: ReportWaiver[];
  /** How exploration went; null where it was not asked for. */
  exploration: Omit<ExplorationEvent, 'type'> | null;
  /** Shell scripts that show counterexamples again, to be written beside the report. */
  scripts: { name: string; text: string }[];
  /** The exchanges that findings cite, in the order of the run. */
  exchanges: CitedExchange[];
}

/** The figures of a load. */
export interface LoadFigures {
  shape: LoadEvent['shape'];
  engine: LoadEvent['engine'];
  /** Null, here and below: not known, as another tool has measured it. */
  connections: number | null;
  /** Requests sent, repeats included; answered whole; answered against the protocol. */
  sent: number;
  answered: number | null;
  wrong: number | null;
  requestsPerSecond: number;
  cpuMicrosPerRequest: number | null;
  latencyMs: LoadEvent['latencyMs'];
  serviceMs: LoadEvent['serviceMs'];
  arrivalErrorMs: LoadEvent['arrivalErrorMs'];
  /** Where another tool has measured it. */
  source?: LoadEvent['source'];
}

/** The last shape of the load at the top, every shape with all that is known of it under `shapes`. */
export interface ReportLoad extends LoadFigures {
  shapes: (Omit<LoadEvent, 'type'> & { requestsPerSecond: number })[];
}

export interface ReportClause<T = string> {
  id: string;
  level: 'must' | 'should' | 'may';
  state: 'verified' | 'violated' | 'not-verified';
  /** In the words of the source (Russian). */
  quote: string;
  /** The quotation in the report's language; null in Russian. */
  translation: T | null;
  /** What it asks of a developer, in a plain sentence. */
  reading: T | null;
  /** How to do it right. */
  fix: T | null;
  /** A request and its right answer, the same in every language. */
  example: string | null;
  why: T | null;
  whyKey: string | null;
  /** What its state does not say, such as how far the run could see. */
  note: T | null;
  /** Ids of the cases that cite it. */
  cases: string[];
}

export interface ReportSuite<T = string> {
  name: string;
  title: T;
  counts: Record<CaseVerdict, number>;
}

export interface ReportCase<T = string> {
  id: string;
  suite: string;
  title: T;
  clauses: string[];
  level: 'must' | 'should';
  verdict: CaseVerdict;
  /** What kind of skip. */
  skip?: string;
  why: T | null;
  whyKey: string | null;
  durationMs: number;
  findings: ReportFinding<T>[];
  /** Overlooked for a time; its verdict stays. */
  waived?: ReportWaiver;
  /** The verdicts of all its tries, where it was tried again; `verdict` is that of the first. */
  tries?: CaseVerdict[];
  /** The later ones, in order, each with all that it found. */
  again?: ReportTry<T>[];
}

/** A later try of a case that failed. */
export interface ReportTry<T = string> {
  /** From 2 on. */
  number: number;
  verdict: CaseVerdict;
  why: T | null;
  whyKey: string | null;
  durationMs: number;
  findings: ReportFinding<T>[];
}

/** What an operator has agreed to overlook, who answers for it, and until when. */
export interface ReportWaiver {
  /** One of these two. */
  case?: string;
  clause?: string;
  reason: string;
  owner: string;
  ticket: string;
  /** The last day on which it holds. */
  expiry: string;
  cases: string[];
}

export interface ReportFinding<T = string> {
  key: string;
  values?: Readonly<Record<string, string>>;
  message: T;
  clause: string;
  level: 'must' | 'should';
  blame: Blame;
  expected: string | null;
  observed: string | null;
  cause: T | null;
  causeKey: string | null;
  /** First the one to look at; at most ten of `count`. */
  exchanges: number[];
  count: number;
  /** A command for each of these exchanges that asks the same again. */
  curl: string[];
  /** A counterexample of exploration, step by step. */
  story?: StoryLine<T>[];
  /** The script of `scripts` that shows it again. */
  script?: string;
  /** The command that tries it again. */
  replay?: string;
}

export interface ReportNote<T = string> {
  key: string;
  level: 'info' | 'warning';
  message: T;
}

/** An exchange of the record; long answers are cut, and the cut is marked. */
export interface CitedExchange extends Omit<ExchangeEvent, 'type'> {
  /** The record has more of `response` or `body` than stands here. */
  shortened?: boolean;
  curl: string;
}

export type { Bytes };
