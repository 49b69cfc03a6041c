import { Worker } from 'node:worker_threads';
import type { LoadJob, LoadProgress, LoadRunner } from '../harness/load.ts';
import type { Part } from './merge.ts';
import { shareOf } from './share.ts';

export interface RunnerOptions {
  /** Threads that share the connections. Default 1: enough for whatever a partner can take. */
  workers?: number;
  /** Told a few times a second, of all threads together. */
  progress?: (progress: LoadProgress) => void;
}

/** Always the compiled one, which `npm run build` has made: what reads TypeScript on the fly is not there in a thread. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? '../dist/load/worker.js' : './worker.js', import.meta.url);

/** What the thread makes lives for a request; without this bound it would fill 50 MB before it is cleared away. */
const YOUNG_MB = 4;

/** A runner that puts each job on the wire from threads of its own. */
export function loadRunner({ workers = 1, progress = () => {} }: RunnerOptions = {}): LoadRunner {
  const ours: LoadRunner = async (jobs, signal) => {
    const threads = jobs.every(({ shape }) => shape !== 'burst' && shape !== 'ramp')
      ? Math.min(workers, ...jobs.map(({ connections }) => connections))
      : 1;
    const latest: LoadProgress[] = [];
    const parts = await Promise.all(
      Array.from({ length: threads }, (_, index) =>
        runThread(
          jobs.map((job) => shareOf(job, index, threads)),
          threads === 1,
          signal,
          (told) => {
            latest[index] = told;
            progress(sum(latest.filter((each) => each !== undefined)));
          },
        ),
      ),
    );
    if (threads === 1) return parts[0]!.map(({ result }) => result);
    // Only figures of several threads have to be put together here: else this thread does without histograms.
    const [{ merge }, { prepareHistograms }] = await Promise.all([import('./merge.ts'), import('./meter.ts')]);
    prepareHistograms();
    return jobs.map((job, at) =>
      merge(
        job,
        parts.flatMap((part) => part[at] ?? []),
      ),
    );
  };
  return async (jobs, signal) => {
    const own = jobs.filter(({ engine }) => engine === 'paycert');
    const results = await ours(own, signal);
    if (own.length === jobs.length) return results;
    // The other engine comes after ours, in this thread.
    const { runAutocannon } = await import('./autocannon.ts');
    for (const job of jobs.slice(own.length)) if (!signal?.aborted) results.push(await runAutocannon(job, signal));
    return results;
  };
}

function runThread(
  jobs: readonly LoadJob[],
  alone: boolean,
  signal: AbortSignal | undefined,
  progress: (told: LoadProgress) => void,
): Promise<Part[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { workerData: { jobs, alone }, name: 'load', resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    const parts: Part[] = [];
    const stop = () => worker.postMessage('stop');
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: { progress: LoadProgress } | Part) => {
      if ('progress' in message) progress(message.progress);
      else parts.push(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (code === 0) resolve(parts);
      else reject(new Error(`the load's thread ended with ${code}`));
    });
  });
}

function sum(all: readonly LoadProgress[]): LoadProgress {
  const first = all[0]!;
  const add = (pick: (each: LoadProgress) => number) => all.reduce((total, each) => total + pick(each), 0);
  const most = (pick: (each: LoadProgress) => number) => Math.max(...all.map(pick));
  return {
    shape: first.shape,
    sent: add(({ sent }) => sent),
    inFlight: add(({ inFlight }) => inFlight),
    errors: add(({ errors }) => errors),
    p50Ms: most(({ p50Ms }) => p50Ms),
    p99Ms: most(({ p99Ms }) => p99Ms),
    leftMs: most(({ leftMs }) => leftMs),
  };
}
