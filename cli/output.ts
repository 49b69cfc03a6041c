import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RECORD_FILE, usage } from '../harness/index.ts';
import { buildPolyglot, buildReport, renderHtml, renderPdf, renderTerminal, type Report } from '../reports/index.ts';
import type { RecordEvent } from '../harness/index.ts';
import type { Lang } from './texts.ts';

/** Reports that can be asked for with `--format`. */
const FORMATS = ['list', 'json', 'html', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** `list,html` as a set; throws a UsageError on a name that is none. */
export function parseFormats(text: string): Set<Format> {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!(FORMATS as readonly string[]).includes(name)) throw usage('usage.format', { format: name, formats: FORMATS.join(', ') });
  return new Set(names as Format[]);
}

/**
 * Makes room for a run. What an earlier run left in the folder is evidence: it is moved to a folder
 * of its own beside, never written over. Returns where it went.
 */
export function prepareFolder(folder: string): string | undefined {
  makeFolder(folder);
  takeFolder(folder);
  if (!existsSync(join(folder, RECORD_FILE))) return undefined;
  let earlier = '';
  for (let count = 1; earlier === '' || existsSync(earlier); count++) earlier = join(folder, `earlier-${count}`);
  mkdirSync(earlier);
  for (const name of readdirSync(folder))
    if (/^(record\.jsonl|report\..+|registry\..+|explore-\d+\.sh)$/.test(name)) renameSync(join(folder, name), join(earlier, name));
  return earlier;
}

/** Step by step: asked to make a whole path at once below /proc, Node 20 never comes back. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(resolve(folder)));
  mkdirSync(folder);
}

const RUNNING = '.running';

/** Two runs in one folder would mix their evidence. The mark of a run that was killed is taken over. */
function takeFolder(folder: string): void {
  const mark = join(folder, RUNNING);
  const pid = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) throw usage('usage.folder-busy', { folder, pid: String(pid) });
  writeFileSync(mark, String(process.pid));
}

/** The run is over: the folder is anybody's again. */
export function leaveFolder(folder: string): void {
  rmSync(join(folder, RUNNING), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Writes the files asked for beside the record, and the summary to stdout. */
export async function writeReports(events: readonly RecordEvent[], folder: string, formats: ReadonlySet<Format>, lang: Lang): Promise<Report> {
  const report = buildReport(events, lang);
  if (formats.has('json')) writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  for (const script of report.scripts) writeFileSync(join(folder, script.name), script.text);
  if (formats.has('html')) writeFileSync(join(folder, 'report.html'), renderHtml(buildPolyglot(events, lang)));
  if (formats.has('pdf')) writeFileSync(join(folder, 'report.pdf'), await renderPdf(report, lang));
  if (formats.has('list')) {
    const width = process.stdout.columns ?? 100;
    const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
    process.stdout.write(renderTerminal(report, lang, { color, width, ...(formats.has('html') ? { reportPath: join(folder, 'report.html') } : {}) }));
  }
  return report;
}
