/**
 * What one certification costs, and beside it, in the same rounds, what a test file with the usual
 * asserts costs that asks as often. `npm run bench -- --rounds 5`. A measurement and no test: whether a
 * target is met is printed; the exit code is 0 unless something could not be run.
 */
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { measure, stopMeasuring, type Cost } from './child.ts';
import { certifyFaulty, MOST_RSS } from './hostile.ts';
import { startPartnerProcess, type PartnerProcess } from './partner.ts';
import { median, ratios, table, type Row } from './table.ts';

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));
const PEER = fileURLToPath(new URL('peer.js', import.meta.url));
const WARM_UPS = 1;
const MOST_ROUNDS = 100;

/** What the project allows itself. */
const TARGETS = { cpu: 0.8, rss: 90, helpWall: 0.15 };

interface Work {
  exchanges: number;
  checks: number;
  pays: number;
  repeats: number;
}

type Round = Record<'functional' | 'whole' | 'peer' | 'help' | 'node', Cost>;

async function main(): Promise<void> {
  const rounds = roundsOf();
  const folder = mkdtempSync(join(tmpdir(), 'paycert-bench-'));
  // Ctrl-C reaches the children too: the round fails, and everything is put away as after any failure.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopMeasuring);
  try {
    const seen: Round[] = [];
    let work: Work | undefined;
    for (let turn = 0; turn < WARM_UPS + rounds; turn++) {
      const [round, done] = await oneRound(folder);
      work = done;
      if (turn >= WARM_UPS) seen.push(round);
    }
    print(seen, work!, await hostileRows(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each with a partner of its own, since books that grow from round to round cost more and more to read. */
async function oneRound(folder: string): Promise<[Round, Work]> {
  const partner = await startPartnerProcess(MAIN, folder);
  try {
    const { cost: functional, work } = await certifyOnce(withoutLoad(partner.profile), folder);
    const round = {
      functional,
      whole: (await certifyOnce(partner.profile, folder)).cost,
      peer: await measure(['--test', PEER], folder, peerEnv(partner, work)),
      help: await measure([MAIN, '--help'], folder),
      node: await measure(['-e', '0'], folder),
    };
    return [round, work];
  } finally {
    await partner.stop();
  }
}

/** The functional chapters alone: what the load adds is measured in its own row. */
function withoutLoad(profile: string): string {
  const file = profile.replace(/\.yaml$/, '-functional.yaml');
  copyFileSync(profile, file);
  appendFileSync(file, 'load: { duration: 0 }\n');
  return file;
}

/** One certification: the record and all reports; anything but a certificate is an error. */
async function certifyOnce(profile: string, folder: string): Promise<{ cost: Cost; work: Work }> {
  const out = join(folder, 'report');
  try {
    const cost = await measure([MAIN, 'certify', '--profile', profile, '--out', out], folder);
    return { cost, work: workOf(join(out, 'report.json')) };
  } finally {
    // What an earlier run left would be moved aside, at a cost.
    rmSync(out, { recursive: true, force: true });
  }
}

/** Endpoints that would fill a careless reader's memory, with the exit code that each run ends with. */
const HOSTILE = { 'huge-answer': 1, 'body-drips': 1, resets: 3 } as const;

async function hostileRows(folder: string): Promise<Map<string, Cost>> {
  const rows = new Map<string, Cost>();
  for (const [fault, code] of Object.entries(HOSTILE)) rows.set(fault, await certifyFaulty(MAIN, folder, fault, code));
  return rows;
}

/** How often the run asked, from its own report. What was no pay in the books counts as a check. */
function workOf(file: string): Work {
  const { summary, payments } = JSON.parse(readFileSync(file, 'utf8')) as { summary: { exchanges: number }; payments: { asked: number }[] };
  const asked = payments.reduce((sum, payment) => sum + payment.asked, 0);
  return { exchanges: summary.exchanges, checks: summary.exchanges - asked, pays: payments.length, repeats: asked - payments.length };
}

function peerEnv({ url, profile }: PartnerProcess, { checks, pays, repeats }: Work): Record<string, string> {
  const { partner } = parse(readFileSync(profile, 'utf8')) as { partner: { accounts: { payable: string[] } } };
  return {
    PEER_URL: url,
    PEER_ACCOUNT: partner.accounts.payable[0]!,
    PEER_CHECKS: String(checks),
    PEER_PAYS: String(pays),
    PEER_REPEATS: String(repeats),
  };
}

function print(rounds: readonly Round[], { exchanges, checks, pays, repeats }: Work, hostile: ReadonlyMap<string, Cost>): void {
  const of = (name: keyof Round) => rounds.map((round) => round[name]);
  const [functional, whole, peer, help, node] = [of('functional'), of('whole'), of('peer'), of('help'), of('node')];
  const target = (what: string, seen: number, most: number, unit: string, digits: number) =>
    `  ${seen <= most ? 'met    ' : 'NOT MET'}  ${what} at most ${most} ${unit}: ${seen.toFixed(digits)} ${unit}`;
  const lines = [
    `${rounds.length} rounds after ${WARM_UPS} to warm up, the rows in turn; median (least–most)`,
    `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    `Each of A and B: ${exchanges} exchanges with the reference partner (another process); B as ${checks} checks, ${pays} pays, ${repeats} repeats`,
    '',
    table([
      ['A  paycert certify, functional chapters', functional],
      ['B  node --test, fetch, fast-xml-parser', peer],
      ['A / B, round by round', ratios(functional, peer), 2],
      ['   paycert certify, load too', whole],
      ['   paycert --help', help],
      ['   node -e 0', node],
      ...[...hostile].map(([fault, cost]): Row => [`   paycert certify, --fault ${fault}, once`, [cost]]),
    ]),
    '',
    'CPU: user and system, of the child and what it started (node --test starts one more). RSS: the largest process, MB of 10^6 bytes.',
    '',
    'Targets, by the median:',
    target('A: CPU', median(functional.map(({ cpu }) => cpu)), TARGETS.cpu, 's', 3),
    target('A: peak RSS', median(functional.map(({ rss }) => rss)), TARGETS.rss, 'MB', 1),
    ...[...hostile].map(([fault, { rss }]) => target(`--fault ${fault}: peak RSS`, rss, MOST_RSS, 'MB', 1)),
    target('--help: wall', median(help.map(({ wall }) => wall)), TARGETS.helpWall, 's', 3),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function roundsOf(): number {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS) throw new Error(`--rounds is a whole number from 1 to ${MOST_ROUNDS}`);
  return rounds;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
