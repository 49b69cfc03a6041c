import { certify, isLoopback, loadProfile, usage, type ExploreOptions, type Filter, type Profile, type RecordEvent } from '../harness/index.ts';
import { loadRunner } from '../load/index.ts';
import { liveProgress } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { afterRun, type AfterArgs, type AfterRun } from './after-run.ts';
import { readLedger, writeRegistries } from './books.ts';
import { exitCode } from './exit.ts';
import { exploreOptions, type ExploreArgs } from './explore-options.ts';
import { pickOf } from './pick.ts';
import { parseFormats, type Format } from './output.ts';
import { newSeed, runAndReport } from './run-and-report.ts';
import type { Lang } from './texts.ts';

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
  return certifyAndReport(
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

/** All cases that the profile and the filter leave; gives the exit code. */
export async function certifyAndReport(
  profile: Profile,
  { out, formats, failOn, seed = newSeed(), filter, explore, after, maskAccounts = false, passing = false }: RunSettings,
  lang: Lang,
  version: string,
): Promise<number> {
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
  const settings = {
    out,
    formats,
    progress,
    run,
    ...(after ? { waivers: after.waivers } : {}),
    further: (events: readonly RecordEvent[]) => writeRegistries(events, out),
  };
  return runAndReport(settings, lang, async ({ report, files, end, crashes, stale }) => {
    const code = exitCode({ end, crashes }, failOn === 'remark');
    return (await after?.judge({ report, files, code, stale })) ?? code;
  });
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
