import { join } from 'node:path';
import { applyWaivers, RECORD_FILE, type Certification, type RecordEvent, type Waived, type Waiver } from '../harness/index.ts';
import { buildPolyglot, buildReport, type LiveProgress, type Report } from '../reports/index.ts';
import { fileDigest } from './file-digest.ts';
import { interruptible } from './interrupt.ts';
import { leaveFolder, prepareFolder, printReports, writeReports, type Format } from './output.ts';
import { keepingRecord } from './places.ts';
import { text, type Lang } from './texts.ts';

export interface Run {
  out: string;
  formats: ReadonlySet<Format>;
  progress: LiveProgress;
  /** Writes the record into `out`; stopped by Ctrl-C. */
  run(signal: AbortSignal): Promise<Certification>;
  waivers?: readonly Waiver[];
  /** Writes more files of the record into the folder, and names them. */
  further?: (events: readonly RecordEvent[]) => string[];
}

/** What a run came to, with its record and reports written and told. */
export interface Ran extends Pick<Certification, 'crashes'> {
  report: Report;
  /** The end of the record, after waivers. */
  end: Certification['end'];
  stale: Waived['stale'];
  /** Names of the files that were written. */
  files: string[];
}

/** Runs, tells progress on stderr, writes record and reports into a folder that nobody else may use meanwhile, and hands all to `then`. */
export async function runAndReport<T>(
  { out, formats, progress, run, waivers = [], further = () => [] }: Run,
  lang: Lang,
  then: (ran: Ran) => T | Promise<T>,
): Promise<T> {
  const earlier = prepareFolder(out, formats);
  if (earlier !== undefined) process.stderr.write(`${text(lang, 'cli.earlier-kept', { folder: earlier })}\n`);
  try {
    const last = text(lang, 'cli.left', { folder: out });
    const { end, events, crashes } = await interruptible(lang, run, { last }).finally(() => progress.stop());
    const waived = applyWaivers(events, waivers);
    const given = { ...waived, recordDigest: fileDigest(join(out, RECORD_FILE)) };
    const report = buildReport(events, lang, given);
    const told = { report, inEach: () => buildPolyglot(events, lang, given) };
    const written = await keepingRecord(out, async () => [...further(events), ...(await writeReports(told, out, formats, lang))]);
    printReports(report, out, formats, lang);
    tellCrashes(crashes, lang);
    return await then({ report, crashes, end: waived.end ?? end, stale: waived.stale, files: [RECORD_FILE, ...written] });
  } finally {
    leaveFolder(out);
  }
}

export function tellCrashes(crashes: Certification['crashes'], lang: Lang): void {
  if (crashes.length > 0)
    process.stderr.write(`${text(lang, 'cli.own-fault')}\n${crashes.map(({ stack, message }) => stack ?? message).join('\n')}\n`);
}

/** Short enough to be typed again. */
export function newSeed(): string {
  return Math.random().toString(36).slice(2, 10);
}
