import { absentSuites, openClauses, presentSuites } from '../absent.ts';
import { meansOf, openingOf, paysIn, subtitleOf } from '../judged.ts';
import { day, figure, money } from '../locale.ts';
import { word } from '../messages/index.ts';
import type { Report } from '../model.ts';
import { scope } from '../view.ts';
import { INK, MARGIN, type Sheet } from './sheet.ts';

const LOOK = { certified: INK.good, 'certified-with-remarks': INK.good, 'not-certified': INK.bad, incomplete: INK.warn } as const;
const MARK = { certified: '✓', 'certified-with-remarks': '✓', 'not-certified': '✕', incomplete: '?' } as const;
const MOST_IDS = 30;

/** The first page, for the wall or the file: what was tested, with what outcome, and how far it reaches. One page, always. */
export function certificate(sheet: Sheet, report: Report): void {
  const { doc, lang } = sheet;
  const passed = report.verdict === 'certified' || report.verdict === 'certified-with-remarks';
  doc.addPage();
  frame(sheet);
  doc.y = 96;
  line(sheet, 'paycert', { face: 'bold', size: 12, color: INK.accent });
  line(sheet, subtitleOf(report, lang), { size: 9, color: INK.soft });
  doc.y += 44;
  line(sheet, sheet.say(passed ? 'ui.certificate' : 'ui.statement'), { face: 'title', size: 25, color: INK.accent });
  doc.y += 30;
  line(sheet, openingOf(report, passed, lang), { size: 10.5, color: INK.soft });
  doc.y += 6;
  line(sheet, brief(report.partner, 120), { face: 'title', size: report.partner.length > 50 ? 13 : 19 });
  doc.y += 2;
  line(sheet, brief(report.target, 160), { face: 'mono', size: 8.5, color: INK.soft });
  doc.y += 26;
  seal(sheet, MARK[report.verdict], LOOK[report.verdict]);
  line(sheet, word(lang, 'verdict', report.verdict), { face: 'title', size: 17, color: LOOK[report.verdict] });
  doc.y += 4;
  line(sheet, passed ? sheet.say('ui.certified-met') : meansOf(report, lang), { size: 10.5 });
  doc.y += 30;
  facts(sheet, report);
  foot(sheet);
}

function frame({ doc }: Sheet): void {
  const { width, height } = doc.page;
  doc
    .rect(30, 30, width - 60, height - 60)
    .lineWidth(1.6)
    .strokeColor(INK.accent)
    .stroke();
  doc
    .rect(35, 35, width - 70, height - 70)
    .lineWidth(0.5)
    .strokeColor(INK.accent)
    .stroke();
}

function line(sheet: Sheet, content: string, style: Parameters<Sheet['para']>[1]): void {
  sheet.para(content, { align: 'center', gap: 2, ...style });
}

function seal({ doc }: Sheet, sign: string, color: string): void {
  const x = doc.page.width / 2;
  const y = doc.y + 26;
  doc.circle(x, y, 26).lineWidth(1.8).strokeColor(color).stroke();
  doc.circle(x, y, 22).lineWidth(0.6).stroke();
  doc.font('bold').fontSize(24).fillColor(color);
  doc.text(sign, x - 20, y - 14, { width: 40, align: 'center', lineBreak: false });
  doc.y = y + 38;
}

function facts(sheet: Sheet, report: Report): void {
  const { lang, say } = sheet;
  const open = openClauses(report).map(({ id }) => id);
  const count = (state: string) => (state === 'not-verified' ? open.length : report.clauses.filter((clause) => clause.state === state).length);
  const { total } = report.summary;
  const { passed, failed, remark, inconclusive, skipped } = presentSuites(report).total;
  const absent = absentSuites(report).map(({ title }) => title);
  const list = open.length > MOST_IDS ? `${open.slice(0, MOST_IDS).join(', ')} …` : open.join(', ');
  const notPart = absent.length === 0 ? [] : [say('ui.not-part', { list: absent.join(' · ') })];
  const rows: [string, string][] = [
    [say('ui.issued'), day(lang, report.finishedAt ?? report.startedAt)],
    ...(report.kind ? [[say('ui.edition'), edition(report, lang)] satisfies [string, string]] : []),
    [say('ui.scope'), brief(scope(report, lang), 200)],
    [
      say('ui.clauses'),
      (['verified', 'violated', 'not-verified'] as const).map((state) => `${word(lang, 'state', state)}: ${figure(lang, count(state))}`).join(' · '),
    ],
    [
      say('ui.cases'),
      say('ui.cases-count', { all: passed + failed + remark + inconclusive + skipped, passed, failed, remark, inconclusive, skipped }),
    ],
    ...(paysIn(report) ? [[say('ui.payments'), say('ui.tenge', { sum: money(lang, total) })] satisfies [string, string]] : []),
    [say('ui.not-verified'), [open.length === 0 ? say('ui.all-verified') : say('ui.not-verified-count', { list }), ...notPart].join(' ')],
    // What is overlooked has to be seen by whoever sees the verdict that it makes milder.
    ...(report.waivers.length === 0 ? [] : [[say('ui.waivers'), waived(report)] satisfies [string, string]]),
    [say('ui.tool'), `${report.tool.name} ${report.tool.version} · ${say('ui.seed')} ${brief(report.seed, 40)}`],
    [say('ui.profile'), brief(report.profileDigest, 80)],
    ...(report.recordDigest === undefined ? [] : [[say('ui.record'), report.recordDigest] satisfies [string, string]]),
  ];
  const inner = { ...sheet, left: sheet.left + 18, width: sheet.width - 36 };
  for (const [label, value] of rows) certificateRow(inner, label, value, label === say('ui.not-verified') ? HIGH : LOW);
}

/** Three lines of a row; five of what nobody may take for verified, which a run of check and pay alone fills to four. */
const LOW = 36;
const HIGH = 60;

/** What answers and payments it was. */
function edition({ edition: answers, kind }: Report, lang: Report['lang']): string {
  const parts = [...(answers ? [word(lang, 'edition', answers)] : []), ...(kind ? [word(lang, 'kind', kind)] : [])];
  return parts.join(' · ');
}

function waived({ waivers }: Report): string {
  return brief(waivers.map((waiver) => `${waiver.case ?? waiver.clause ?? ''} (${waiver.expiry})`).join(', '), 300);
}

function certificateRow(sheet: Sheet, label: string, value: string, height: number): void {
  const { doc, left, width } = sheet;
  const first = 128;
  const top = doc.y;
  doc.font('body').fontSize(9).fillColor(INK.soft).text(sheet.legible(label, 'body'), left, top, { width: first, lineGap: 1 });
  const below = doc.y;
  doc
    .fillColor(INK.text)
    .text(sheet.legible(brief(value, 400), 'body'), left + first + 10, top, { width: width - first - 10, height, ellipsis: true, lineGap: 1 });
  doc.y = Math.max(below, doc.y) + 4;
  doc
    .moveTo(left, doc.y - 1)
    .lineTo(left + width, doc.y - 1)
    .lineWidth(0.4)
    .strokeColor(INK.line)
    .stroke();
  doc.y += 3;
}

function foot(sheet: Sheet): void {
  const { doc } = sheet;
  doc.y = doc.page.height - MARGIN.bottom - 34;
  line(sheet, sheet.say('ui.unsigned'), { size: 7.5, color: INK.soft, indent: 40 });
}

function brief(value: string, most: number): string {
  return value.length > most ? `${value.slice(0, most)}…` : value;
}
