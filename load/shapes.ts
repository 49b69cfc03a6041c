import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadJob, LoadProgress, LoadResult, LoadRound } from '../harness/load.ts';
import { engine, type Due, type Engine, type Feed } from './engine.ts';
import type { Settled, Slot } from './slot.ts';
import { LOST } from './tally.ts';

/** Requests that have the partner for themselves, before a burst: what one costs alone. */
export const ALONE = 5;

export interface Running {
  result: Promise<LoadResult>;
  progress(): LoadProgress;
  interrupt(): void;
  /** The engine, for putting several threads' numbers together. */
  engine: Engine;
}

/** Starts one shape in this thread. */
export function startShape(job: LoadJob): Running {
  const beganAt = performance.now();
  const running = engine(job, beganAt);
  const drive = { burst, pace, soak: pace, closed, ramp }[job.shape];
  const result = drive(job, running, beganAt).then(() => {
    running.close();
    return running.tally.result(running.ended ?? 'done');
  });
  return {
    result,
    progress: () => running.tally.progress(performance.now(), running.inFlight()),
    interrupt: () => running.end('interrupted'),
    engine: running,
  };
}

/**
 * Which payment and template the request of this index is for. Written out field by field: an object that was
 * spread out of another outlives the young generation, and a million of them fill 100 MB before they are cleared away.
 */
function placeOf({ mix, templates, offset = 0 }: LoadJob, index: number, dueAt: number): Due {
  const payment = Math.floor(index / mix.length);
  const variants = templates.length / mix.length;
  return { payment, template: ((payment + offset) % variants) * mix.length + (index % mix.length), dueAt };
}

/** All connections at once, some rounds; what was not served is asked again between the rounds. */
async function burst(job: LoadJob, on: Engine): Promise<void> {
  let index = 0;
  const most = job.payments * job.mix.length;
  const fire = (slot: Slot) => {
    const { payment, template } = placeOf(job, index++, 0);
    return on.fire(slot, payment, template);
  };
  const [first] = on.slots;
  for (let turn = 0; turn < ALONE && index < most && on.ended === undefined; turn++) {
    await on.ready(first!);
    const { fault, limited, serviceMs } = await fire(first!);
    if (fault === undefined && !limited) on.tally.aloneMs.push(serviceMs);
    await on.quiet();
  }
  while (index + on.slots.length <= most && on.ended === undefined) {
    let fired = await oneRound(on, fire);
    // A limit on the rate may have been spent by what went before: the round counts that is fired after a rest.
    const again = fired.round.limited > 0 && index + on.slots.length <= most;
    if (again) {
      await rest(on, fired);
      if (on.ended !== undefined) break;
      fired = await oneRound(on, fire);
    }
    // Where no payments are left for that, a limited round says nothing beside one that counted.
    if (again || fired.round.limited === 0 || on.tally.rounds.length === 0) on.tally.rounds.push(fired.round);
    // Who leaves requests waiting for the whole limit once has shown enough.
    if (fired.cut > 0) break;
  }
}

const LONGEST_REST_MS = 60_000;
/** Rests are longer than they have to be: what was told in whole seconds is no exact measure. */
const SPARE = 1.5;

/** Until a whole round can be served again, as the time tells that its limited requests took; those have spent the limit once more. */
async function rest(on: Engine, { round, tookMs }: Fired): Promise<void> {
  const until = performance.now() + Math.min(LONGEST_REST_MS, (SPARE * tookMs * round.all) / round.limited);
  while (on.ended === undefined && performance.now() < until) await sleep(Math.min(100, Math.max(0, until - performance.now())));
}

interface Fired {
  round: LoadRound;
  cut: number;
  /** Until the last of them was settled. */
  tookMs: number;
}

async function oneRound(on: Engine, fire: (slot: Slot) => Promise<Settled>): Promise<Fired> {
  await Promise.all(on.slots.map((slot) => on.ready(slot)));
  const beganAt = performance.now();
  const told = await Promise.all(on.slots.map(fire));
  await on.quiet();
  const served = told.filter(({ fault, limited }) => !limited && (fault === undefined || !LOST.has(fault)));
  return {
    round: {
      all: told.length,
      served: served.length,
      limited: told.filter(({ limited }) => limited).length,
      serviceMs: served.map(({ serviceMs }) => serviceMs).sort((a, b) => a - b),
    },
    cut: told.filter(({ fault }) => fault === 'timeout').length,
    tookMs: performance.now() - beganAt,
  };
}

/** An open model: each payment has its time, whatever became of the ones before. */
async function pace(job: LoadJob, on: Engine, beganAt: number): Promise<void> {
  const everyMs = 1000 / job.perSecond;
  const all = job.payments * job.mix.length;
  let index = 0;
  on.feed((now) => {
    if (index >= all) return undefined;
    const dueAt = beganAt + Math.floor(index / job.mix.length) * everyMs;
    if (dueAt - beganAt >= job.durationMs) return undefined;
    if (dueAt > now) return { at: dueAt };
    return placeOf(job, index++, dueAt);
  });
  await on.quiet();
}

/** Each connection back to back. */
async function closed(job: LoadJob, on: Engine, beganAt: number): Promise<void> {
  const all = job.payments * job.mix.length;
  let index = 0;
  on.feed((now) => (index >= all || now - beganAt >= job.durationMs ? undefined : placeOf(job, index++, now)));
  await on.quiet();
  if (index < all && on.ended === undefined) on.end('time');
}

const STEP_MS = 2_000;
const STEEPER = 1.5;
/** A step keeps up when so many of its payments were answered by its end. */
const KEEPS_UP = 0.9;

/** A rate that rises step by step, until requests fail or answers fall behind. */
async function ramp(job: LoadJob, on: Engine): Promise<void> {
  const all = job.payments * job.mix.length;
  let index = 0;
  for (let perSecond = job.perSecond; on.ended === undefined && index < all; perSecond *= STEEPER) {
    const step = await oneStep(on, perSecond, index, all, job);
    index += step.sent;
    on.tally.steps.push(step);
    const broke = step.errors > 0 || step.p99Ms >= job.timeoutMs || (step.answered < step.due * KEEPS_UP && index < all);
    if (broke) on.end('broke');
  }
  await on.quiet();
}

async function oneStep(on: Engine, perSecond: number, from: number, all: number, job: LoadJob): Promise<LoadResult['steps'][number]> {
  const beganAt = performance.now();
  const { answered, sent } = on.tally.counts;
  const errors = errorsOf(on);
  let index = from;
  const feed: Feed = (now) => {
    if (index >= all) return undefined;
    const dueAt = beganAt + Math.floor((index - from) / job.mix.length) * (1000 / perSecond);
    if (dueAt - beganAt >= STEP_MS) return { at: beganAt + STEP_MS + 60_000 };
    return dueAt > now ? { at: dueAt } : placeOf(job, index++, dueAt);
  };
  on.feed(feed);
  await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  const counts = on.tally.counts;
  const { p99Ms } = on.tally.progress(performance.now(), 0);
  const due = ((perSecond * STEP_MS) / 1000) * job.mix.length;
  return {
    perSecond,
    due,
    sent: Math.max(counts.sent - sent, index - from),
    answered: counts.answered - answered,
    errors: errorsOf(on) - errors,
    p99Ms,
  };
}

function errorsOf(on: Engine): number {
  return on.tally.progress(performance.now(), 0).errors;
}
