import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from '../simulators/partner/certificate.ts';
import { has, start, stop } from './load-processes.ts';

/** A file of `bench/` that is not compiled, wherever this one is run from. */
export const source = (name: string) => fileURLToPath(new URL(import.meta.url.includes('/dist/') ? `../../bench/${name}` : name, import.meta.url));
const NODE_TARGET = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? 'load-target.js' : '../dist/bench/load-target.js', import.meta.url));
const FLAGS = ['-O2', '-Wall', '-Wextra'];
const START_MS = 10_000;

export interface Targets {
  /** In words, what will answer. */
  http: string;
  https: string;
  /** When each request arrived can be told. */
  tellsArrivals: boolean;
  /** Starts one, plays, and ends it. */
  on<T>(what: TargetOptions, play: (port: string) => Promise<T>): Promise<T>;
  /** The same, and when each request arrived, milliseconds; empty where it cannot be told. */
  arrivalsOn(play: (port: string) => Promise<void>): Promise<number[]>;
}

export interface TargetOptions {
  tls?: boolean;
  stall?: { ms: number; everyMs: number };
}

/** Compiles the target where there is a compiler; without one, or without OpenSSL's headers, Node answers instead. */
export function makeTargets(folder: string): Targets {
  const { key, cert } = makeCertificate({});
  const pair = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const;
  writeFileSync(pair[0], key);
  writeFileSync(pair[1], cert);
  const compiled = compile(folder);
  const commandOf = (tls: boolean) => (tls ? compiled.https : compiled.http) ?? [process.execPath, NODE_TARGET];
  const run = async <T>(command: readonly string[], play: (port: string) => Promise<T>): Promise<T> => {
    const child = start('target', command);
    try {
      return await play(await portOf(child));
    } finally {
      await stop(child);
    }
  };
  return {
    http: compiled.http ? 'C' : `Node, since ${compiled.why}`,
    https: compiled.https ? 'C' : `Node, since ${compiled.whyNoTls ?? compiled.why}`,
    tellsArrivals: compiled.http !== undefined,
    on: ({ tls = false, stall }, play) =>
      run([...commandOf(tls), ...(stall ? ['stall', String(stall.ms), String(stall.everyMs)] : []), ...(tls ? ['tls', ...pair] : [])], play),
    arrivalsOn: async (play) => {
      if (!compiled.http) {
        await run(commandOf(false), play);
        return [];
      }
      const file = join(folder, 'arrivals');
      await run([...compiled.http, 'arrivals', file], play);
      return readArrivals(file);
    },
  };
}

interface Compiled {
  http?: string[];
  https?: string[];
  why?: string;
  whyNoTls?: string;
}

function compile(folder: string): Compiled {
  if (process.platform !== 'linux') return { why: 'the target in C needs Linux' };
  if (!has('cc', '--version')) return { why: 'there is no C compiler (cc)' };
  const make = (name: string, ...more: readonly string[]) => {
    const file = join(folder, name);
    const { status } = spawnSync('cc', [...FLAGS, '-o', file, source('load-target.c'), ...more], { stdio: 'ignore', timeout: 60_000 });
    return status === 0 && existsSync(file) ? [file] : undefined;
  };
  const http = make('target');
  const https = make('target-tls', '-DWITH_TLS', '-lssl', '-lcrypto');
  return {
    ...(http ? { http } : { why: 'the target in C did not compile' }),
    ...(https ? { https } : { whyNoTls: "OpenSSL's headers (libssl-dev) are not installed" }),
  };
}

function portOf(child: ReturnType<typeof start>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error('the target did not start')), START_MS);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the target ended with ${code}`)));
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const port = /ready (\d+)\n/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(late);
      resolve(port);
    });
  });
}

function readArrivals(file: string): number[] {
  const bytes = readFileSync(file);
  const times = new BigUint64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const [first = 0n] = times;
  return Array.from(times, (time) => Number(time - first) / 1e6);
}
