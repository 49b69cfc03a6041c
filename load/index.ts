/**
 * The load: many payments at once, each answer judged. Here live the shapes, the generator in threads of
 * its own, the byte scanner of answers and the scripts for k6. What the figures mean for a certificate is
 * for the cases of `suites/load.ts` to say. May import protocol, wire and harness.
 *
 * `run` starts threads, `worker` is one, `shapes` says what is due when, `engine` sends, `answers` judges
 * what comes (`scan` what is plainly right, `read` everything else), `repeats` holds what has to be asked
 * again, `lane` is a connection, `tally` and `meter` count.
 */
export { loadRunner, type RunnerOptions } from './run.ts';
export { readK6Summary } from './from-k6/index.ts';
