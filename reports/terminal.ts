import { absentSuites, isOfAbsentSide, presentSuites } from './absent.ts';
import { byRisk, oracleLines, riskLine } from './oracles.ts';
import { groupFindings, notVerified, size } from './grouping.ts';
import { meansOf, nextOf, paysIn } from './judged.ts';
import { text, word, type Lang } from './messages/index.ts';
import type { Report } from './model.ts';
import { printRemarks, printUndecided, printViolations } from './terminal/findings.ts';
import { columns, pad, padStart } from './terminal/layout.ts';
import { paper as takePaper, type Paper } from './terminal/paper.ts';
import { isGone, repeatsHold } from './retest.ts';
import { moment } from './locale.ts';
import { clock } from './time.ts';
import { visible } from './visible.ts';
import { waiverLine } from './waiver-line.ts';

export interface TerminalOptions {
  color: boolean;
  /** Columns; clamped to 50 … 110. */
  width: number;
  /** Where the report for the browser stands; printed last. */
  reportPath?: string;
}

/** Where no summary was asked for: the verdict, why, and what was written. */
export function renderBrief(report: Report, paths: readonly string[], lang: Lang, options: Pick<TerminalOptions, 'color' | 'width'>): string {
  const paper = takePaper(lang, options);
  printVerdictLine(paper, report);
  for (const reason of report.reasons) paper.para(reason, 2);
  for (const path of paths) paper.para(`${text(lang, 'ui.report-at')}: ${path}`, 2, paper.paint.cyan);
  return paper.done();
}

/**
 * The end of a run for a terminal: what fails by clause, remarks, what stays open, the table by
 * chapter, and last the verdict, where it is still on the screen. No text of the partner reaches the
 * terminal as a control sequence.
 */
export function renderTerminal(report: Report, lang: Lang, options: TerminalOptions): string {
  const paper = takePaper(lang, options);
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const known = { exchanges, holds: repeatsHold(report), gone: isGone(report) };
  const { violations, remarks, undecided } = groupFindings(report);
  printTop(paper, report);
  if (violations.length > 0) {
    paper.heading(paper.say('ui.violations'), size(violations));
    printViolations(paper, violations, known);
  }
  if (remarks.length > 0) {
    paper.heading(paper.say('ui.remarks'), size(remarks));
    printRemarks(paper, remarks, known);
  }
  if (undecided.length > 0) {
    paper.heading(paper.say('ui.undecided'), undecided.length);
    printUndecided(paper, undecided);
  }
  // Of a run that stopped before it began the reason is all there is to know.
  if (!stoppedAtOnce(report)) {
    printTable(paper, report);
    printSkipped(paper, report);
    printNotVerified(paper, report);
  }
  printNotes(paper, report);
  if (paysIn(report)) printPayments(paper, report);
  printWaivers(paper, report);
  printVerdict(paper, report, options.reportPath);
  return paper.done();
}

function stoppedAtOnce({ reasonKeys, cases }: Report): boolean {
  return reasonKeys.some((key) => key.startsWith('stop.')) && cases.every(({ suite, verdict }) => suite === 'preflight' || verdict === 'skipped');
}

function printTop(paper: Paper, report: Report): void {
  paper.line();
  paper.para(`${report.partner} · ${report.target}`, 0, paper.paint.bold);
  const took = report.finishedAt === null ? [] : [clock(Date.parse(report.finishedAt) - Date.parse(report.startedAt))];
  paper.para(
    [`paycert ${report.tool.version}`, moment(paper.lang, report.startedAt), ...took, `${paper.say('ui.seed')}: ${report.seed}`].join(' · '),
    0,
    paper.paint.dim,
  );
}

/** Payments at risk that a terminal lists. */
const SHOWN = 8;

const COLUMNS = ['passed', 'failed', 'remark', 'inconclusive', 'skipped'] as const;

function printTable(paper: Paper, report: Report): void {
  const { paint, lang } = paper;
  paper.heading(paper.say('ui.overview'));
  const heads = COLUMNS.map((verdict) => word(lang, 'case-verdict', verdict));
  const { suites, total } = presentSuites(report);
  const absent = absentSuites(report).map(({ title }) => title);
  const first = Math.max(...suites.map(({ title }) => columns(visible(title))), columns(paper.say('ui.total')), 8) + 2;
  const narrow = first + heads.reduce((sum, head) => sum + columns(head) + 2, 0) > paper.width;
  const widths = heads.map((head) => (narrow ? 3 : columns(head) + 2));
  const row = (name: string, counts: Record<(typeof COLUMNS)[number], number>) =>
    pad(visible(name), first) + COLUMNS.map((verdict, at) => padStart(counts[verdict] === 0 ? '–' : String(counts[verdict]), widths[at]!)).join('');
  if (narrow) paper.para(heads.map((head, at) => `${at + 1} ${head}`).join(' · '), 0, paint.dim);
  paper.line(paint.dim(' '.repeat(first) + heads.map((head, at) => padStart(narrow ? String(at + 1) : head, widths[at]!)).join('')));
  for (const { title, counts } of suites) paper.line(counts.failed > 0 ? paint.red(row(title, counts)) : row(title, counts));
  paper.line(paint.bold(row(paper.say('ui.total'), total)));
  if (absent.length > 0) paper.para(paper.say('ui.not-part', { list: absent.join(' · ') }), 0, paint.dim);
}

