/**
 * What the load costs and how true its figures are: `npm run bench:load -- --rounds 5 --requests 200000`.
 * The engines take turns, client and target on cores of their own where the system can pin them. A
 * measurement and no test.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { LoadResult } from '../harness/index.ts';
import { makeCertificate } from '../simulators/partner/certificate.ts';
import { quietEnv } from './child.ts';
import { median } from './table.ts';

const program = (name: string) => fileURLToPath(new URL(`${name}.js`, import.meta.url));
const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));
const has = (tool: string) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
const PINNED = availableParallelism() > 1 && has('taskset');

type Told = Pick<
  LoadResult,
  'sent' | 'answered' | 'wrong' | 'credited' | 'durationMs' | 'latencyMs' | 'serviceMs' | 'arrivalErrorMs' | 'cpuMicrosPerRequest'
>;
/** `micros`: CPU of the whole process a request; `rss` in MB of 10^6 bytes. */
type Measured = Told & { micros: number; rss: number };

const children = new Set<ChildProcess>();

function start(core: number, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const [command, ...rest] = [...(PINNED ? ['taskset', '-c', String(core)] : []), process.execPath, ...args];
  const child = spawn(command!, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

async function onTarget<T>(args: readonly string[], play: (port: string) => Promise<T>): Promise<T> {
  const child = start(1, [program('load-target'), '0', ...args], quietEnv());
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').once('data', (text: string) => resolve(/ready (\d+)/.exec(text)?.[1] ?? ''));
    child.once('close', () => reject(new Error('the target ended')));
  });
  try {
    return await play(port);
  } finally {
    child.kill('SIGKILL');
  }
}

async function client(folder: string, args: readonly (string | number)[]): Promise<Measured> {
  const usage = mkdtempSync(join(folder, 'usage-'));
  const env = quietEnv({ NODE_OPTIONS: `--require=${JSON.stringify(USAGE)}`, PAYCERT_BENCH_USAGE: usage });
  const child = start(0, [program('load-client'), ...args.map(String)], env);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => void (text += piece));
  const code = await new Promise<number | null>((resolve) => void child.once('close', resolve));
  if (code !== 0) throw new Error(`load-client ${args.join(' ')} ended with ${code}`);
  const [file] = readdirSync(usage);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(join(usage, file!), 'utf8')) as NodeJS.ResourceUsage;
  const told = JSON.parse(text) as Told;
  return { ...told, micros: (userCPUTime + systemCPUTime) / told.sent, rss: (maxRSS * 1024) / 1e6 };
}

const spread = (values: readonly number[], digits: number) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, requests: { type: 'string', default: '200000' } } });
  const [rounds, requests] = [Number(values.rounds), Number(values.requests)];
  if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 100)) throw new Error('--rounds is a whole number from 1 to 100');
  if (!(Number.isInteger(requests) && requests >= 1_000 && requests <= 10_000_000))
    throw new Error('--requests is a whole number from 1000 to 10000000');
  const folder = mkdtempSync(join(tmpdir(), 'paycert-bench-'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      for (const child of children) child.kill('SIGKILL');
      process.exitCode = 1;
    });
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    say(`${rounds} rounds, the rows in turn, ${requests} payments each on 15 connections; median (least–most)`);
    say(
      `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}${PINNED ? ', client and target pinned' : ', not pinned'}\n`,
    );
    const { key, cert } = makeCertificate({});
    writeFileSync(join(folder, 'key.pem'), key);
    writeFileSync(join(folder, 'cert.pem'), cert);
    const rows: Record<string, Measured[]> = { 'paycert, HTTP': [], 'autocannon, HTTP': [], 'paycert, HTTPS': [] };
    for (let round = 0; round < rounds; round++) {
      await onTarget([], async (port) => {
        rows['paycert, HTTP']!.push(await client(folder, ['paycert', 'closed', port, requests, 1, 600]));
        rows['autocannon, HTTP']!.push(await client(folder, ['autocannon', 'closed', port, Math.min(requests, 50_000), 1, 600]));
      });
      await onTarget(
        ['tls', join(folder, 'key.pem'), join(folder, 'cert.pem')],
        async (port) => void rows['paycert, HTTPS']!.push(await client(folder, ['paycert', 'closed', port, requests, 1, 600, 'https'])),
      );
    }
    for (const [name, all] of Object.entries(rows))
      say(
        `${name.padEnd(20)} CPU µs a validated request ${spread(
          all.map(({ micros }) => micros),
          1,
        ).padEnd(24)} wrong ${Math.max(...all.map(({ wrong }) => wrong))}  RSS MB ${spread(
          all.map(({ rss }) => rss),
          0,
        )}`,
      );
    for (const tool of ['wrk', 'k6', 'vegeta']) if (!has(tool)) say(`${tool.padEnd(20)} not installed: left out`);
    const paced = await onTarget([], (port) => client(folder, ['paycert', 'pace', port, 4_000, 200, 20]));
    say(
      `\nArrivals at 200/s for 20 s: late by p50 ${paced.arrivalErrorMs.p50} ms, p99 ${paced.arrivalErrorMs.p99} ms; rate ${((paced.sent / paced.durationMs) * 1000).toFixed(2)}/s`,
    );
    const stalled = await onTarget(['stall', '500', '4000'], (port) => client(folder, ['paycert', 'pace', port, 2_000, 100, 20]));
    say(
      `A stall of 500 ms every 4 s at 100/s: p95 ${stalled.latencyMs.p95.toFixed(0)} ms (truth 300), p99 ${stalled.latencyMs.p99.toFixed(0)} ms (truth 460)`,
    );
    const million = await onTarget([], (port) => client(folder, ['paycert', 'closed', port, 1_000_000, 1, 600]));
    say(`1,000,000 payments: RSS ${million.rss.toFixed(0)} MB, ${(million.durationMs / 1000).toFixed(1)} s, wrong ${million.wrong}`);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
