import { isViolation } from './formats/outcome.ts';
import type { CaseVerdict } from '../harness/record/events.ts';
import type { Report, ReportCase, ReportWaiver } from './model.ts';

/** Two runs beside each other: what the second does that the first did not. */
export interface Comparison {
  before: Side;
  after: Side;
  /** Failed before, passes now. */
  fixed: Change[];
  /** Fails now, did not fail before. */
  new: Change[];
  /** Fails as before. */
  still: Change[];
  /** Fails otherwise than before, or went between passed, remark and undecided. */
  changed: Change[];
  /** Failed before; this run does not tell: skipped, undecided, or no case of it. */
  unseen: Change[];
  /** Fails now, and is waived: set aside, whatever it did before. */
  waived: Change[];
  load: LoadChange[];
  /** Something fails that did not fail before: a case, or another clause in a case that failed before. */
  fails: boolean;
}

export interface Side {
  target: string;
  startedAt: string;
  verdict: Report['verdict'];
  version: string;
  seed: string;
}

export interface Change {
  case: string;
  suite: string;
  title: string;
  /** Null where the run has no such case. */
  from: CaseVerdict | null;
  to: CaseVerdict | null;
  /** Objections of the second run; of a fixed case, those of the first. */
  findings: { clause: string; message: string }[];
  /** Of these, the violations that the first run did not have. */
  added: { clause: string; message: string }[];
  /** The verdicts of all tries, where the case was tried again. */
  tries?: CaseVerdict[];
  /** By whom and until when it is overlooked, where it is. */
  waiver?: Pick<ReportWaiver, 'reason' | 'owner' | 'ticket' | 'expiry'>;
}

/** A figure of the load that moved by more than load figures do by themselves. */
export interface LoadChange {
  /** Where it stands below `load` of `report.json`: `latencyMs.p95`. */
  figure: string;
  from: number;
  to: number;
  /** `worse` or `better` for who waits. */
  direction: 'worse' | 'better';
}

export function compareReports(before: Report, after: Report): Comparison {
  const old = new Map(before.cases.map((each) => [each.id, each]));
  const now = new Map(after.cases.map((each) => [each.id, each]));
  const comparison: Comparison = {
    before: sideOf(before),
    after: sideOf(after),
    fixed: [],
    new: [],
    still: [],
    changed: [],
    unseen: [],
    waived: [],
    load: loadChanges(before.load, after.load),
    fails: false,
  };
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const [kind, change] = changeOf(old.get(id), now.get(id));
    if (kind) comparison[kind].push(change);
  }
  comparison.fails = comparison.new.length > 0 || comparison.changed.some(({ added }) => added.length > 0);
  return comparison;
}

type Kind = 'fixed' | 'new' | 'still' | 'changed' | 'unseen' | 'waived';

function changeOf(old: ReportCase | undefined, now: ReportCase | undefined): [Kind | undefined, Change] {
  const { id, suite, title } = (now ?? old)!;
  const [from, to] = [old?.verdict ?? null, now?.verdict ?? null];
  const violated = new Set(old && from === 'failed' ? old.findings.filter(isViolation).map(({ clause }) => clause) : []);
  const added = to === 'failed' ? now!.findings.filter((each) => isViolation(each) && !violated.has(each.clause)) : [];
  const told = to === 'failed' || to === 'remark' ? now!.findings : from === 'failed' ? old!.findings : [];
  const change: Change = {
    case: id,
    suite,
    title,
    from,
    to,
    findings: told.map(plain),
    added: added.map(plain),
    ...(now?.tries ? { tries: now.tries } : {}),
    ...(now?.waived ? { waiver: agreed(now.waived) } : {}),
  };
  if (now?.waived) return ['waived', { ...change, added: [] }];
  return [kindOf(from, to, added.length > 0 || signOf(old) !== signOf(now)), change];
}

function kindOf(from: CaseVerdict | null, to: CaseVerdict | null, otherwise: boolean): Kind | undefined {
  if (to === 'failed') return from !== 'failed' ? 'new' : otherwise ? 'changed' : 'still';
  if (from === 'failed') return to === 'passed' || to === 'remark' ? 'fixed' : 'unseen';
  const told = (verdict: CaseVerdict | null) => verdict === 'passed' || verdict === 'remark' || verdict === 'inconclusive';
  return told(from) && told(to) && from !== to ? 'changed' : undefined;
}

function agreed({ reason, owner, ticket, expiry }: ReportWaiver): NonNullable<Change['waiver']> {
  return { reason, owner, ticket, expiry };
}

/**
 * What a case objects to, whatever account or number it was seen on. The likely cause is left out: it
 * depends on what ran beside the case.
 */
function signOf(of: ReportCase | undefined): string {
  const objections = of?.findings.map(({ key, clause, values }) => JSON.stringify([key, clause, values?.['element'] ?? null])) ?? [];
  return [...new Set(objections)].sort().join(' ');
}

function plain({ clause, message }: { clause: string; message: string }): { clause: string; message: string } {
  return { clause, message };
}

function sideOf({ target, startedAt, verdict, tool, seed }: Report): Side {
  return { target, startedAt, verdict, version: tool.version, seed };
}

/**
 * How far figures of the same endpoint lie apart from one run to the next, by which more is a change: a
 * share of the earlier figure, and a least difference below which nobody waits longer.
 */
const NOISE: readonly { figure: RegExp; share: number; least: number; more: LoadChange['direction'] }[] = [
  { figure: /^(latencyMs|serviceMs)\.(p50|p90)$/, share: 0.2, least: 5, more: 'worse' },
  { figure: /^(latencyMs|serviceMs)\.(p95|p99)$/, share: 0.35, least: 10, more: 'worse' },
  { figure: /^requestsPerSecond$/, share: 0.1, least: 1, more: 'better' },
  { figure: /^wrong$/, share: 0, least: 1, more: 'worse' },
];

function loadChanges(before: unknown, after: unknown): LoadChange[] {
  const [old, now] = [figuresOf(before), figuresOf(after)];
  return [...now].flatMap(([figure, to]): LoadChange[] => {
    const from = old.get(figure);
    const noise = NOISE.find((each) => each.figure.test(figure));
    if (from === undefined || !noise || Math.abs(to - from) < Math.max(noise.least, noise.share * Math.abs(from))) return [];
    return [{ figure, from, to, direction: to > from === (noise.more === 'worse') ? 'worse' : 'better' }];
  });
}

/** The numbers of a load, two levels deep; whatever else stands there is passed over. */
function figuresOf(load: unknown): Map<string, number> {
  const figures = new Map<string, number>();
  const take = (value: unknown, name: string, depth: number): void => {
    if (typeof value === 'number' && Number.isFinite(value)) figures.set(name, value);
    if (typeof value !== 'object' || value === null || depth === 2) return;
    for (const [member, inner] of Object.entries(value)) take(inner, name === '' ? member : `${name}.${member}`, depth + 1);
  };
  take(load, '', 0);
  return figures;
}
