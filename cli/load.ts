import { certify, isLoopback, usage, type LoadShape, type LoadWish } from '../harness/index.ts';
import { loadRunner } from '../load/index.ts';
import { buildPolyglot, buildReport, liveProgress, loadLines } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { readLedger } from './books.ts';
import { newSeed, profileOf, tellCrashes, type ProfileArgs } from './certify.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { leaveFolder, parseFormats, prepareFolder, printReports, writeReports } from './output.ts';
import { text, type Lang } from './texts.ts';

export interface LoadArgs extends ProfileArgs {
  shape: LoadShape;
  rate?: string | undefined;
  duration?: number | undefined;
  requests?: number | undefined;
  connections?: number | undefined;
  mix: string;
  workers: number;
  engine: 'paycert' | 'autocannon';
  out: string;
  format: string;
  failOn?: 'remark' | undefined;
  seed?: string | undefined;
  yes?: boolean | undefined;
}

/** The load alone: the preflight, one shape, its cases, and the figures. */
export async function loadCommand(args: LoadArgs, lang: Lang, version: string): Promise<number> {
  const formats = parseFormats(args.format);
  const loadWish = wishOf(args);
  if (args.engine === 'autocannon' && (args.shape !== 'closed' || args.mix !== 'pay')) throw usage('usage.load-engine');
  const workers = within('--workers', args.workers, 1, 16);
  const profile = await profileOf(args);
  const public_ = [profile.check, profile.pay].find(({ host }) => !isLoopback(host));
  if (public_ && args.yes !== true) throw usage('usage.yes', { host: public_.host });
  const earlier = prepareFolder(args.out);
  if (earlier !== undefined) process.stderr.write(`${text(lang, 'cli.earlier-kept', { folder: earlier })}\n`);
  try {
    const progress = liveProgress(process.stderr, lang);
    const { end, events, crashes } = await interruptible(lang, (signal) =>
      certify({
        profile,
        cases: CASES,
        seed: args.seed ?? newSeed(),
        version,
        out: args.out,
        signal,
        readLedger,
        load: loadRunner({ workers, progress: (told) => progress.load(told) }),
        loadWish,
        listen: (event) => progress.event(event),
        filter: { suites: ['load'] },
      }),
    ).finally(() => progress.stop());
    const report = buildReport(events, lang);
    await writeReports({ report, inEach: () => buildPolyglot(events, lang) }, args.out, formats, lang);
    printReports(report, args.out, formats, lang);
    if (formats.has('list')) process.stdout.write(`\n${loadLines(report, lang)}`);
    tellCrashes(crashes, lang);
    if (crashes.length > 0) return EXIT.harness;
    if (end.interrupted) return EXIT.interrupted;
    if (end.summary.failed > 0 || (args.failOn === 'remark' && end.summary.remark > 0)) return EXIT.notCertified;
    return end.summary.inconclusive > 0 || report.load === null ? EXIT.incomplete : EXIT.ok;
  } finally {
    leaveFolder(args.out);
  }
}

const MOST_A_SECOND = 10_000;

function wishOf({ shape, rate, duration, requests, connections, mix, engine }: LoadArgs): LoadWish {
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
