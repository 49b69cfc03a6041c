/**
 * As much of k6 as the script uses, for running it in Node: virtual users in threads, the executors of burst, pace,
 * closed and ramp, and a summary of what came of it. It is no k6: how k6 keeps its time, and whether it takes this
 * script at all, nobody learns here.
 */
import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { Figures, exported, machineReadable, type Data, type Script } from './k6-shim-figures.testing.ts';
import type { Done, Fetched, Turn } from './k6-shim-vu.testing.ts';

export type Form = 'data' | 'machine-readable';

export interface K6Run {
  /** What handleSummary has written, by the name of the file. */
  files: Record<string, string>;
  /** The data that k6 would hand over, and what --summary-export would write. */
  data: Data;
  exported: object;
  options: Script['options'];
}

interface User {
  worker: Worker;
  port: MessageChannel['port1'];
  flag: Int32Array;
  iterations: number;
}

const USER = new URL('./k6-shim-vu.testing.ts', import.meta.url).href;
const LOADER = import.meta.resolve('tsx/esm/api');

/** Runs the script to its end; `form` is what its handleSummary is handed. */
export async function runUnderShim(script: URL, env: Record<string, string>, form: Form = 'data'): Promise<K6Run> {
  const figures = new Figures();
  const first = await startUser(script, env);
  const users = [first.user];
  try {
    const { options } = first;
    const scenario = Object.values(options.scenarios)[0]!;
    const count = scenario.vus ?? scenario.maxVUs!;
    users.push(...(await Promise.all(Array.from({ length: count - 1 }, () => startUser(script, env)))).map(({ user }) => user));
    const startedAt = performance.now();
    const play = playOf(users, figures, Date.now());
    await play.turn(users[0]!, 'setup');
    await EXECUTORS[scenario.executor]!(scenario, users, play, figures);
    figures.add('vus', 'gauge', count);
    figures.add('vus_max', 'gauge', count);
    const data = figures.data({ options }, performance.now() - startedAt, play.shared());
    users[0]!.worker.postMessage({ summary: form === 'data' ? data : machineReadable(data) });
    const [{ files }] = (await once(users[0]!.worker, 'message')) as [{ files: K6Run['files'] }];
    return { files, data, exported: exported(data), options };
  } finally {
    await Promise.all(users.map(({ worker }) => worker.terminate()));
  }
}

async function startUser(script: URL, env: Record<string, string>): Promise<{ user: User; options: Script['options'] }> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const load = `import(${JSON.stringify(LOADER)}).then(({ register }) => { register(); return import(${JSON.stringify(USER)}); })`;
  const worker = new Worker(load, { eval: true, env, workerData: { script: script.href, flag, port: port2 }, transferList: [port2] });
  const [{ options }] = (await once(worker, 'message')) as [{ options: Script['options'] }];
  return { user: { worker, port: port1, flag, iterations: 0 }, options };
}

interface Play {
  /** Runs one iteration of this user to its end. */
  turn(user: User, run: Turn['run']): Promise<void>;
  /** What the setup has returned. */
  shared(): unknown;
}

function playOf(users: readonly User[], figures: Figures, startTime: number): Play {
  let iterations = 0;
  let shared: unknown;
  for (const user of users) {
    user.port.on('message', (asked: { url: string; timeoutMs: number }) => {
      void fetchFor(asked, figures).then((told) => {
        user.port.postMessage(told);
        Atomics.store(user.flag, 0, 1);
        Atomics.notify(user.flag, 0);
      });
    });
    user.port.unref();
  }
  return {
    shared: () => shared,
    turn: async (user, run) => {
      const inTest = run === 'setup' ? 0 : iterations++;
      const turn: Turn = { run, startTime, iterationInTest: inTest, iterationInScenario: run === 'setup' ? 0 : user.iterations++, shared };
      const began = performance.now();
      user.worker.postMessage(turn);
      const [{ done }] = (await once(user.worker, 'message')) as [{ done: Done }];
      for (const sample of done.samples) figures.add(...sample);
      for (const told of done.checks) figures.check(...told);
      if (run === 'setup') {
        shared = done.shared;
        return;
      }
      figures.add('iterations', 'counter', 1);
      figures.add('iteration_duration', 'trend', performance.now() - began);
    },
  };
}

/** k6's codes for a request without an answer, and those that repeat a status. */
const codeOf = (status: number) => (status >= 400 ? 1000 + status : 0);

async function fetchFor({ url, timeoutMs }: { url: string; timeoutMs: number }, figures: Figures): Promise<Fetched> {
  const began = performance.now();
  const told = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) }).then(
    async (answer): Promise<Fetched> => ({
      status: answer.status,
      body: await answer.text(),
      headers: Object.fromEntries(answer.headers),
      error_code: codeOf(answer.status),
    }),
    (error: Error): Fetched => ({ status: 0, body: null, headers: {}, error_code: error.name === 'TimeoutError' ? 1050 : 1220 }),
  );
  figures.add('http_reqs', 'counter', 1);
  figures.add('http_req_duration', 'trend', performance.now() - began);
  figures.add('http_req_failed', 'rate', told.status >= 200 && told.status < 400 ? 0 : 1);
  return told;
}

type Executor = (scenario: Script['options']['scenarios'][string], users: readonly User[], play: Play, figures: Figures) => Promise<void>;

const secondsOf = (duration: string | undefined) => Number.parseFloat(duration!) * 1000;

const EXECUTORS: Record<string, Executor> = {
  'per-vu-iterations': async ({ iterations }, users, play) => {
    const all = async (user: User) => {
      for (let turn = 0; turn < iterations!; turn++) await play.turn(user, 'iteration');
    };
    await Promise.all(users.map(all));
  },
  'constant-vus': async ({ duration }, users, play) => {
    const end = performance.now() + secondsOf(duration);
    const all = async (user: User) => {
      while (performance.now() < end) await play.turn(user, 'iteration');
    };
    await Promise.all(users.map(all));
  },
  'constant-arrival-rate': ({ rate, duration }, users, play, figures) =>
    arriving(dueTimes(rate!, [{ target: rate!, duration: duration! }]), users, play, figures),
  'ramping-arrival-rate': ({ startRate, stages }, users, play, figures) => arriving(dueTimes(startRate!, stages!), users, play, figures),
};

/** When iterations begin, milliseconds: the rate goes from one stage's to the next one's in a straight line. */
function* dueTimes(startRate: number, stages: readonly { target: number; duration: string }[]): Generator<number> {
  let [from, beganAt, due] = [startRate, 0, 0];
  for (const { target, duration } of stages) {
    const seconds = secondsOf(duration) / 1000;
    const [all, growth] = [((from + target) / 2) * seconds, (target - from) / seconds];
    for (; due < all; due++) {
      const at = growth === 0 ? due / from : (Math.sqrt(from ** 2 + 2 * growth * due) - from) / growth;
      yield beganAt + at * 1000;
    }
    due -= all;
    beganAt += seconds * 1000;
    from = target;
  }
}

/** Each iteration at its time, by a user that is free; without one it is dropped. */
async function arriving(times: Iterable<number>, users: readonly User[], play: Play, figures: Figures): Promise<void> {
  const free = [...users];
  const running = new Set<Promise<void>>();
  const began = performance.now();
  for (const time of times) {
    const wait = began + time - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const user = free.shift();
    if (user === undefined) {
      figures.add('dropped_iterations', 'counter', 1);
      continue;
    }
    const turn: Promise<void> = play.turn(user, 'iteration').finally(() => {
      free.push(user);
      running.delete(turn);
    });
    running.add(turn);
  }
  await Promise.all(running);
}
