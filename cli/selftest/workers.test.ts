import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../run.testing.ts';
import type { Job } from './job.ts';
import { runInWorkers } from './workers.ts';

/** A worker that does what the job's name says. */
const PROGRAM = `
process.on('disconnect', () => process.exit());
process.on('message', ({ at, job }) => {
  if (job.name === 'crash') { console.error('out of memory'); process.exit(9); }
  if (job.name === 'kill') process.kill(process.pid, 'SIGKILL');
  if (job.name === 'throw') process.send({ at, broken: 'it threw' });
  if (job.name === 'done') process.send({ at, outcome: { verdict: 'certified', by: process.pid } });
});`;

function program(): string {
  const file = join(scratch(), 'worker.mjs');
  writeFileSync(file, PROGRAM);
  return file;
}

const jobs = (...names: string[]): Job[] => names.map((name) => ({ of: 'fault', name, seed: 's' }));
const verdicts = (results: readonly object[]) => results.map((each) => ('broken' in each ? String(each.broken).split('\n') : 'done'));

test('what a crashed worker was at work on is broken and says how; the rest goes on in another', async () => {
  const pace = { workers: 1, beside: 1 };
  const results = await runInWorkers(jobs('done', 'crash', 'done', 'kill', 'throw', 'done'), { pace, isSlow: () => false, program: program() });
  assert.deepEqual(verdicts(results), [
    'done',
    ['the worker ended with 9', 'out of memory'],
    'done',
    ['the worker ended with SIGKILL'],
    ['it threw'],
    'done',
  ]);
});

test('results come in the order of the jobs, and each is told of as it ends', async () => {
  const told: string[] = [];
  const all = jobs('done', 'throw', 'done');
  const results = await runInWorkers(all, {
    pace: { workers: 3, beside: 2 },
    isSlow: ({ name }) => name === 'throw',
    done: ({ name }) => told.push(name),
    program: program(),
  });
  assert.deepEqual(verdicts(results), ['done', ['it threw'], 'done']);
  assert.deepEqual(told.toSorted(), ['done', 'done', 'throw']);
  assert.deepEqual(await runInWorkers([], { isSlow: () => false, program: program() }), []);
});

test('the signal ends it at once, and its workers with it', async () => {
  const stop = new AbortController();
  const running = runInWorkers(jobs('done', 'never'), {
    pace: { workers: 1, beside: 2 },
    isSlow: () => false,
    done: () => stop.abort(new Error('enough')),
    signal: stop.signal,
    program: program(),
  });
  await assert.rejects(running, /enough/);
});
