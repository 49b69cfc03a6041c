import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certification, RecordEvent } from '../harness/index.ts';
import type { PartnerArgs } from './partner-profile.ts';
import { certifyPartner, type SimulatedRun } from './selftest/simulated-run.ts';

export { ended } from './selftest/simulated-run.ts';

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

/** Certifies a simulated partner in this process, over real sockets. */
export const certifySimulated = (
  args: PartnerArgs & { seed: string },
  more: Pick<SimulatedRun, 'options' | 'profile' | 'filter' | 'loadSeconds'> = {},
): Promise<Certification> => certifyPartner(args, { ...more, folder: scratch() });

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

const ADDRESS = /(http:\S+payment_app\.cgi)/;

/** Runs the simulated partner as its own program while `use` lasts. */
export async function withPartner(args: string[], use: (url: string, partner: Started) => Promise<void>): Promise<void> {
  const partner = startPaycert(['simulate', 'partner', ...args]);
  try {
    const [, url] = await partner.said(ADDRESS);
    if (args.includes('--write-profile')) await partner.said(/^Profile: /m);
    await use(url!, partner);
  } finally {
    partner.signal('SIGTERM');
    await partner.ended;
  }
}

/** Every event of the record in this folder. */
export const recordIn = (folder: string) =>
  readFileSync(join(folder, 'record.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordEvent);