/** The reasons that no clause below tells: one line a kind. What the caller left out, or came too late for the run, needs none. */
function printSkipped(paper: Paper, report: Report): void {
  const told = new Set(notVerified(report).map(({ why }) => why));
  const counts = new Map<string, number>();
  for (const { verdict, skip, why, whyKey } of report.cases)
    if (verdict === 'skipped' && !isOfAbsentSide({ whyKey }) && why !== null && skip !== 'filter' && skip !== 'stopped' && !told.has(why))
      counts.set(why, (counts.get(why) ?? 0) + 1);
  if (counts.size === 0) return;
  paper.line();
  paper.para(`${paper.say('ui.skipped-why')}:`, 0, paper.paint.dim);
  for (const [why, count] of [...counts].toSorted(([, one], [, other]) => other - one)) paper.para(`${count} · ${why}`, 2, paper.paint.dim);
}

function printNotVerified(paper: Paper, report: Report): void {
  const groups = notVerified(report);
  if (groups.length === 0) return;
  paper.heading(
    paper.say('ui.not-verified'),
    groups.reduce((sum, { clauses }) => sum + clauses.length, 0),
  );
  paper.para(paper.say('ui.not-verified-lead'), 0, paper.paint.dim);
  for (const { why, clauses } of groups) {
    paper.line();
    paper.para(clauses.map(({ id }) => id).join(', '), 2, paper.paint.bold);
    if (why !== null) paper.para(report.reasons.includes(why) ? paper.say('ui.see-end') : why, 4);
  }
}

function printNotes(paper: Paper, report: Report): void {
  if (report.notes.length === 0) return;
  paper.heading(paper.say('ui.notes'));
  for (const { level, message } of report.notes) paper.para(message, 2, level === 'warning' ? paper.paint.yellow : paper.paint.reset);
}

function printPayments(paper: Paper, report: Report): void {
  const { payments, total } = report.summary;
  const open = report.payments.filter(({ state }) => state === 'open').length;
  paper.heading(paper.say('ui.payments'));
  paper.para(payments === 0 ? paper.say('ui.payments-none') : paper.say('ui.payments-lead', { count: payments, total }));
  if (open > 0) paper.para(paper.say('ui.payments-open', { count: open }), 0, paper.paint.yellow);
  for (const line of oracleLines(report, paper.lang)) paper.para(line.text, 0, line.risk ? paper.paint.red : paper.paint.reset);
  const risky = report.payments.filter(({ atRisk }) => atRisk !== undefined);
  for (const each of byRisk(risky).slice(0, SHOWN)) paper.para(riskLine(each, paper.lang), 2);
  if (risky.length > SHOWN) paper.para(paper.say('ui.more', { count: risky.length - SHOWN }), 2, paper.paint.dim);
}

function printWaivers(paper: Paper, { waivers }: Report): void {
  if (waivers.length === 0) return;
  paper.heading(paper.say('ui.waivers'), waivers.length);
  for (const waiver of waivers) {
    paper.para(waiver.case ?? waiver.clause ?? '', 2, paper.paint.bold);
    paper.para(waiverLine(waiver, paper.lang), 4, paper.paint.yellow);
    if (waiver.case === undefined && waiver.cases.length > 0) paper.para(waiver.cases.join(', '), 4, paper.paint.dim);
  }
}

function printVerdict(paper: Paper, report: Report, reportPath: string | undefined): void {
  const { paint, lang } = paper;
  paper.line();
  paper.line(paint.dim('═'.repeat(Math.min(paper.width, 72))));
  printVerdictLine(paper, report);
  paper.para(meansOf(report, lang), 2);
  for (const reason of report.reasons) paper.para(reason, 2);
  paper.para(nextOf(report, lang), 2);
  if (report.recordDigest !== undefined) paper.para(`${text(lang, 'ui.record')}: ${report.recordDigest}`, 2, paint.dim);
  if (reportPath !== undefined) paper.para(`${text(lang, 'ui.report-at')}: ${reportPath}`, 2, paint.cyan);
}

function printVerdictLine({ paint, lang, para }: Paper, report: Report): void {
  const colour = { certified: paint.green, 'certified-with-remarks': paint.green, 'not-certified': paint.red, incomplete: paint.yellow }[
    report.verdict
  ];
  para(`${MARK[report.verdict]} ${word(lang, 'verdict', report.verdict)}`, 0, (line) => paint.bold(colour(line)));
}

const MARK = { certified: '✓', 'certified-with-remarks': '✓', 'not-certified': '✗', incomplete: '?' } as const;

export { liveProgress } from './terminal/live.ts';
