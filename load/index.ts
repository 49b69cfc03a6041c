/**
 * The load: many payments at once, each answer judged. Here live the shapes, the generator in threads of
 * its own, the byte scanner of answers and the scripts for k6. What the figures mean for a certificate is
 * for the cases of `suites/load.ts` to say. May import protocol, wire and harness.
 *
 * `run` starts threads, `worker` is one, `shapes` says what is due when, `engine` sends, reads and asks
 * again, `lane` is a connection, `scan` reads what is plainly right and `read` everything else, `tally`
 * and `meter` count.
 */
export { loadRunner, type RunnerOptions } from './run.ts';
