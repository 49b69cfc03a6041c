import { join } from 'node:path';
import {
  applyWaivers,
  certify,
  isLoopback,
  loadProfile,
  RECORD_FILE,
  usage,
  type Certification,
  type ExploreOptions,
  type Filter,
  type Profile,
} from '../harness/index.ts';
import { loadRunner } from '../load/index.ts';
import { buildPolyglot, buildReport, liveProgress } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { afterRun, type AfterArgs, type AfterRun } from './after-run.ts';
import { readLedger, writeRegistries } from './books.ts';
import { exitCode } from './exit.ts';
import { fileDigest } from './file-digest.ts';
import { exploreOptions, type ExploreArgs } from './explore-options.ts';
import { pickOf } from './pick.ts';
import { interruptible } from './interrupt.ts';
import { leaveFolder, parseFormats, prepareFolder, printReports, writeReports, type Format } from './output.ts';
import { keepingRecord } from './places.ts';
import { text, type Lang } from './texts.ts';

export interface ProfileArgs {
  url?: string | undefined;
  profile?: string | undefined;
  account?: string | undefined;
  maxPayments?: number | undefined;
  maxTotal?: string | undefined;
}

export interface RunArgs {
  out: string;
  format: string;
  failOn?: 'remark' | undefined;
  seed?: string | undefined;
  suite?: string[] | undefined;
  case?: string[] | undefined;
  skip?: string[] | undefined;
}

/** The main job: profile, run, record, verdict, reports. */
export async function certifyCommand(
  args: ProfileArgs & RunArgs & ExploreArgs & AfterArgs & { yes?: boolean | undefined; maskAccounts?: boolean | undefined },
  lang: Lang,
  version: string,
): Promise<number> {
  const formats = parseFormats(args.format);
  const filter = pickOf(args) ?? (args.exploreReplay === undefined ? undefined : { suites: ['exploration'] });
  const explore = exploreOptions(args);
  const after = afterRun(args, lang, version);
  const profile = await profileOf(args);
  const public_ = testedEndpoints(profile).find(({ host }) => !isLoopback(host));
  if (public_ && args.yes !== true) throw usage('usage.yes', { host: public_.host });
  return runAndReport(
    profile,
    { ...args, maskAccounts: args.maskAccounts === true, formats, ...(filter ? { filter } : {}), explore, after },
    lang,
    version,
  );
}

/** Where this run would move money. */
function testedEndpoints({ sides, check, pay, operator }: Profile): Profile['check'][] {
  return [...(sides.includes('partner') ? [check, pay] : []), ...(operator ? [operator.endpoint] : [])];
}

export function profileOf({ profile: file, url, account, maxPayments, maxTotal }: ProfileArgs): Promise<Profile> {
  return loadProfile({
    ...(file === undefined ? {} : { file }),
    ...(url === undefined ? {} : { url }),
    ...(account === undefined ? {} : { account }),
    ...(maxPayments === undefined ? {} : { maxPayments }),
    ...(maxTotal === undefined ? {} : { maxTotal }),
  });
}

/** Runs, tells progress on stderr, writes record and reports, and gives the exit code. */
export async function runAndReport(
  profile: Profile,
  { out, formats, failOn, seed = newSeed(), filter, explore, after, maskAccounts = false, passing = false }: RunSettings,
  lang: Lang,
  version: string,
): Promise<number> {
  const earlier = prepareFolder(out, formats);
  if (earlier !== undefined) process.stderr.write(`${text(lang, 'cli.earlier-kept', { folder: earlier })}\n`);
  try {
    const progress = liveProgress(process.stderr, lang);
    const run = (signal: AbortSignal) =>
      certify({
        profile,
        cases: CASES,
        seed,
        version,
        out,
        signal,
        readLedger,
        load: loadRunner({ progress: (told) => progress.load(told) }),
        maskAccounts,
        passing,
        listen: (event) => progress.event(event),
        waiting: progress.waiting,
        ...(filter ? { filter } : {}),
        ...(explore ? { explore } : {}),
        ...(after?.failedBefore ? { failedBefore: after.failedBefore } : {}),
      });
    const last = text(lang, 'cli.left', { folder: out });
    const { end, events, crashes } = await interruptible(lang, run, { last }).finally(() => progress.stop());
    const waived = applyWaivers(events, after?.waivers ?? []);
    const given = { ...waived, recordDigest: fileDigest(join(out, RECORD_FILE)) };
    const report = buildReport(events, lang, given);
    const told = { report, inEach: () => buildPolyglot(events, lang, given) };
    const written = await keepingRecord(out, async () => [...writeRegistries(events, out), ...(await writeReports(told, out, formats, lang))]);
    const files = [RECORD_FILE, ...written];
    printReports(report, out, formats, lang);
    tellCrashes(crashes, lang);
    const code = exitCode({ end: waived.end ?? end, crashes }, failOn === 'remark');
    return (await after?.judge({ report, files, code, stale: waived.stale })) ?? code;
  } finally {
    leaveFolder(out);
  }
}

export interface RunSettings extends Omit<RunArgs, 'format'> {
  formats: ReadonlySet<Format>;
  filter?: Filter;
  explore?: ExploreOptions | undefined;
  after?: AfterRun | undefined;
  maskAccounts?: boolean;
  /** The partner goes away with the run. */
  passing?: boolean;
}

export function tellCrashes(crashes: Certification['crashes'], lang: Lang): void {
  if (crashes.length > 0)
    process.stderr.write(`${text(lang, 'cli.own-fault')}\n${crashes.map(({ stack, message }) => stack ?? message).join('\n')}\n`);
}

/** Short enough to be typed again. */
export function newSeed(): string {
  return Math.random().toString(36).slice(2, 10);
}
