import { fileURLToPath } from 'node:url';
import type { LoadResult } from '../harness/index.ts';
import { gridErrors, slope, spread, truthOfStall } from './load-figures.ts';
import { has, measured, type Cost } from './load-processes.ts';
import { source, type Targets } from './load-targets.ts';
import { median } from './table.ts';

/** The parts of the load's benchmark. Each plays its rounds and says what came of them and whether the limit is met. */

export interface Settings {
  targets: Targets;
  rounds: number;
  requests: number;
  soakSeconds: number;
  say(line: string): void;
}

const program = (name: string) =>
  fileURLToPath(new URL(import.meta.url.includes('/dist/') ? `${name}.js` : `../dist/bench/${name}.js`, import.meta.url));
const node = (name: string, ...args: readonly (string | number)[]) => [process.execPath, program(name), ...args.map(String)];

interface Told {
  sent: number;
  wrong: number;
  /** MB of 10^6 bytes, where the client tells it. */
  rss?: number;
}
type Ours = Told & Pick<LoadResult, 'durationMs' | 'latencyMs' | 'arrivalErrorMs'> & { rss: number; resident: [number, number][] };

type Scheme = 'http' | 'https';
interface Peer {
  name: string;
  /** What has to be there. */
  tool?: string;
  command(port: string, payments: number): readonly string[];
  /** Our cost, over this one's, is at most so much. */
  most?: number;
}

const LONGEST_S = 120;

function peers(scheme: Scheme): Peer[] {
  const ours: Peer = { name: 'paycert', command: (port, payments) => node('load-client', 'closed', port, payments, 1, LONGEST_S, scheme) };
  const wrk: Peer = {
    name: 'wrk, validating Lua script',
    tool: 'wrk',
    most: scheme === 'http' ? 0.95 : 1.05,
    command: (port, payments) =>
      ['wrk', '-t1', '-c15', `-d${LONGEST_S}s`, '--timeout', '15s', '-s', source('load-wrk.lua'), `${scheme}://127.0.0.1:${port}`, '--'].concat(
        String(BigInt(Date.now()) * 100_000n),
        String(payments),
      ),
  };
  if (scheme === 'https') return [ours, wrk];
  return [
    ours,
    wrk,
    { name: 'undici request()', most: 0.5, command: (port, payments) => node('load-peer', 'undici', port, payments) },
    { name: 'undici dispatch()', command: (port, payments) => node('load-peer', 'undici-dispatch', port, payments) },
    { name: 'autocannon, onResponse', most: 0.33, command: (port, payments) => node('load-peer', 'autocannon', port, payments) },
  ];
}

const verdict = (met: boolean) => (met ? 'met    ' : 'NOT MET');

/** CPU of the whole client process a validated request, ours beside the peers', a round after the other. */
export async function compare(scheme: Scheme, { targets, rounds, requests, say }: Settings): Promise<void> {
  const all = peers(scheme);
  const there = all.filter(({ tool }) => tool === undefined || has(tool, '--version'));
  const seen = new Map(there.map(({ name }) => [name, [] as { micros: number; wrong: number; rss?: number }[]]));
  for (let round = 0; round < rounds; round++)
    await targets.on({ tls: scheme === 'https' }, async (port) => {
      for (const { name, command } of there) {
        const { told, cpuMicros }: Cost<Told> = await measured<Told>(command(port, requests));
        if (told.sent < requests * 0.99) throw new Error(`${name} sent ${told.sent} of ${requests}`);
        seen.get(name)!.push({ micros: cpuMicros / told.sent, wrong: told.wrong, ...(told.rss === undefined ? {} : { rss: told.rss }) });
      }
    });
  say(`${scheme.toUpperCase()} keep-alive, ${requests} payments a row, ${rounds} rounds; target: ${targets[scheme]}`);
  say(`  ${''.padEnd(30)}${'CPU µs a validated request'.padEnd(30)}${'× ours'.padEnd(24)}wrong  RSS, MB`);
  const ours = seen.get('paycert')!.map(({ micros }) => micros);
  for (const { name } of all) {
    const rows = seen.get(name);
    if (!rows) {
      say(`  ${name.padEnd(30)}not installed: left out`);
      continue;
    }
    const micros = rows.map((row) => row.micros);
    const times = spread(
      micros.map((each, round) => each / ours[round]!),
      2,
    );
    const rss = rows.every((row) => row.rss !== undefined) ? Math.max(...rows.map((row) => row.rss!)).toFixed(0) : '–';
    say(
      `  ${name.padEnd(30)}${spread(micros, 1).padEnd(30)}${times.padEnd(24)}${String(Math.max(...rows.map(({ wrong }) => wrong))).padEnd(7)}${rss}`,
    );
  }
  for (const { name, most } of there) {
    if (most === undefined) continue;
    const ratios = seen.get(name)!.map(({ micros }, round) => ours[round]! / micros);
    say(`  ${verdict(median(ratios) <= most)}  paycert at most ${most} × ${name}: ${spread(ratios, 2)}`);
  }
  const wrong = Math.max(...seen.get('paycert')!.map((row) => row.wrong));
  if (wrong > 0) throw new Error(`paycert took ${wrong} right answers for wrong`);
}

const ARRIVALS = { perSecond: 200, seconds: 15, rounds: 3, p50Ms: 0.1, p99Ms: 1, rate: 0.001 };

