/**
 * What the load costs, beside its peers, and how true its figures are:
 *
 *   npm run bench:load                                  everything, some eight minutes
 *   npm run bench:load -- http https --rounds 9         parts of it
 *
 * Everything is on loopback and bounded in number and time. A measurement and no test: whether a limit is met is
 * printed; the exit code is 0 unless something could not be run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { arrivals, compare, memory, soak, stall, type Settings } from './load-parts.ts';
import { endAll, has, PINNED } from './load-processes.ts';
import { makeTargets } from './load-targets.ts';

const PARTS: Record<string, (settings: Settings) => Promise<void>> = {
  http: (settings) => compare('http', settings),
  https: (settings) => compare('https', settings),
  arrivals,
  stall,
  memory,
  soak,
};

/** Peers that others measure with, and that have no row here. */
const NO_ROW = ['k6', 'vegeta', 'wrk2'];

function options(): { parts: string[]; rounds: number; requests: number; soakSeconds: number } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      requests: { type: 'string', default: '400000' },
      seconds: { type: 'string', default: '120' },
    },
  });
  const whole = (name: keyof typeof values, least: number, most: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least || value > most) throw new Error(`--${name} is a whole number from ${least} to ${most}`);
    return value;
  };
  for (const part of positionals) if (!(part in PARTS)) throw new Error(`there is no part ${part}, but ${Object.keys(PARTS).join(', ')}`);
  return {
    parts: positionals.length === 0 ? Object.keys(PARTS) : positionals,
    rounds: whole('rounds', 1, 50),
    requests: whole('requests', 1_000, 1_000_000),
    soakSeconds: whole('seconds', 20, 240),
  };
}

async function main(): Promise<void> {
  const { parts, ...chosen } = options();
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'paycert-bench-'));
  // Ctrl-C reaches the children too: the part fails, and everything is put away as after any failure.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAll);
  try {
    const targets = makeTargets(folder);
    say(`Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`);
    say(PINNED ? 'client on core 0, target on core 1' : 'NOT pinned: client and target share the cores');
    say(`15 connections, a new txn_id a payment; median (least–most); load of the machine before: ${loadavg()[0]!.toFixed(1)}`);
    for (const tool of NO_ROW) say(`${tool}: ${has(tool, '--version') ? 'installed, but there is no row for it' : 'not installed'}`);
    for (const part of parts) {
      say('');
      await PARTS[part]!({ ...chosen, targets, say });
    }
  } finally {
    endAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
