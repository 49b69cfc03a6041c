import type { ClauseId, Level } from '../protocol/index.ts';
import type { Blame, FindingEvent, Message, StoryStep } from './record/events.ts';

/** What an expectation objects to, before the case's name is put to it. */
export interface Finding extends Message {
  /** Default: the case's first clause. */
  clause?: ClauseId;
  /** Default: the case's level. */
  level?: Level;
  /** Default `partner`. */
  blame?: Blame;
  expected?: string;
  observed?: string;
  cause?: Message;
  exchanges?: number[];
  count?: number;
  story?: StoryStep[];
  replay?: string;
}

/** Takes findings for one case. */
export interface FindingSink {
  add(finding: Finding): void;
}

/** Most exchanges that a finding names; the count tells of the rest. */
const MAX_EXCHANGES = 10;

/** The sink of a case: completes findings and hands them on, each with every exchange that it is about. */
export function findingSink(
  of: { id: string; clauses: readonly ClauseId[]; level: Level },
  take: (event: FindingEvent, about: readonly number[]) => void,
): FindingSink & { findings: FindingEvent[] } {
  const findings: FindingEvent[] = [];
  return {
    findings,
    add: (finding) => {
      const exchanges = finding.exchanges ?? [];
      const event: FindingEvent = {
        ...finding,
        type: 'finding',
        case: of.id,
        clause: finding.clause ?? of.clauses[0]!,
        level: finding.level ?? of.level,
        blame: finding.blame ?? 'partner',
        exchanges: exchanges.slice(0, MAX_EXCHANGES),
        count: finding.count ?? exchanges.length,
      };
      findings.push(event);
      take(event, exchanges);
    },
  };
}

/** Ends a case because its expectation failed; the finding is already with the sink. Not an error of the program. */
export class CaseFailed extends Error {
  override readonly name = 'CaseFailed';
}

/** Begins a case anew: a balance that follows its payments late may have shown it another case's money. */
export class Again extends Error {
  override readonly name = 'Again';
}

/** Ends a case that the evidence can't decide: inconclusive, never failed. */
export class Undecided extends Error {
  override readonly name = 'Undecided';
  readonly why: Message;
  constructor(why: Message) {
    super(why.key);
    this.why = why;
  }
}

/** Ends a case that turns out not to apply, or that a limit forbids: skipped, with the reason. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
  readonly why: Message;
  readonly kind: 'not-applicable' | 'not-offered' | 'limit' | 'stopped';
  constructor(kind: Skipped['kind'], why: Message) {
    super(why.key);
    this.kind = kind;
    this.why = why;
  }
}

/** Ends the whole run before any pay: the endpoint can't be reached or understood as the profile describes it. */
export class StopRun extends Error {
  override readonly name = 'StopRun';
  readonly why: Message;
  constructor(why: Message) {
    super(why.key);
    this.why = why;
  }
}
