import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applyWaivers, readRecord, readWaivers, RECORD_FILE, type RecordEvent } from '../harness/index.ts';
import { buildPolyglot, buildReport, compareReports, renderComparison, renderComparisonMarkdown } from '../reports/index.ts';
import { refuseStale, reportOf } from './after-run.ts';
import { writeRegistries } from './books.ts';
import { REGISTRY_FILES } from './file-names.ts';
import { EXIT } from './exit.ts';
import { fileDigest } from './file-digest.ts';
import { makeFolder, namesOf, parseFormats, printReports, writeReports } from './output.ts';
import { refuseUnwritable } from './places.ts';
import { text, type Lang } from './texts.ts';

export interface ReportArgs {
  dir: string;
  format: string;
  out?: string | undefined;
  waivers?: string | undefined;
}

/**
 * Makes the reports of a recorded run again, from its record alone; the verdict is the record's. A stale waiver is a
 * UsageError, as with `certify`, thrown when the reports are made.
 */
export async function reportCommand({ dir, format, out = dir, waivers: file }: ReportArgs, lang: Lang): Promise<number> {
  const formats = parseFormats(format);
  const { events, unfinished, cut } = readRecord(join(dir, RECORD_FILE));
  const waivers = file === undefined ? [] : readWaivers(file, plannedIn(events), new Date());
  const waived = applyWaivers(events, waivers);
  const given = { ...waived, recordDigest: fileDigest(join(dir, RECORD_FILE)) };
  const report = buildReport(events, lang, given);
  makeFolder(out);
  refuseUnwritable(out, [...Object.values(REGISTRY_FILES), ...namesOf(formats)]);
  // Those of a run that came to its end stand beside its record already.
  if (unfinished || !existsSync(join(out, REGISTRY_FILES.csv))) writeRegistries(events, out);
  await writeReports({ report, inEach: () => buildPolyglot(events, lang, given) }, out, formats, lang);
  printReports(report, out, formats, lang);
  if (unfinished) process.stderr.write(`${text(lang, 'cli.registry-unfinished', REGISTRY_FILES)}\n`);
  if (cut) process.stderr.write(`${text(lang, 'cli.record-cut')}\n`);
  refuseStale(waived.stale, file);
  return EXIT.ok;
}

function plannedIn(events: readonly RecordEvent[]): { cases: string[]; clauses: string[] } {
  const plan = events.find((event) => event.type === 'plan');
  return { cases: plan?.cases.map(({ id }) => id) ?? [], clauses: plan?.clauses.map(({ id }) => id) ?? [] };
}

export interface CompareArgs {
  before: string;
  after: string;
  format: 'text' | 'json' | 'md';
  /** Failures of the later run to set aside. */
  waivers?: string | undefined;
}

/**
 * Two recorded runs beside each other; 1 when something fails that did not fail before and is not waived. A stale waiver is a
 * UsageError, as with `certify`, thrown when the comparison is printed.
 */
export function compareCommand({ before, after, format, waivers: file }: CompareArgs, lang: Lang): number {
  const { events } = readRecord(join(after, RECORD_FILE));
  const waived = applyWaivers(events, file === undefined ? [] : readWaivers(file, plannedIn(events), new Date()));
  const comparison = compareReports(reportOf(before, lang), buildReport(events, lang, waived));
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const printed = {
    text: () => renderComparison(comparison, lang, { color, width: process.stdout.columns ?? 100 }),
    json: () => `${JSON.stringify(comparison, null, 2)}\n`,
    md: () => renderComparisonMarkdown(comparison, lang),
  }[format]();
  process.stdout.write(printed);
  refuseStale(waived.stale, file);
  return comparison.fails ? EXIT.notCertified : EXIT.ok;
}
