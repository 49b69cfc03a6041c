import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RECORD_FILE, usage } from '../harness/index.ts';
import {
  renderCtrf,
  renderGithub,
  renderHtml,
  renderJunit,
  renderMarkdown,
  renderPdf,
  renderSarif,
  renderBrief,
  renderTerminal,
  type Report,
  type Said,
} from '../reports/index.ts';
import { CERTIFICATE_FILE, REFUNDS_FILE, REGISTRY_FILES } from './file-names.ts';
import { inFolder, refuseUnwritable } from './places.ts';
import type { Lang } from './texts.ts';

/** Reports that can be asked for with `--format`. */
const FORMATS = ['list', 'json', 'html', 'pdf', 'junit', 'md', 'sarif', 'ctrf', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** A run as its reports tell it: in the user's language, and in each, for the page that switches. */
export interface Told {
  report: Report;
  inEach: () => Report<Said>;
}

/** What each format is called in the folder; the others go to stdout. */
const FILES: readonly { format: Format; name: string; render(run: Told, lang: Lang): string | Promise<Buffer> }[] = [
  { format: 'json', name: 'report.json', render: ({ report }) => `${JSON.stringify(report, null, 2)}\n` },
  { format: 'html', name: 'report.html', render: ({ inEach }) => renderHtml(inEach()) },
  { format: 'pdf', name: 'report.pdf', render: ({ report }, lang) => renderPdf(report, lang) },
  { format: 'junit', name: 'junit.xml', render: ({ report }, lang) => renderJunit(report, lang) },
  { format: 'md', name: 'report.md', render: ({ report }, lang) => renderMarkdown(report, lang) },
  { format: 'sarif', name: 'report.sarif', render: ({ report }, lang) => renderSarif(report, lang) },
  { format: 'ctrf', name: 'ctrf.json', render: ({ report }, lang) => renderCtrf(report, lang) },
];

/** `list,html` as a set; throws a UsageError on a name that is none. */
export function parseFormats(text: string): Set<Format> {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!(FORMATS as readonly string[]).includes(name)) throw usage('usage.format', { format: name, formats: FORMATS.join(', ') });
  return new Set(names as Format[]);
}

/**
 * Makes room for a run. What an earlier run left in the folder is evidence: it is moved to a folder
 * of its own beside, never written over. Returns where it went. Throws a UsageError where a file of the run could not be
 * written: known only after the run, it would have cost one.
 */
export function prepareFolder(folder: string, formats: ReadonlySet<Format>): string | undefined {
  makeFolder(folder);
  takeFolder(folder);
  try {
    const earlier = inFolder(folder, () => moveEarlier(folder));
    refuseUnwritable(folder, [RECORD_FILE, ...BESIDE, ...namesOf(formats)]);
    return earlier;
  } catch (error) {
    leaveFolder(folder);
    throw error;
  }
}

/** What is written whatever formats are asked for. */
const BESIDE = [...Object.values(REGISTRY_FILES), REFUNDS_FILE, CERTIFICATE_FILE];

/** The files of the folder that these formats make. */
export function namesOf(formats: ReadonlySet<Format>): string[] {
  return FILES.filter(({ format }) => formats.has(format)).map(({ name }) => name);
}

function moveEarlier(folder: string): string | undefined {
  if (![RECORD_FILE, CERTIFICATE_FILE].some((name) => existsSync(join(folder, name)))) return undefined;
  let earlier = '';
  for (let count = 1; earlier === '' || existsSync(earlier); count++) earlier = join(folder, `earlier-${count}`);
  mkdirSync(earlier);
  for (const name of readdirSync(folder))
    if (/^(record\.jsonl|report\..+|registry\..+|refunds\.csv|junit\.xml|ctrf\.json|certificate\.json|explore-\d+\.sh)$/.test(name))
      renameSync(join(folder, name), join(earlier, name));
  return earlier;
}

