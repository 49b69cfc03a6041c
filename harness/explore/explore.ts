import { setTimeout as sleep } from 'node:timers/promises';
import type fc from 'fast-check';
import { CaseFailed, Skipped, Undecided, type Finding } from '../finding.ts';
import { confirmLag, ruleOutLag, suspectLag } from '../partner/lag.ts';
import { random } from '../partner/numbers.ts';
import type { ExplorationEnd, ExplorationEvent } from '../record/events.ts';
import { attempt, type Attempt, type Breach } from './attempt.ts';
import { changesOf, setAside, type Ground } from './ground.ts';
import type { ExploreOptions, Replay } from './options.ts';
import { isRacy, programs, SEEDS, type Program } from './program.ts';

/** Longest that a counterexample is made shorter. */
const SHRINK_MS = 20_000;
/** Programs of one seed. */
const ROUND = 12;
/** Tries of a program in which chance has a say: while it is made shorter, and when it is replayed. */
const SHRINK_TRIES = 3;
const REPLAY_TRIES = 10;
/** So many new payments refused in a row, and there is nothing to explore any more. */
const REFUSED_IN_A_ROW = 30;
/** Every exchange is kept in the record and in memory. */
const MOST_REQUESTS = 400_000;
/** On average, past the first ones: a quick endpoint is explored, not loaded. */
const PER_SECOND = 500;
const AT_FULL_SPEED = 5_000;
const TELL_EVERY_MS = 1_000;

/** What has been seen so far. */
interface Progress {
  startedAt: number;
  toldAt: number;
  rounds: number;
  tries: number;
  payments: number;
  refusedInARow: number;
  /** Requests of the run before exploration. */
  before: number;
  shrinkUntil?: number;
  ended?: ExplorationEnd;
  /** The shortest counterexample so far. */
  breach?: Breach;
  /** Ends the case: not a finding, nor a matter of course. */
  thrown?: unknown;
}

/**
 * Looks for a sequence of requests that no correct partner could have answered as this one did:
 * draws programs, tries each on fresh numbers, and makes the first one that fails as short as it
 * can. The counterexample becomes a finding with its story. Throws CaseFailed when it found one, and
 * Skipped, Undecided as cases do.
 */
export async function explore(options: ExploreOptions | undefined, ground: Ground): Promise<void> {
  if (!options) throw new Skipped('not-offered', { key: 'skip.no-exploration' });
  const { default: f } = await import('fast-check');
  const seed = options.replay?.seed ?? random(`${ground.run.seed}/exploration`).below(2 ** 27 - 2 ** 20) * SEEDS;
  const progress: Progress = {
    startedAt: performance.now(),
    toldAt: -Infinity,
    rounds: 0,
    tries: 0,
    payments: 0,
    refusedInARow: 0,
    before: ground.run.outcomes.length,
  };
  const tell = () => ground.run.recorder.record(eventOf(progress, options, seed, ground));
  tell();
  const drawnBy: DrawnBy = (from) =>
    f.asyncProperty(programs(f, changesOf(ground), from), (program) => tryOut(program, ground, progress, options, tell));
  const found = await (options.replay ? replayed(f, drawnBy, options.replay, progress) : search(f, drawnBy, seed, progress));
  progress.ended ??= found ? 'found' : progress.thrown !== undefined ? 'broken-off' : options.replay ? 'replayed' : 'time';
  tell();
  ground.run.recorder.record({ type: 'note', level: 'info', ...summaryOf(progress, seed, ground) });
  if (progress.breach && found) {
    const { story, mayBeLate: _, ...finding } = progress.breach;
    ground.sink.add({ ...finding, level: 'must', story, replay: found } satisfies Finding);
    throw new CaseFailed(finding.key);
  }
  if (progress.thrown !== undefined) throw progress.thrown;
}

type DrawnBy = (seed: number) => fc.IAsyncProperty<[Program]>;

/** Round after round, until one has a counterexample or there is a reason to end. Returns `SEED:PATH`. */
async function search(f: typeof fc, drawnBy: DrawnBy, base: number, progress: Progress): Promise<string | undefined> {
  while (progress.ended === undefined && progress.thrown === undefined) {
    const seed = base + progress.rounds;
    progress.rounds++;
    const { failed, counterexamplePath } = await f.check(drawnBy(seed), { seed, numRuns: ROUND });
    if (failed) return `${seed}:${counterexamplePath ?? ''}`;
  }
  return undefined;
}

async function replayed(f: typeof fc, drawnBy: DrawnBy, { seed, path }: Replay, progress: Progress): Promise<string | undefined> {
  // fast-check throws where the path leads nowhere: made by another version, or for another kind of partner.
  const checking = async () => f.check(drawnBy(seed), { seed, path, numRuns: 1, endOnFailure: true });
  const run = await checking().catch(() => undefined);
  if (progress.tries === 0 && progress.thrown === undefined && progress.ended === undefined)
    progress.thrown = new Undecided({ key: 'why.replay-nowhere', values: { replay: `${seed}:${path}` } });
  return run?.failed ? `${seed}:${path}` : undefined;
}

