import { runJob, type Job } from './job.ts';

/** A process of the matrix: takes jobs, several at a time, and tells what each came to. */
process.on('message', ({ at, job }: { at: number; job: Job }) => {
  runJob(job).then(
    (outcome) => process.send?.({ at, outcome }),
    (error: unknown) => process.send?.({ at, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

// Ctrl-C reaches the whole group; it is for the first process to say what becomes of it.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
