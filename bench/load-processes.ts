import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { quietEnv } from './child.ts';

/** Processes of the load's benchmark: each on a core, each with an end, none left behind. */

export const has = (tool: string, ...args: readonly string[]): boolean => spawnSync(tool, args, { stdio: 'ignore' }).error === undefined;

export const PINNED = process.platform === 'linux' && availableParallelism() > 1 && has('taskset', '--version');
const CORES = { client: 0, target: 1 };
/** Longer than any part of the benchmark lasts. */
const LONGEST_MS = 300_000;
/** Of what a child says, as much as its figures need. */
const KEPT_CHARS = 1_000_000;

const children = new Set<ChildProcess>();
let ended = false;

/** Each child leads a group of its own: the shell that counts its time and what it runs end together. */
function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** Ends every child that runs, and lets no other start. */
export function endAll(): void {
  ended = true;
  for (const child of children) end(child);
}

export function start(role: keyof typeof CORES, command: readonly string[]): ChildProcess {
  if (ended) throw new Error('interrupted');
  const [program, ...args] = [...(PINNED ? ['taskset', '-c', String(CORES[role])] : []), ...command];
  const child = spawn(program!, args, { env: quietEnv(), stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const timer = setTimeout(() => end(child), LONGEST_MS);
  children.add(child);
  child.once('close', () => {
    clearTimeout(timer);
    children.delete(child);
  });
  return child;
}

/** Told to end, and ended when it does not. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => void child.once('close', resolve));
  const force = setTimeout(() => end(child), 2_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(force);
}

export interface Cost<Told> {
  /** The last line that it wrote, read as JSON. */
  told: Told;
  /** User and system time of the whole process, from its first instruction to its last, microseconds. */
  cpuMicros: number;
}

/** Any shell tells the time of its children: one measure for a program of any language. */
const COUNTED = ['sh', '-c', '"$@"; code=$?; echo; times; exit $code', 'sh'];

/** Runs a client to its end. */
export async function measured<Told>(command: readonly string[]): Promise<Cost<Told>> {
  const child = start('client', [...COUNTED, ...command]);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => void (text = (text + piece).slice(-KEPT_CHARS)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const lines = text.split('\n').filter((line) => line !== '');
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${lines.slice(-3).join(' ')}`);
  return { told: JSON.parse(lines.at(-3) ?? '') as Told, cpuMicros: cpuMicrosOf(lines.at(-1) ?? '') };
}

/** `0m1.170000s 0m0.850000s`: the second line of `times`, user and system. */
export function cpuMicrosOf(line: string): number {
  const times = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) throw new Error(`these are no times: ${line}`);
  return times.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1e6, 0);
}
