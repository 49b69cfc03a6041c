import { parentPort, workerData } from 'node:worker_threads';
import type { LoadJob } from '../harness/load.ts';
import { prepareHistograms } from './meter.ts';
import { startShape } from './shapes.ts';

/** A thread that runs jobs in turn. Its clock and its connections wait for nobody else's work. */

const PROGRESS_MS = 250;

async function run(jobs: readonly LoadJob[]): Promise<void> {
  prepareHistograms();
  let stopped = false;
  let interrupt = () => {};
  parentPort!.on('message', () => {
    stopped = true;
    interrupt();
  });
  for (const job of jobs) {
    if (stopped) break;
    const running = startShape(job);
    interrupt = () => running.interrupt();
    const telling = setInterval(() => parentPort!.postMessage({ progress: running.progress() }), PROGRESS_MS);
    const result = await running.result;
    clearInterval(telling);
    parentPort!.postMessage({ result, numbers: job.payments > 0 ? prvTxnsOf(running.engine.tally.numbers) : [] });
  }
  parentPort!.close();
}

/** Only threads beside others have to tell what numbers they have seen. */
function prvTxnsOf(numbers: ReturnType<typeof startShape>['engine']['tally']['numbers']): [string, number][] {
  if ((workerData as { alone: boolean }).alone) return [];
  const all: [string, number][] = [];
  numbers.each((digits, payment) => all.push([digits, payment]));
  return all;
}

await run((workerData as { jobs: readonly LoadJob[] }).jobs);
