import type { GalleryFault, Misconfiguration } from '../../simulators/index.ts';
import type { Outcome } from './job.ts';
import type { Broken } from './workers.ts';

/**
 * - `caught`: the named cases ended as they should, and no others
 * - `missed`: one of them did not, or the run came to another verdict
 * - `false-alarm`: a case accused the partner of what it does right
 * - `crashed`: the harness broke, which catches nothing
 */
export type Catch = 'caught' | 'missed' | 'false-alarm' | 'crashed';

export interface Judgement {
  outcome: Catch;
  /** Cases that should have shown it and did not. */
  missing: string[];
  /** Cases that should not have failed. */
  unexpected: string[];
  /** Another verdict than the one that was due. */
  verdict?: { is: string; due: string };
  /** How the harness broke. */
  problem?: string;
  /** A wrong profile was blamed on the partner, or on nobody. */
  misblamed?: true;
}

const CAUGHT: Judgement = { outcome: 'caught', missing: [], unexpected: [] };

function crashOf(ran: Outcome | Broken): Judgement | undefined {
  if ('broken' in ran) return { ...CAUGHT, outcome: 'crashed', problem: ran.broken };
  if (ran.crashes.length > 0) return { ...CAUGHT, outcome: 'crashed', problem: ran.crashes.join('\n') };
  return undefined;
}

/** The worst that can be said of it, with all that led to it. */
function judged(missing: string[], unexpected: string[], verdict: { is: string; due: string } | undefined): Judgement {
  const wrong = verdict && verdict.is !== verdict.due ? { verdict } : {};
  const outcome = missing.length > 0 ? 'missed' : unexpected.length > 0 ? 'false-alarm' : 'verdict' in wrong ? 'missed' : 'caught';
  return { outcome, missing, unexpected, ...wrong };
}

/** What of a fault the judgement goes by. */
type Judged = Omit<GalleryFault, 'side'>;

export function judgeFault(fault: Judged, ran: Outcome | Broken): Judgement {
  const crash = crashOf(ran);
  if (crash || 'broken' in ran) return crash ?? CAUGHT;
  const [due, seen] = fault.remark
    ? (['certified-with-remarks', ran.remark] as const)
    : fault.undecided
      ? (['incomplete', ran.inconclusive] as const)
      : (['not-certified', ran.failed] as const);
  const missing = fault.cases.filter((id) => !seen.includes(id));
  const unexpected = ran.failed.filter((id) => fault.remark || fault.undecided || !isNamed(fault, id));
  // A run that was narrowed never certifies, so its verdict says nothing of the fault.
  return judged(missing, unexpected, fault.matrix?.cases ? undefined : { is: ran.verdict, due });
}

/** Chapters whose defects move money wrongly, so that the partner's own books may show them as well. */
const IN_THE_BOOKS: ReadonlySet<string> = new Set(['pay', 'repeats', 'broken-connections', 'bad-requests', 'orders']);

function isNamed({ chapter, cases, also = [] }: Judged, id: string): boolean {
  if (id.startsWith('ledger.') && IN_THE_BOOKS.has(chapter)) return true;
  return cases.includes(id) || also.some((name) => name === id || name === '*' || (name.endsWith('.*') && id.startsWith(name.slice(0, -1))));
}

/** A wrong profile stops the run and accuses nobody. */
export function judgeMisconfiguration({ cases, note }: Misconfiguration, ran: Outcome | Broken): Judgement {
  const crash = crashOf(ran);
  if (crash || 'broken' in ran) return crash ?? CAUGHT;
  const seen = note === undefined ? ran.inconclusive : ran.notes.includes(note) ? ran.passed : [];
  const judgement = judged(
    cases.filter((id) => !seen.includes(id)),
    ran.failed,
    { is: ran.verdict, due: note === undefined ? 'incomplete' : 'certified' },
  );
  const misblamed = ran.blames.includes('partner') || (note === undefined && ran.blames.length === 0);
  return misblamed ? { ...judgement, outcome: 'false-alarm', misblamed } : judgement;
}

/** The reference passes everything: a failure or a remark is a false alarm, and an open end a miss. */
export function judgeReference(ran: Outcome | Broken): Judgement {
  const crash = crashOf(ran);
  if (crash || 'broken' in ran) return crash ?? CAUGHT;
  return judged(ran.inconclusive, [...ran.failed, ...ran.remark], { is: ran.verdict, due: 'certified' });
}
