import { join } from 'node:path';
import { CLAUSES } from '../protocol/index.ts';
import { nameOf, readRecord, readWaivers, RECORD_FILE, UsageError, type Waiver } from '../harness/index.ts';
import { buildReport, compareReports, renderComparison, type Report, type Signer } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { signerOf, writeCertificate, type SignArgs } from './certificate.ts';
import { EXIT } from './exit.ts';
import type { Lang } from './texts.ts';

/** What `certify` does with a run beside its reports: waive, compare, sign. */
export interface AfterArgs extends SignArgs {
  out: string;
  waivers?: string | undefined;
  baseline?: string | undefined;
  failOn?: 'remark' | undefined;
}

/** All of it is read before the run: a wrong file must not cost one. */
export interface AfterRun {
  waivers: readonly Waiver[];
  /** Cases that failed in the baseline; those that fail newly are tried again. */
  failedBefore?: ReadonlySet<string>;
  /** The exit code, once waivers, baseline and certificate have had their say; `code` is that of the verdict. */
  judge(run: { report: Report; files: readonly string[]; code: number; stale: readonly Waiver[] }): Promise<number>;
}

export function afterRun(args: AfterArgs, lang: Lang, version: string): AfterRun {
  const signer = signerOf(args);
  const baseline = args.baseline === undefined ? undefined : reportOf(args.baseline, lang, '--baseline');
  return {
    waivers: args.waivers === undefined ? [] : readWaivers(args.waivers, KNOWN, new Date()),
    ...(baseline ? { failedBefore: new Set(baseline.cases.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)) } : {}),
    judge: async ({ report, files, code, stale }) => {
      const judged = baseline ? againstBaseline(baseline, report, code, args.failOn === 'remark', lang) : code;
      refuseStale(stale, args.waivers);
      if (signer && code !== EXIT.harness) await sign(signer, args, { report, files, version });
      return judged;
    },
  };
}

const KNOWN = { cases: CASES.map(({ id }) => id), clauses: CLAUSES.map(({ id }) => id as string) };

/** Throws a UsageError where a waiver is needed no more: what it names was looked at and does not fail. */
export function refuseStale(stale: readonly Waiver[], file = ''): void {
  if (stale.length === 0) return;
  throw new UsageError(...stale.map((waiver) => ({ key: 'usage.waiver-stale', values: { file, name: nameOf(waiver), ticket: waiver.ticket } })));
}

/** The report of a recorded run. */
export function reportOf(folder: string, lang: Lang, option?: string): Report {
  return buildReport(readRecord(join(folder, RECORD_FILE), option).events, lang);
}

/** Verdicts that a case's failure or a remark has made; every other reason says that the run is not a whole. */
const OF_CASES: ReadonlySet<string> = new Set(['reason.failed', 'reason.waived', 'reason.remarks', 'reason.certified']);

/** Only what is new fails. What keeps the run from being a whole, or is a fault of ours, weighs as always. */
function againstBaseline(baseline: Report, report: Report, code: number, failOnRemark: boolean, lang: Lang): number {
  const comparison = compareReports(baseline, report);
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  process.stderr.write(
    `\n${renderComparison(comparison, lang, { color: color && process.stderr.isTTY === true, width: process.stderr.columns ?? 100 })}`,
  );
  if (code !== EXIT.notCertified) return code;
  if (comparison.fails) return EXIT.notCertified;
  if (report.reasonKeys.some((key) => !OF_CASES.has(key))) return EXIT.incomplete;
  return failOnRemark && comparison.changed.some(({ to }) => to === 'remark') ? EXIT.notCertified : EXIT.ok;
}

async function sign(
  signer: Signer,
  { out, validDays }: AfterArgs,
  { report, files, version }: { report: Report; files: readonly string[]; version: string },
): Promise<void> {
  // The selftest's facts are the whole gallery of faults: loaded only where somebody signs.
  const { greenDigest } = await import('./selftest/digest.ts');
  await writeCertificate(report, { folder: out, files, signer, validDays, selftestDigest: greenDigest(version) });
}