/** Step by step: asked to make a whole path at once below /proc, Node 20 never comes back. */
export function makeFolder(folder: string): void {
  inFolder(folder, () => makeSteps(resolve(folder)));
}

function makeSteps(folder: string): void {
  if (existsSync(folder)) return;
  makeSteps(dirname(folder));
  mkdirSync(folder);
}

const RUNNING = '.running';

/** Two runs in one folder would mix their evidence. The mark of a run that was killed is taken over. */
function takeFolder(folder: string): void {
  const mark = join(folder, RUNNING);
  const pid = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) throw usage('usage.folder-busy', { folder, pid: String(pid) });
  inFolder(folder, () => writeFileSync(mark, String(process.pid)));
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

/** Writes the files asked for beside the record; gives their names. */
export async function writeReports(run: Told, folder: string, formats: ReadonlySet<Format>, lang: Lang): Promise<string[]> {
  const files: OutputFile[] = run.report.scripts.map(({ name, text }) => ({ name, content: text }));
  for (const { format, name, render } of FILES) if (formats.has(format)) files.push({ name, content: await render(run, lang) });
  writeFiles(folder, files);
  return files.map(({ name }) => name);
}

export interface OutputFile {
  name: string;
  content: string | Buffer;
}

/** All of them or none: throws a UsageError before the first where a certificate vouches for other bytes. */
export function writeFiles(folder: string, files: readonly OutputFile[]): void {
  for (const { name, content } of files) refuseSigned(folder, name, content);
  for (const { name, content } of files) writeFileSync(join(folder, name), content);
}

/** A certificate vouches for the bytes beside it: another report in their place would make it look forged. */
function refuseSigned(folder: string, name: string, content: string | Buffer): void {
  const digest = `"${name}": "sha256:`;
  const signed = signedStatement(folder);
  const at = signed.indexOf(digest);
  if (at < 0) return;
  const hex = signed.slice(at + digest.length, at + digest.length + 64);
  if (hex !== createHash('sha256').update(content).digest('hex')) throw usage('usage.signed', { file: join(folder, name) });
}

/** The text that a certificate in this folder is over; empty where there is none that can be read. */
function signedStatement(folder: string): string {
  try {
    const { payload } = JSON.parse(readFileSync(join(folder, CERTIFICATE_FILE), 'utf8')) as { payload?: unknown };
    return Buffer.from(String(payload), 'base64url').toString('utf8');
  } catch {
    return '';
  }
}

/** The summary on stdout, or a brief word on stderr where none is asked for: stdout may be a pipeline's. Its texts are the partner's too, so a pipeline's host must not take commands from them. */
export function printReports(report: Report, folder: string, formats: ReadonlySet<Format>, lang: Lang): void {
  if (formats.has('list')) {
    const width = process.stdout.columns ?? 100;
    const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
    // The one for people to read; the others are a program's.
    const page = FILES.find(({ format }) => formats.has(format) && (format === 'html' || format === 'pdf'));
    const list = renderTerminal(report, lang, { color, width, ...(page ? { reportPath: join(folder, page.name) } : {}) });
    process.stdout.write(process.env['GITHUB_ACTIONS'] === 'true' ? withoutCommands(list) : list);
  } else {
    const color = process.stderr.isTTY === true && !process.env['NO_COLOR'];
    const paths = namesOf(formats).map((name) => join(folder, name));
    const brief = renderBrief(report, paths, lang, { color, width: process.stderr.columns ?? 100 });
    process.stderr.write(process.env['GITHUB_ACTIONS'] === 'true' ? withoutCommands(brief) : brief);
  }
  if (formats.has('github')) process.stdout.write(renderGithub(report, lang));
}

/** GitHub Actions takes no command between these two lines; nobody can foresee the word that ends it. */
function withoutCommands(list: string): string {
  const word = randomBytes(16).toString('hex');
  return `::stop-commands::${word}\n${list}::${word}::\n`;
}