/** When the requests of a pace arrive, as the target's kernel has it, beside the grid that they should arrive on. */
export async function arrivals({ targets, say }: Settings): Promise<void> {
  const { perSecond, seconds, rounds } = ARRIVALS;
  const seen: ReturnType<typeof gridErrors>[] = [];
  const own: Ours['arrivalErrorMs'][] = [];
  for (let round = 0; round < rounds; round++) {
    const times = await targets.arrivalsOn(async (port) => {
      const { told } = await measured<Ours>(node('load-client', 'pace', port, perSecond * seconds, perSecond, seconds + 5));
      own.push(told.arrivalErrorMs);
      if (!targets.tellsArrivals)
        seen.push({ p50Ms: told.arrivalErrorMs.p50, p99Ms: told.arrivalErrorMs.p99, perSecond: (told.sent * 1000) / told.durationMs });
    });
    if (targets.tellsArrivals) seen.push(gridErrors(times, perSecond));
  }
  const of = (pick: (each: (typeof seen)[number]) => number) => seen.map(pick);
  const rates = of((each) => each.perSecond);
  say(
    `Arrivals at ${perSecond}/s, ${rounds} × ${seconds} s, ${targets.tellsArrivals ? 'when the kernel of the target had them' : 'by the clock of the client, since the target tells none'}`,
  );
  say(
    `  ${verdict(median(of((each) => each.p50Ms)) < ARRIVALS.p50Ms)}  off the grid, p50 under ${ARRIVALS.p50Ms} ms: ${spread(
      of((each) => each.p50Ms),
      3,
    )}`,
  );
  say(
    `  ${verdict(median(of((each) => each.p99Ms)) < ARRIVALS.p99Ms)}  off the grid, p99 under ${ARRIVALS.p99Ms} ms: ${spread(
      of((each) => each.p99Ms),
      3,
    )}`,
  );
  say(`  ${verdict(Math.abs(median(rates) / perSecond - 1) <= ARRIVALS.rate)}  rate within ${ARRIVALS.rate * 100} %: ${spread(rates, 3)}/s`);
  say(
    `           what paycert says of itself: p50 ${spread(
      own.map(({ p50 }) => p50),
      3,
    )} ms, p99 ${spread(
      own.map(({ p99 }) => p99),
      3,
    )} ms`,
  );
}

const STALL = { ms: 500, everyMs: 4_000, perSecond: 100, periods: 6, rounds: 2, within: 0.05 };

/** Whole periods, so that wherever the first standstill falls the truth is the same. */
export async function stall({ targets, say }: Settings): Promise<void> {
  const { perSecond, periods, rounds, within } = STALL;
  const seconds = (periods * STALL.everyMs) / 1000;
  const seen: Ours['latencyMs'][] = [];
  for (let round = 0; round < rounds; round++)
    await targets.on({ stall: STALL }, async (port) => {
      seen.push((await measured<Ours>(node('load-client', 'pace', port, perSecond * seconds, perSecond, seconds))).told.latencyMs);
    });
  say(`A standstill of ${STALL.ms} ms every ${STALL.everyMs / 1000} s at ${perSecond}/s, ${rounds} × ${seconds} s`);
  for (const [name, share] of [
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const) {
    const truth = truthOfStall(STALL, share);
    const values = seen.map((each) => each[name]);
    say(
      `  ${verdict(Math.abs(median(values) / truth - 1) <= within)}  ${name} within ${within * 100} % of ${truth.toFixed(0)} ms: ${spread(values, 0)}`,
    );
  }
}

const MEMORY = { payments: 1_000_000, most: 120 };

export async function memory({ targets, say }: Settings): Promise<void> {
  const { told } = await targets.on({}, (port) => measured<Ours>(node('load-client', 'closed', port, MEMORY.payments, 1, 240)));
  say(`${told.sent} payments in ${(told.durationMs / 1000).toFixed(1)} s, ${told.wrong} wrong`);
  say(
    `  ${verdict(told.sent === MEMORY.payments && told.rss < MEMORY.most)}  peak RSS of the client under ${MEMORY.most} MB: ${told.rss.toFixed(1)} MB`,
  );
}

const SOAK = { perSecond: 3_000, warmUp: 0.25, most: 1, leastPoints: 10 };

/** Memory over time at a steady rate: what grows with the payments shows as a slope. */
export async function soak({ targets, soakSeconds, say }: Settings): Promise<void> {
  const payments = SOAK.perSecond * soakSeconds;
  const { told } = await targets.on({}, (port) => measured<Ours>(node('load-client', 'soak', port, payments, SOAK.perSecond, soakSeconds + 5)));
  const warm = told.resident.filter(([sent]) => sent > told.sent * SOAK.warmUp);
  if (warm.length < SOAK.leastPoints) throw new Error('the soak was too short to tell');
  const grows = slope(warm) * 100_000;
  const sizes = warm.map(([, rss]) => rss);
  say(
    `Soak, ${told.sent} payments at ${SOAK.perSecond}/s in ${(told.durationMs / 1000).toFixed(0)} s, ${told.wrong} wrong; the first quarter is warm-up`,
  );
  say(`  ${verdict(grows <= SOAK.most)}  RSS grows by at most ${SOAK.most} MB per 100,000 payments: ${grows.toFixed(2)} MB`);
  say(`           RSS ${spread(sizes, 1)} MB, ${sizes[0]!.toFixed(1)} MB after the warm-up, ${sizes.at(-1)!.toFixed(1)} MB in the end`);
}
