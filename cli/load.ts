import { certify, isLoopback, usage, type CertifyOptions, type LoadShape, type LoadWish } from '../harness/index.ts';
import { loadRunner } from '../load/index.ts';
import { liveProgress, loadLines, type LiveProgress } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { readLedger } from './books.ts';
import { profileOf, type ProfileArgs } from './certify.ts';
import { EXIT } from './exit.ts';
import { loadFromK6 } from './load-from-k6.ts';
import { parseFormats } from './output.ts';
import { newSeed, runAndReport } from './run-and-report.ts';
import type { Lang } from './texts.ts';

export interface LoadArgs extends ProfileArgs {
  /** A summary of k6 to be judged; nothing is sent then. */
  fromK6?: string | undefined;
  /** Default: burst. */
  shape?: LoadShape | undefined;
  rate?: string | undefined;
  duration?: number | undefined;
  requests?: number | undefined;
  connections?: number | undefined;
  /** Default: pay. */
  mix?: string | undefined;
  /** Default: 1. */
  workers?: number | undefined;
  /** Default: paycert. */
  engine?: 'paycert' | 'autocannon' | undefined;
  out: string;
  format: string;
  failOn?: 'remark' | undefined;
  seed?: string | undefined;
  yes?: boolean | undefined;
}

/** The load alone: the preflight, one shape, its cases, and the figures. */
export async function loadCommand(args: LoadArgs, lang: Lang, version: string): Promise<number> {
  const { fromK6 } = args;
  if (fromK6 !== undefined) return judgeAndReport(args, lang, version, () => loadFromK6({ ...args, fromK6 }));
  return judgeAndReport(args, lang, version, async (progress) => {
    const loadWish = wishOf(args);
    if (args.engine === 'autocannon' && (loadWish.shape !== 'closed' || loadWish.mix?.length !== 1)) throw usage('usage.load-engine');
    const workers = within('--workers', args.workers ?? 1, 1, 16);
    const profile = await profileOf(args);
    const public_ = [profile.check, profile.pay].find(({ host }) => !isLoopback(host));
    if (public_ && args.yes !== true) throw usage('usage.yes', { host: public_.host });
    return { profile, loadWish, load: loadRunner({ workers, progress: (told) => progress.load(told) }), filter: { suites: ['load'] } };
  });
}

type Settings = Pick<CertifyOptions, 'profile' | 'filter' | 'load' | 'loadWish' | 'loadTold'>;

/** Runs the cases of the load; gives the exit code. */
async function judgeAndReport(args: LoadArgs, lang: Lang, version: string, prepare: (progress: LiveProgress) => Promise<Settings>): Promise<number> {
  const { out, seed = newSeed(), failOn } = args;
  const formats = parseFormats(args.format);
  const progress = liveProgress(process.stderr, lang);
  const settings = await prepare(progress);
  const run = (signal: AbortSignal) =>
    certify({ ...settings, cases: CASES, seed, version, out, signal, readLedger, listen: (event) => progress.event(event) });
  return runAndReport({ out, formats, progress, run }, lang, ({ report, end, crashes }) => {
    if (formats.has('list')) process.stdout.write(`\n${loadLines(report, lang)}`);
    if (crashes.length > 0) return EXIT.harness;
    if (end.interrupted) return EXIT.interrupted;
    if (end.summary.failed > 0 || (failOn === 'remark' && end.summary.remark > 0)) return EXIT.notCertified;
    // A summary of k6 may leave every case open; a load of our own decides at least some.
    return end.summary.inconclusive > 0 || end.summary.passed + end.summary.remark === 0 || report.load === null ? EXIT.incomplete : EXIT.ok;
  });
}

const MOST_A_SECOND = 10_000;

function wishOf({ shape = 'burst', rate, duration, requests, connections, mix = 'pay', engine }: LoadArgs): LoadWish {
  return {
    shape,
    mix: mixOf(mix),
    ...(engine === 'autocannon' ? { secondEngine: engine } : {}),
    ...(rate === undefined ? {} : { perSecond: rateOf(rate) }),
    ...(duration === undefined ? {} : { durationMs: within('--duration', duration, 1, 86_400) * 1000 }),
    ...(requests === undefined ? {} : { payments: within('--requests', requests, 1, 10_000_000) }),
    ...(connections === undefined ? {} : { connections: within('--connections', connections, 1, 1_000) }),
  };
}

/** `10/s` or `90/m`, in payments a second. */
function rateOf(written: string): number {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)\/(s|m)$/.exec(written);
  const perSecond = match ? Number(match[1]) / (match[2] === 'm' ? 60 : 1) : 0;
  if (perSecond <= 0 || perSecond > MOST_A_SECOND) throw usage('usage.load-rate', { written });
  return perSecond;
}

function mixOf(written: string): LoadWish['mix'] & object {
  if (written === 'pay') return ['pay'];
  if (written === 'check,pay') return ['check', 'pay'];
  throw usage('usage.load-mix', { written });
}

function within(option: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw usage('usage.load-number', { option, written: String(value), least: String(least), most: String(most) });
  return value;
}
