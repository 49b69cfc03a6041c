import { GALLERY, MISCONFIGURATIONS, type GalleryFault, type Misconfiguration } from '../../simulators/index.ts';
import { CASES } from '../../suites/index.ts';
import { ADDRESSES } from '../partner-profile.ts';
import { coverage } from './coverage.ts';
import type { Job, Outcome } from './job.ts';
import { judgeFault, judgeMisconfiguration, judgeReference, type Judgement } from './judge.ts';
import { runInWorkers, usualPace, type Broken, type Pace } from './workers.ts';

/**
 * - `no-chapter`: its chapter is not among the suites
 * - `no-second-address`: this system has no second loopback address to call from
 */
export type Left = 'no-chapter' | 'no-second-address';

/** One row of the matrix: who was certified, and whether that came out as it should. */
export interface Row extends Judgement {
  of: Job['of'];
  name: string;
  chapter: string;
  cases: readonly string[];
  seed: string;
  ms: number;
  /** Why it was not run; it is not caught then. */
  left?: Left;
}

export interface Matrix {
  rows: Row[];
  /** Cases that nothing in the galleries shows. */
  without: string[];
  /** Exceptions that have a fault after all, or name no case. */
  needless: string[];
  ms: number;
}

export interface MatrixOptions {
  seeds: readonly string[];
  /** Only these faults; absent: all, the reference and the misconfigurations. */
  faults?: readonly string[] | undefined;
  pace?: Pace | undefined;
  /** Told of each run as it ends. */
  listen?: ((row: Row, done: number, all: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Runs in one process that do little but wait; with more of them each comes late to its own appointments on a busy machine. */
const WAITING_BESIDE = 9;
/** Each is busy for its first half second. */
const WAITING_APART_MS = 400;

const CHAPTERS = new Set(CASES.map(({ suite }) => suite));

/** The reference in every kind and edition. */
export const REFERENCES: readonly Omit<Job, 'seed'>[] = [
  ...(['balance', 'order'] as const).flatMap((kind) =>
    (['xml', 'json'] as const).map((answers) => ({ of: 'reference' as const, name: `${kind}-${answers}`, kind, answers })),
  ),
  { of: 'reference', name: 'operator', side: 'operator' },
  { of: 'reference', name: 'refund-client', side: 'client' },
];

/** Why a fault is not run here. */
export function leftOut({ cases, options }: GalleryFault): Left | undefined {
  if (!cases.some((id) => CHAPTERS.has(id.slice(0, id.indexOf('.'))))) return 'no-chapter';
  return options?.allow && !ADDRESSES ? 'no-second-address' : undefined;
}

/** Certifies the reference, each fault and each misconfiguration, and judges the harness by what came of it. */
export async function runMatrix({ seeds, faults: names, pace, listen, signal }: MatrixOptions): Promise<Matrix> {
  const began = performance.now();
  const faults = GALLERY.filter(({ name }) => names === undefined || names.includes(name));
  const misconfigurations = names === undefined ? MISCONFIGURATIONS : [];
  const jobs = seeds.flatMap((seed): Job[] => [
    ...(names === undefined ? REFERENCES.map((each) => ({ ...each, seed })) : []),
    ...faults.filter((fault) => !leftOut(fault)).map(({ name, side }): Job => ({ of: 'fault', name, seed, side })),
    ...misconfigurations.map(({ name }): Job => ({ of: 'misconfiguration', name, seed })),
  ]);
  let done = 0;
  const work = (some: readonly Job[], how: Pace | undefined) =>
    runInWorkers(some, {
      pace: how,
      signal,
      isSlow: ({ of, name }) => of === 'fault' && GALLERY.some((fault) => fault.name === name && fault.slow === true),
      done: (job, result) => listen?.(rowOf(job, result), ++done, jobs.length),
    });
  // A client of the Refund API is judged by when it comes: its runs wait, and must not wait for the work of the others.
  const waits = ({ side }: Job) => side === 'client';
  const busy = await work(
    jobs.filter((job) => !waits(job)),
    pace,
  );
  const waiting = await work(jobs.filter(waits), pace ?? { ...usualPace(), beside: WAITING_BESIDE, apartMs: WAITING_APART_MS });
  const ran = new Map([...jobs.filter((job) => !waits(job)), ...jobs.filter(waits)].map((job, at) => [job, [...busy, ...waiting][at]]));
  const left = faults.flatMap((fault): Row[] => {
    const why = leftOut(fault);
    return why ? [{ ...about(fault), seed: '', ms: 0, outcome: 'missed', missing: [...fault.cases], unexpected: [], left: why }] : [];
  });
  const rows = [...jobs.map((job) => rowOf(job, ran.get(job) ?? { broken: 'never run' })), ...left];
  return { rows, ...coverage(CASES, [...GALLERY, ...MISCONFIGURATIONS]), ms: Math.round(performance.now() - began) };
}

function about(fault: GalleryFault): Pick<Row, 'of' | 'name' | 'chapter' | 'cases'> {
  return { of: 'fault', name: fault.name, chapter: fault.chapter, cases: fault.cases };
}

function rowOf(job: Job, ran: Outcome | Broken): Row {
  const { of, name, seed } = job;
  const ms = 'broken' in ran ? 0 : ran.ms;
  if (of === 'reference') return { of, name, chapter: 'reference', cases: [], seed, ms, ...judgeReference(ran) };
  if (of === 'fault') {
    const fault = named(GALLERY, name);
    return { ...about(fault), seed, ms, ...judgeFault(fault, ran) };
  }
  const wrong: Misconfiguration = named(MISCONFIGURATIONS, name);
  return { of, name, chapter: 'misconfiguration', cases: wrong.cases, seed, ms, ...judgeMisconfiguration(wrong, ran) };
}

function named<T extends { name: string }>(gallery: readonly T[], name: string): T {
  const found = gallery.find((each) => each.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
}
