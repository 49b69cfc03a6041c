import { triesLine } from './formats/outcome.ts';
import { absentSuites, presentSuites } from './absent.ts';
import { groupFindings } from './grouping.ts';
import { meansOf, nextOf, paysIn } from './judged.ts';
import { moment } from './locale.ts';
import { text, word, type Lang } from './messages/index.ts';
import type { Report, ReportCase } from './model.ts';
import { byRisk, oracleLines, riskLine } from './oracles.ts';
import { certificate } from './pdf/certificate.ts';
import { findings, steps, unverified } from './pdf/findings.ts';
import { INK, MARGIN, newSheet, type Sheet } from './pdf/sheet.ts';
import { duration } from './view.ts';
import { visible } from './visible.ts';
import { waiverLine } from './waiver-line.ts';

const MOST_PAYMENTS = 60;
/** Rows of cases: who runs more has the page for the browser. */
const MOST_CASES = 1500;
const COLORS: Record<ReportCase['verdict'], string> = {
  passed: INK.good,
  failed: INK.bad,
  remark: INK.warn,
  inconclusive: INK.warn,
  skipped: INK.soft,
};

/**
 * The report on paper, A4: a page to hand out, then all that was found. The same report gives the same
 * bytes. The report has to be in that language already.
 */
export function renderPdf(report: Report, lang: Lang): Promise<Buffer> {
  const title = visible(`${report.partner.slice(0, 200)} · ${word(lang, 'verdict', report.verdict)}`);
  const sheet = newSheet(report, title);
  const done = collect(sheet.doc);
  certificate(sheet, report);
  sheet.doc.addPage();
  opening(sheet, report);
  steps(sheet, report);
  unverified(sheet, report);
  chapters(sheet, report);
  findings(sheet, report);
  clauses(sheet, report);
  cases(sheet, report);
  if (paysIn(report)) payments(sheet, report);
  notes(sheet, report);
  numberPages(sheet, sheet.legible(title.slice(0, 90), 'body'));
  sheet.doc.end();
  return done;
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => void chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

function opening(sheet: Sheet, report: Report): void {
  const { lang, say } = sheet;
  sheet.para(say('ui.title'), { face: 'title', size: 18, gap: 6 });
  sheet.para(report.partner.slice(0, 200), { face: 'bold', size: 11, gap: 8 });
  sheet.para(word(lang, 'verdict', report.verdict), { face: 'title', size: 14, color: report.verdict === 'not-certified' ? INK.bad : INK.accent });
  sheet.para(meansOf(report, lang));
  for (const reason of report.reasons) sheet.para(`– ${reason}`, { indent: 8 });
  waivers(sheet, report);
  sheet.para(nextOf(report, lang), { face: 'bold', gap: 8 });
  const rows: [string, string][] = [
    [say('ui.target'), report.target.slice(0, 300)],
    [say('ui.started'), moment(lang, report.startedAt)],
    [say('ui.finished'), report.finishedAt === null ? say('ui.not-finished') : moment(lang, report.finishedAt)],
    [say('ui.tool'), `${report.tool.name} ${report.tool.version}`],
    [say('ui.exchanges'), String(report.summary.exchanges)],
  ];
  for (const [label, value] of rows) sheet.row([25, 75], [{ text: label, style: { color: INK.soft } }, { text: value }]);
}

function waivers(sheet: Sheet, { waivers: all }: Report): void {
  if (all.length === 0) return;
  sheet.para(sheet.say('ui.waivers'), { face: 'bold', color: INK.warn, gap: 1 });
  for (const waiver of all) sheet.para(`– ${waiver.case ?? waiver.clause ?? ''}: ${waiverLine(waiver, sheet.lang).slice(0, 600)}`, { indent: 8 });
}

const VERDICTS = ['passed', 'failed', 'remark', 'inconclusive', 'skipped'] as const;

function chapters(sheet: Sheet, report: Report): void {
  sheet.heading(sheet.say('ui.overview'));
  const shares = [30, 14, 14, 14, 14, 14];
  const head = VERDICTS.map((verdict) => ({ text: word(sheet.lang, 'case-verdict', verdict), style: { color: INK.soft, align: 'right' as const } }));
  const row = (name: string, counts: Record<(typeof VERDICTS)[number], number>, face: 'body' | 'bold') =>
    sheet.row(shares, [
      { text: name, style: { face } },
      ...VERDICTS.map((verdict) => ({
        text: counts[verdict] === 0 ? '–' : String(counts[verdict]),
        style: { face, align: 'right' as const, color: counts[verdict] === 0 ? INK.soft : verdict === 'failed' ? INK.bad : INK.text },
      })),
    ]);
  sheet.row(shares, [{ text: sheet.say('ui.chapter'), style: { color: INK.soft } }, ...head]);
  const { suites, total } = presentSuites(report);
  for (const { title, counts } of suites) row(title, counts, 'body');
  row(sheet.say('ui.total'), total, 'bold');
  const absent = absentSuites(report).map(({ title }) => title);
  if (absent.length > 0) sheet.para(sheet.say('ui.not-part', { list: absent.join(' · ') }), { color: INK.soft });
  const { violations, remarks, undecided } = groupFindings(report);
  if (report.verdict !== 'incomplete' && violations.length + remarks.length + undecided.length === 0) sheet.para(sheet.say('ui.no-findings'));
}

function clauses(sheet: Sheet, report: Report): void {
  sheet.heading(sheet.say('ui.clauses'));
  const colors = { verified: INK.good, violated: INK.bad, 'not-verified': INK.soft };
  for (const { id, level, state, quote, translation } of report.clauses)
    sheet.row(
      [21, 50, 14, 15],
      [
        { text: id, style: { face: 'bold' } },
        { text: translation ?? quote },
        { text: word(sheet.lang, 'level', level), style: { color: INK.soft } },
        { text: word(sheet.lang, 'state', state), style: { color: colors[state], face: 'bold' } },
      ],
    );
}

function cases(sheet: Sheet, report: Report): void {
  let left = MOST_CASES;
  for (const { name, title } of report.suites) {
    const here = report.cases.filter(({ suite }) => suite === name).slice(0, Math.max(0, left));
    if (here.length === 0) continue;
    left -= here.length;
    sheet.heading(title);
    for (const each of here)
      sheet.row(
        [57, 17, 15, 11],
        [
          { text: [each.title, each.id, ...(each.tries ? [triesLine(each.tries, sheet.lang)] : [])].join('\n') },
          { text: each.clauses.join(', '), style: { color: INK.soft } },
          { text: word(sheet.lang, 'case-verdict', each.verdict), style: { color: COLORS[each.verdict], face: 'bold' } },
          { text: each.verdict === 'skipped' ? '' : duration(each.durationMs, sheet.lang), style: { align: 'right', color: INK.soft } },
        ],
      );
  }
}

function payments(sheet: Sheet, report: Report): void {
  const { payments: count, total } = report.summary;
  sheet.heading(sheet.say('ui.payments'));
  sheet.para(count === 0 ? sheet.say('ui.payments-none') : sheet.say('ui.payments-lead', { count, total }));
  const open = report.payments.filter(({ state }) => state === 'open').length;
  if (open > 0) sheet.para(sheet.say('ui.payments-open', { count: open }), { color: INK.warn });
  for (const line of oracleLines(report, sheet.lang)) sheet.para(line.text, { color: line.risk ? INK.bad : INK.text });
  const risky = byRisk(report.payments).filter(({ atRisk }) => atRisk !== undefined);
  for (const each of risky.slice(0, MOST_PAYMENTS)) sheet.para(riskLine(each, sheet.lang), { size: 8, indent: 8 });
  if (risky.length > MOST_PAYMENTS) sheet.para(sheet.say('ui.payments-more', { count: risky.length - MOST_PAYMENTS }), { color: INK.soft });
}

function notes(sheet: Sheet, report: Report): void {
  if (report.notes.length === 0) return;
  sheet.heading(sheet.say('ui.notes'));
  for (const { level, message } of report.notes) sheet.para(message, { color: level === 'warning' ? INK.warn : INK.text });
}

/** The certificate stands alone; the report behind it is numbered with it. */
function numberPages({ doc, lang, left, width }: Sheet, title: string): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 1; page < count; page += 1) {
    doc.switchToPage(page);
    // The foot lies in the margin, where pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - MARGIN.bottom + 22;
    doc.font('body').fontSize(7.5).fillColor(INK.soft);
    doc.text(title, left, y, { width: width * 0.7, lineBreak: false });
    doc.text(text(lang, 'ui.sheet', { page: page + 1, pages: count }), left, y, { width, align: 'right', lineBreak: false });
  }
}
