import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certify, loadProfile, type Certification, type RecordEvent } from '../harness/index.ts';
import type { PartnerOptions } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { readLedger } from './books.ts';
import { partnerOf, profileFor, type PartnerArgs } from './partner-profile.ts';

/** What the tests of whole runs share: a simulated partner, its profile, and a run against it. */

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder for one test, gone with the process. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paycert-test-'));
  folders.push(folder);
  return folder;
}

/** How often tests of whole runs are to be run: `PAYCERT_ROUNDS=20` looks for what only some seeds show. */
export const ROUNDS = Number(process.env['PAYCERT_ROUNDS'] ?? 1);

/** The first round has the seed of `PAYCERT_SEED`, or a fixed one, so that a red test is red again; later ones draw theirs. */
export function seedOf(round: number): string {
  return round === 0 ? (process.env['PAYCERT_SEED'] ?? 'first-round') : Math.random().toString(36).slice(2);
}

export const OUTSIDE = process.platform === 'linux' ? { allowed: '127.0.0.1', outside: '127.0.0.2' } : undefined;

/** Certifies a simulated partner in this process, over real sockets. */
export async function certifySimulated(
  args: PartnerArgs & { seed: string },
  more: { profile?: Record<string, unknown>; options?: PartnerOptions } = {},
): Promise<Certification> {
  const started = await partnerOf(args, { ...(OUTSIDE ? { allow: [OUTSIDE.allowed] } : {}), ...more.options });
  try {
    const file = join(scratch(), 'profile.json');
    writeFileSync(file, JSON.stringify(profileFor(started, { ...(OUTSIDE ? { addresses: OUTSIDE } : {}), ...more.profile })));
    return await certify({ profile: await loadProfile({ file }), cases: CASES, seed: args.seed, version: '0.0.0', readLedger });
  } finally {
    await started.partner.close();
  }
}

/** Ids of the cases that ended so. */
export function ended(events: readonly RecordEvent[], verdict: string): string[] {
  return events.flatMap((event) => (event.type === 'case' && event.verdict === verdict ? [event.id] : [])).sort();
}

/** Runs jobs a few at a time, and gives their results in order. */
export async function inParallel<T, R>(jobs: readonly T[], atOnce: number, run: (job: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = jobs.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, job] of queue) results[index] = await run(job);
    }),
  );
  return results;
}

/** What is installed: the compiled program, which `npm run build` has made. */
const MAIN = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? './main.js' : '../dist/cli/main.js', import.meta.url));

/** The program as a user starts it. */
export interface Started {
  /** Resolves when it has printed this on stdout. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  signal(name: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; stdout: string; stderr: string; ms: number }>;
}

export function startPaycert(args: readonly string[], env: Record<string, string> = {}): Started {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1', ...env },
  });
  let stdout = '';
  let stderr = '';
  const waiting: (() => void)[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  const over = new Promise<{ code: number | null; stdout: string; stderr: string; ms: number }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr, ms: performance.now() - startedAt }));
  });
  return {
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(stdout);
          if (found) resolve(found);
        };
        waiting.push(look);
        look();
        void over.then(() => reject(new Error(`ended without ${String(pattern)}: ${stdout}${stderr}`)));
      }),
    signal: (name) => void child.kill(name),
    ended: over,
  };
}

export function paycert(args: readonly string[], env: Record<string, string> = {}): Started['ended'] {
  return startPaycert(args, env).ended;
}
