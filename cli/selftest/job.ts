import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certification, FindingEvent, RecordEvent } from '../../harness/index.ts';
import { faultByName, MISCONFIGURATIONS, operatorFaultByName, type Misconfiguration } from '../../simulators/index.ts';
import { certifyClient } from './client-run.ts';
import { certifyOperator, certifyPartner, ended, type SimulatedRun } from './simulated-run.ts';

/** One run of the matrix, in a form that can be handed to a worker. */
export interface Job {
  of: 'reference' | 'fault' | 'misconfiguration';
  /** `balance-xml` and the like, or the name in its gallery. */
  name: string;
  seed: string;
  kind?: 'balance' | 'order';
  answers?: 'xml' | 'json';
  /** Whose reference or fault it is. Default: the partner's. */
  side?: 'partner' | 'operator' | 'client';
}

/** What a run came to, as far as the matrix is concerned. */
export interface Outcome {
  verdict: string;
  failed: string[];
  remark: string[];
  inconclusive: string[];
  passed: string[];
  /** Keys of the notes that the run left. */
  notes: string[];
  /** Whom the findings blame. */
  blames: string[];
  /** Faults of the harness: a crash is no catch. */
  crashes: string[];
  ms: number;
}

/** Result 4 is given up after this, so that a fault that sticks there is not waited for; seconds. */
const PATIENCE = { processingTimeout: 2 };

/** Short, and dense: the matrix is run often. */
const LOAD_SECONDS = 1;

/** Runs one job in this thread. Throws only by a fault of ours. */
export async function runJob(job: Job): Promise<Outcome> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'paycert-selftest-'));
  try {
    const { end, events, crashes } = await certifySide(job, folder);
    return {
      verdict: end.verdict,
      failed: ended(events, 'failed'),
      remark: ended(events, 'remark'),
      inconclusive: ended(events, 'inconclusive'),
      passed: ended(events, 'passed'),
      notes: events.flatMap((event) => (event.type === 'note' ? [event.key] : [])),
      blames: blamesOf(events),
      crashes: crashes.map(({ stack, message }) => stack ?? message),
      ms: Math.round(performance.now() - began),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function certifySide(job: Job, folder: string): Promise<Certification> {
  switch (job.side) {
    case 'operator':
      return ofOperator(job, folder);
    case 'client':
      return certifyClient({ ...faultOf(job), folder });
    default: {
      const wrong = job.of === 'misconfiguration' ? misconfigurationOf(job.name).client : undefined;
      return wrong ? certifyClient({ seed: job.seed, folder, more: wrong }) : ofPartner(job, folder);
    }
  }
}

function ofPartner(job: Job, folder: string): Promise<Certification> {
  const { fault, ...how } = settingOf(job);
  return certifyPartner({ seed: job.seed, kind: job.kind, answers: job.answers, ...(fault === undefined ? {} : { fault }) }, { ...how, folder });
}

function faultOf({ of, name, seed }: Job): { seed: string; fault?: string } {
  return { seed, ...(of === 'fault' ? { fault: name } : {}) };
}

/** A refund that stays open is given up soon where a fault may be the reason. */
function ofOperator({ of, name, seed }: Job, folder: string): Promise<Certification> {
  if (of !== 'fault') return certifyOperator({ seed }, { folder, section: { processingTimeout: 10 } });
  const { matrix } = operatorFaultByName(name);
  const filter = matrix ? { filter: { cases: matrix.cases } } : {};
  return certifyOperator({ seed, fault: name }, { folder, section: { processingTimeout: 1 }, ...filter });
}

function blamesOf(events: readonly RecordEvent[]): string[] {
  return [...new Set(events.filter((event): event is FindingEvent => event.type === 'finding').map(({ blame }) => blame))].sort();
}

function settingOf({ of, name }: Job): Omit<SimulatedRun, 'folder'> & { fault?: string } {
  if (of === 'reference') return { loadSeconds: LOAD_SECONDS };
  if (of === 'fault') {
    const { cases, chapter, matrix = {} } = faultByName(name);
    return {
      fault: name,
      // Whatever goes wrong with money shows in the ledger too; there it would hide which case catches it without one.
      profile: {
        ...PATIENCE,
        ...(matrix.expectedPerMinute === undefined ? {} : { expectedPaymentsPerMinute: matrix.expectedPerMinute }),
        ...(matrix.repeatAfter === undefined ? {} : { repeatAfter: matrix.repeatAfter }),
        ...(chapter === 'ledger' ? {} : { ledger: undefined }),
      },
      // Load is for what only load shows.
      loadSeconds: cases.some((id) => id.startsWith('load.')) ? LOAD_SECONDS : 0,
      options: { delayMs: matrix.delayMs },
      // Without the preflight, which would ask ten times what takes six seconds once.
      ...(matrix.exploreMs ? { explore: { forMs: matrix.exploreMs } } : {}),
      ...(matrix.cases ? { filter: { cases: matrix.cases, skip: ['preflight'] } } : {}),
    };
  }
  const { options, profile, rootUnknown } = misconfigurationOf(name);
  return {
    ...(options ? { options } : {}),
    profile: (partner) => ({ ...(rootUnknown ? { tls: {} } : {}), ...profile?.(partner) }),
  };
}

function misconfigurationOf(name: string): Misconfiguration {
  const found = MISCONFIGURATIONS.find((each) => each.name === name);
  if (!found) throw new Error(`no misconfiguration ${name}`);
  return found;
}
