import { setTimeout as sleep } from 'node:timers/promises';
import { Skipped } from '../finding.ts';
import type { RunShared } from './shared.ts';

/** What a run may wait for outside of its requests, so that its progress can say it. */
export type WaitingFor = 'refund' | 'repeats';

/** How often the time that is left is told. */
const TELL_MS = 500;

/** Waits until a moment on the monotonic clock, and tells what is left. Throws Skipped when the run is interrupted. */
export async function waitUntil(at: number, { signal, waiting }: Pick<RunShared, 'signal' | 'waiting'>): Promise<void> {
  try {
    for (let left = at - performance.now(); left > 0; left = at - performance.now()) {
      waiting?.(left, 'repeats');
      await sleep(Math.min(left, TELL_MS), undefined, signal ? { signal } : {});
    }
  } catch (error) {
    if (signal?.aborted) throw new Skipped('stopped', { key: 'reason.interrupted' });
    throw error;
  } finally {
    waiting?.(0, 'repeats');
  }
}
