/**
 * As much of k6 as the script uses, for running it in Node: `k6-shim.testing.ts SCRIPT ITERATIONS`, one virtual
 * user, prints checks and counters. It is no k6: neither its scenarios nor its thresholds are run by it.
 */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

const [script = '', iterations = '1'] = process.argv.slice(2);

const FETCHER = `const { flag, port } = require('node:worker_threads').workerData;
port.on('message', async (url) => {
  const told = await fetch(url).then(async (answer) => ({ status: answer.status, body: await answer.text() }), () => ({ status: 0, body: null }));
  port.postMessage(told);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});`;
const flag = new Int32Array(new SharedArrayBuffer(4));
const { port1, port2 } = new MessageChannel();
const fetcher = new Worker(FETCHER, { eval: true, workerData: { flag, port: port2 }, transferList: [port2] });

/** k6 waits for each answer. */
function get(url: string): { status: number; body: string | null } {
  Atomics.store(flag, 0, 0);
  port1.postMessage(url);
  Atomics.wait(flag, 0, 0);
  return receiveMessageOnPort(port1)!.message as { status: number; body: string | null };
}

const checks: Record<string, [passed: number, failed: number]> = {};
const counters: Record<string, number> = {};
const scenario = { iterationInTest: 0 };

function check(value: unknown, sets: Record<string, (value: unknown) => boolean>): boolean {
  let all = true;
  for (const [name, holds] of Object.entries(sets)) {
    const ok = holds(value);
    const count = (checks[name] ??= [0, 0]);
    count[ok ? 0 : 1]++;
    all &&= ok;
  }
  return all;
}

function counterOf(name: string): { add(by: number): void } {
  counters[name] = 0;
  return { add: (by) => void (counters[name]! += by) };
}

Object.assign(globalThis, { shim: { http: { get }, check, exec: { scenario }, counterOf }, __ENV: { ...process.env } });

const MODULES = {
  k6: 'export const check = shim.check;',
  'k6/http': 'export default shim.http;',
  'k6/execution': 'export default shim.exec;',
  'k6/metrics': 'export function Counter(name) { return shim.counterOf(name); }',
  'k6/options': '',
};
register(
  `data:text/javascript,${encodeURIComponent(`const modules = ${JSON.stringify(MODULES)};
export const resolve = (name, context, next) =>
  Object.hasOwn(modules, name) ? { url: 'data:text/javascript,' + encodeURIComponent(modules[name]), shortCircuit: true } : next(name, context);`)}`,
);

interface Script {
  default: () => void;
  options: { scenarios: Record<string, { executor: string }>; thresholds: Record<string, string[]> };
  handleSummary(data: unknown): Record<string, string>;
}
const loaded = (await import(pathToFileURL(script).href)) as Script;
for (let turn = 0; turn < Number(iterations); turn++) {
  scenario.iterationInTest = turn;
  loaded.default();
}
await fetcher.terminate();
const summary = loaded.handleSummary({ checks });
process.stdout.write(JSON.stringify({ checks, counters, options: loaded.options, files: Object.keys(summary) }));