/** Tries one program, several times where chance has a say; throws where it shows a breach, as fast-check wants it. */
async function tryOut(program: Program, ground: Ground, progress: Progress, options: ExploreOptions, tell: () => void): Promise<void> {
  const shrinking = progress.breach !== undefined;
  const tries = !isRacy(program) ? 1 : options.replay ? REPLAY_TRIES : shrinking ? SHRINK_TRIES : 1;
  for (let turn = 0; turn < tries; turn++) {
    if (isOver(progress, ground, options)) return;
    if (performance.now() - progress.toldAt > TELL_EVERY_MS) {
      progress.toldAt = performance.now();
      tell();
    }
    const breach = await once(program, ground, progress);
    if (!breach) {
      await keepPace(progress, ground);
      continue;
    }
    progress.breach = breach;
    progress.shrinkUntil ??= performance.now() + SHRINK_MS;
    throw new Error(breach.key);
  }
  // A replay is this one program: what fast-check would draw after it is nobody's question.
  if (options.replay) progress.ended ??= 'replayed';
}

async function keepPace({ startedAt, before }: Progress, { run }: Ground): Promise<void> {
  const ahead = run.outcomes.length - before - AT_FULL_SPEED - (PER_SECOND * (performance.now() - startedAt)) / 1000;
  if (ahead > 0) await sleep((ahead / PER_SECOND) * 1000);
}

function isOver(progress: Progress, { run }: Ground, options: ExploreOptions): boolean {
  if (progress.ended !== undefined || progress.thrown !== undefined) return true;
  const now = performance.now();
  if (progress.shrinkUntil !== undefined) return now > progress.shrinkUntil;
  if (!options.replay && now - progress.startedAt > options.forMs) progress.ended = 'time';
  else if (run.outcomes.length - progress.before > MOST_REQUESTS) progress.ended = 'requests';
  else if (progress.refusedInARow >= REFUSED_IN_A_ROW) progress.ended = 'refusing';
  return progress.ended !== undefined;
}

/** One try with its money set aside. Whatever ends exploration stands in `progress` afterwards, and is no breach. */
async function once(program: Program, ground: Ground, progress: Progress): Promise<Breach | undefined> {
  progress.tries++;
  try {
    const giveBack = setAside(program, ground, progress.tries);
    const tried = await notLate(program, ground);
    if (!tried.breach) giveBack();
    progress.payments += tried.credited;
    if (tried.asked > 0) progress.refusedInARow = tried.credited > 0 ? 0 : progress.refusedInARow + tried.asked;
    return tried.breach;
  } catch (error) {
    endBy(error, progress);
    return undefined;
  }
}

/** A balance that showed too much may follow its payments late: then the program is tried again with more patience. */
async function notLate(program: Program, ground: Ground): Promise<Attempt> {
  const first = await attempt(program, ground);
  const { lag } = ground.run;
  if (!first.breach?.mayBeLate) return first;
  suspectLag(lag);
  await sleep(lag.ms);
  let again = await attempt(program, ground);
  // A race that is not lost this time is no sign of a late balance.
  for (let turn = 1; !again.breach && isRacy(program) && turn < SHRINK_TRIES; turn++) again = await attempt(program, ground);
  if (again.breach) ruleOutLag(lag);
  else confirmLag(lag);
  return again;
}

function endBy(error: unknown, progress: Progress): void {
  const why = error instanceof Skipped && error.kind === 'limit' ? 'limit' : error instanceof Skipped ? 'orders' : undefined;
  const limited = error instanceof Undecided && error.why.key === 'why.rate-limited';
  const ended: ExplorationEnd | undefined = why ?? (limited ? 'rate' : undefined);
  if (ended !== undefined) progress.ended = ended;
  // What was explored before stands; where nothing was paid, the reason speaks for the case.
  if (ended === undefined || progress.payments === 0) progress.thrown = error;
}

function eventOf(progress: Progress, { forMs }: ExploreOptions, seed: number, { run }: Ground): ExplorationEvent {
  const { rounds, tries, payments, startedAt, shrinkUntil, ended, before } = progress;
  const until = shrinkUntil ?? startedAt + forMs;
  return {
    type: 'exploration',
    seed,
    rounds,
    sequences: tries,
    requests: run.outcomes.length - before,
    payments,
    forMs,
    leftMs: ended === undefined ? Math.max(0, Math.round(until - performance.now())) : 0,
    shrinking: shrinkUntil !== undefined,
    ...(ended === undefined ? {} : { ended }),
  };
}

function summaryOf({ tries, payments, startedAt, before, ended, rounds }: Progress, seed: number, { run }: Ground) {
  return {
    key: 'note.explored',
    values: {
      sequences: String(tries),
      requests: String(run.outcomes.length - before),
      payments: String(payments),
      seconds: String(Math.round((performance.now() - startedAt) / 1000)),
      seed: String(seed),
      last: String(seed + Math.max(0, rounds - 1)),
      ended: ended ?? 'time',
    },
  };
}
