/**
 * A virtual user of the shim, in a thread of its own: k6's modules, as far as the script uses them, and the script.
 * Each iteration runs to its end without letting anything else in, as in k6; requests are made by the main thread.
 */
import { register } from 'node:module';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Kind, Sample, Script } from './k6-shim-figures.testing.ts';

export interface Fetched {
  status: number;
  body: string | null;
  headers: Record<string, string>;
  error_code: number;
}

/** What an iteration came to. */
export interface Done {
  samples: Sample[];
  checks: [name: string, ok: boolean][];
  /** What setup has returned. */
  shared?: unknown;
}

export interface Turn {
  run: 'setup' | 'iteration';
  startTime: number;
  iterationInTest: number;
  iterationInScenario: number;
  shared?: unknown;
}

const { script, flag, port } = workerData as { script: string; flag: Int32Array; port: MessagePort };
const scenario = { iterationInTest: 0, startTime: 0 };
const vu = { iterationInScenario: 0 };
let done: Done = { samples: [], checks: [] };

function get(url: string, params: { timeout: string; redirects: number }): Fetched {
  Atomics.store(flag, 0, 0);
  port.postMessage({ url, timeoutMs: Number.parseFloat(params.timeout) * 1000 });
  Atomics.wait(flag, 0, 0);
  return receiveMessageOnPort(port)!.message as Fetched;
}

function check(value: unknown, sets: Record<string, (value: unknown) => boolean>): boolean {
  const told = Object.entries(sets).map(([name, holds]): [string, boolean] => [name, holds(value)]);
  done.checks.push(...told);
  return told.every(([, ok]) => ok);
}

function sleep(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
}

const metric = (kind: Kind, name: string) => ({ add: (value: number) => void done.samples.push([name, kind, value]) });

Object.assign(globalThis, { shim: { http: { get }, check, sleep, exec: { scenario, vu }, metric }, __ENV: { ...process.env } });

const MODULES = {
  k6: 'export const { check, sleep } = shim;',
  'k6/http': 'export default shim.http;',
  'k6/execution': 'export default shim.exec;',
  'k6/metrics': "export function Counter(name) { return shim.metric('counter', name); }",
  'k6/options': '',
};
register(
  `data:text/javascript,${encodeURIComponent(`const modules = ${JSON.stringify(MODULES)};
export const resolve = (name, context, next) =>
  Object.hasOwn(modules, name) ? { url: 'data:text/javascript,' + encodeURIComponent(modules[name]), shortCircuit: true } : next(name, context);`)}`,
);

const loaded = (await import(script)) as Script;
parentPort!.on('message', (turn: Turn | { summary: object }) => {
  if ('summary' in turn) return parentPort!.postMessage({ files: loaded.handleSummary(turn.summary) });
  Object.assign(scenario, { startTime: turn.startTime, iterationInTest: turn.iterationInTest });
  vu.iterationInScenario = turn.iterationInScenario;
  done = { samples: [], checks: [] };
  if (turn.run === 'setup') done.shared = loaded.setup?.();
  else loaded.default(turn.shared);
  parentPort!.postMessage({ done });
});
parentPort!.postMessage({ options: loaded.options });
