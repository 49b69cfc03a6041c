import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one child process cost. */
export interface Cost {
  /** User and system time of the child and of what it started, seconds. */
  cpu: number;
  /** Peak resident set of the largest of these processes, MB of 10^6 bytes. */
  rss: number;
  /** From the spawn until it was gone, seconds. */
  wall: number;
}

/** Compiled, wherever this file is run from: a process that is measured must not compile first. */
const USAGE = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? 'usage.cjs' : '../dist/bench/usage.cjs', import.meta.url));
const LONGEST_MS = 120_000;
/** Of what a child says, as much as an error message needs. */
const KEPT_CHARS = 4_000;

const stopped = new AbortController();

/** Ends the child that is measured now, and lets no other start. */
export function stopMeasuring(): void {
  stopped.abort();
}

/**
 * The environment of every child: one language, no colours, and nothing that would warm it up. Certificates that
 * this machine adds to each Node process are left out as well: reading them may cost 60 ms, whatever is measured.
 */
export function quietEnv(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE: _cache, NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;
  return { ...env, LC_ALL: 'C', NO_COLOR: '1', ...more };
}

/** Runs Node with these arguments to its end, and throws when that is not the exit code expected. */
export async function measure(args: readonly string[], folder: string, env: Record<string, string> = {}, expected = 0): Promise<Cost> {
  const usage = join(folder, 'usage');
  mkdirSync(usage);
  try {
    const wall = await run(
      args,
      folder,
      quietEnv({ ...env, NODE_OPTIONS: `--require=${JSON.stringify(USAGE)}`, PAYCERT_BENCH_USAGE: usage }),
      expected,
    );
    const all = readdirSync(usage).map((name) => JSON.parse(readFileSync(join(usage, name), 'utf8')) as NodeJS.ResourceUsage);
    if (all.length === 0) throw new Error(`no usage was told: ${args.join(' ')}`);
    return {
      cpu: all.reduce((sum, { userCPUTime, systemCPUTime }) => sum + userCPUTime + systemCPUTime, 0) / 1e6,
      rss: (Math.max(...all.map(({ maxRSS }) => maxRSS)) * 1024) / 1e6,
      wall,
    };
  } finally {
    rmSync(usage, { recursive: true, force: true });
  }
}

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, expected: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let wall = 0;
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_MS,
      signal: stopped.signal,
      killSignal: 'SIGKILL',
    });
    let said = '';
    const keep = (text: string) => void (said = (said + text).slice(-KEPT_CHARS));
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', reject);
    child.on('exit', () => void (wall = (performance.now() - startedAt) / 1000));
    child.on('close', (code, signal) => {
      if (code === expected) resolve(wall);
      else reject(new Error(`node ${args.join(' ')}: ${signal ?? `exit code ${code}`}\n${said}`));
    });
  });
}
