import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Job, Outcome } from './job.ts';

/** A job that came to nothing, by a fault of ours: the worker crashed, or the run threw. */
export interface Broken {
  broken: string;
}

export interface Pace {
  /** Processes. Not threads: what crashes one of those takes the others with it. */
  workers: number;
  /** Runs beside each other in one: they wait more than they work. */
  beside: number;
  /** Least time between two beginnings in one process, milliseconds: runs that wait later are busy at their beginning. Default 0. */
  apartMs?: number;
}

const MOST_WORKERS = 4;

export function usualPace(): Pace {
  return { workers: Math.min(MOST_WORKERS, availableParallelism()), beside: 4 };
}

export interface WorkersOptions {
  pace?: Pace | undefined;
  /** Runs that only wait: they start first and take nobody's place. */
  isSlow: (job: Job) => boolean;
  /** Told of each job as it ends. */
  done?: ((job: Job, result: Outcome | Broken) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** The worker's program; tests give their own. */
  program?: string | undefined;
}

/** Compiled, the file has another ending. */
const PROGRAM = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url));

interface Worker {
  child: ChildProcess;
  /** Places in `jobs` that it is at work on. */
  busy: Set<number>;
  /** When the next run may begin, on the monotonic clock, and what waits for that. */
  nextAt: number;
  timer?: NodeJS.Timeout | undefined;
}

/**
 * Runs the jobs spread over processes, and gives what each came to, in order. A worker that crashes
 * breaks the jobs it was at work on, and another takes its place. Rejects when the signal is given.
 */
export async function runInWorkers(jobs: readonly Job[], options: WorkersOptions): Promise<(Outcome | Broken)[]> {
  const { pace = usualPace(), isSlow, done, signal, program = PROGRAM } = options;
  const results: (Outcome | Broken)[] = [];
  const slow = new Set([...jobs.keys()].filter((at) => isSlow(jobs[at]!)));
  const quick = [...jobs.keys()].filter((at) => !slow.has(at));
  const workers = new Set<Worker>();
  const { promise, resolve, reject } = latch();
  signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  let left = jobs.length;

  const finish = (worker: Worker, at: number, result: Outcome | Broken) => {
    if (!worker.busy.delete(at)) return;
    results[at] = result;
    done?.(jobs[at]!, result);
    if (--left === 0) resolve();
  };
  const give = ({ child, busy }: Worker, at: number) => {
    busy.add(at);
    child.send({ at, job: jobs[at] });
  };
  const { beside, apartMs = 0 } = pace;
  const fill = (worker: Worker): void => {
    clearTimeout(worker.timer);
    while (workers.has(worker) && quick.length > 0 && [...worker.busy].filter((at) => !slow.has(at)).length < beside) {
      const early = worker.nextAt - performance.now();
      if (early > 0) return void (worker.timer = setTimeout(fill, early, worker));
      worker.nextAt = performance.now() + apartMs;
      give(worker, quick.shift()!);
    }
  };
  const start = (): Worker => {
    const worker: Worker = { child: fork(program, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }), busy: new Set(), nextAt: 0 };
    const { child } = worker;
    workers.add(worker);
    let last = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (last = (last + text).slice(-4_000)));
    child.on('message', ({ at, outcome, broken }: { at: number; outcome?: Outcome; broken?: string }) => {
      finish(worker, at, outcome ?? { broken: broken ?? 'no outcome' });
      fill(worker);
    });
    const lost = (why: string) => {
      if (!workers.delete(worker)) return;
      for (const at of worker.busy) finish(worker, at, { broken: `${why}\n${last}`.trim() });
      if (left > 0) fill(start());
    };
    child.on('error', (error) => lost(error.message));
    child.on('close', (code, name) => lost(`the worker ended with ${name ?? code}`));
    return worker;
  };

  try {
    if (left === 0) resolve();
    else {
      const all = Array.from({ length: pace.workers }, start);
      for (const [index, at] of [...slow].entries()) give(all[index % all.length]!, at);
      for (const worker of all) fill(worker);
    }
    await promise;
  } finally {
    const all = [...workers];
    workers.clear();
    for (const { child, timer } of all) {
      clearTimeout(timer);
      child.kill('SIGKILL');
    }
  }
  return results;
}

function latch(): { promise: Promise<void>; resolve: () => void; reject: (why: Error) => void } {
  let settle: { resolve: () => void; reject: (why: Error) => void } | undefined;
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle! };
}
