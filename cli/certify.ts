import { certify, isLoopback, loadProfile, usage, type Certification, type ExploreOptions, type Filter, type Profile } from '../harness/index.ts';
import { liveProgress } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { readLedger, writeRegistries } from './books.ts';
import { exitCode } from './exit.ts';
import { exploreOptions, type ExploreArgs } from './explore-options.ts';
import { pickOf } from './pick.ts';
import { interruptible } from './interrupt.ts';
import { leaveFolder, parseFormats, prepareFolder, writeReports, type Format } from './output.ts';
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
  args: ProfileArgs & RunArgs & ExploreArgs & { yes?: boolean | undefined },
  lang: Lang,
  version: string,
): Promise<number> {
  const formats = parseFormats(args.format);
  const filter = pickOf(args) ?? (args.exploreReplay === undefined ? undefined : { suites: ['exploration'] });
  const explore = exploreOptions(args);
  const profile = await profileOf(args);
  const public_ = [profile.check, profile.pay].find(({ host }) => !isLoopback(host));
  if (public_ && args.yes !== true) throw usage('usage.yes', { host: public_.host });
  return runAndReport(profile, { ...args, formats, ...(filter ? { filter } : {}), explore }, lang, version);
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
  {
    out,
    formats,
    failOn,
    seed = newSeed(),
    filter,
    explore,
  }: Omit<RunArgs, 'format'> & { formats: ReadonlySet<Format>; filter?: Filter; explore?: ExploreOptions | undefined },
  lang: Lang,
  version: string,
): Promise<number> {
  const earlier = prepareFolder(out);
  if (earlier !== undefined) process.stderr.write(`${text(lang, 'cli.earlier-kept', { folder: earlier })}\n`);
  try {
    const progress = liveProgress(process.stderr, lang);
    const { end, events, crashes } = await interruptible(lang, (signal) =>
      certify({
        profile,
        cases: CASES,
        seed,
        version,
        out,
        signal,
        readLedger,
        listen: (event) => progress.event(event),
        ...(filter ? { filter } : {}),
        ...(explore ? { explore } : {}),
      }),
    ).finally(() => progress.stop());
    writeRegistries(events, out);
    await writeReports(events, out, formats, lang);
    tellCrashes(crashes, lang);
    return exitCode({ end, crashes }, failOn === 'remark');
  } finally {
    leaveFolder(out);
  }
}

export function tellCrashes(crashes: Certification['crashes'], lang: Lang): void {
  if (crashes.length > 0)
    process.stderr.write(`${text(lang, 'cli.own-fault')}\n${crashes.map(({ stack, message }) => stack ?? message).join('\n')}\n`);
}

/** Short enough to be typed again. */
function newSeed(): string {
  return Math.random().toString(36).slice(2, 10);
}
