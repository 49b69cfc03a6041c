import { textOf } from '../bytes.ts';
import { groupFindings, notVerified, size, type ClauseGroup, type Defect } from '../grouping.ts';
import { word } from '../messages/index.ts';
import { nextSteps } from '../next-steps.ts';
import type { CitedExchange, Report, ReportCase, ReportFinding } from '../model.ts';
import { logHint, outcomeOf, viewOf } from '../view.ts';
import { INK, type Sheet } from './sheet.ts';

/** Findings that are printed in full: a stack of paper helps nobody. The page for the browser has all. */
const MOST_DEFECTS = 80;
const VALUE_CHARS = 400;
const MOST_STEPS = 20;

export function steps(sheet: Sheet, report: Report): void {
  const all = nextSteps(report);
  sheet.heading(sheet.say('ui.next'));
  if (all.length === 0) return sheet.para(sheet.say('ui.next-none'));
  for (const [at, { kind, what, clauses, cases }] of all.slice(0, MOST_STEPS).entries()) {
    const about = [...(cases.length > 0 ? [sheet.say('ui.unblocks', { count: cases.length })] : []), clauses.slice(0, 6).join(', ')];
    sheet.row(
      [4, 18, 78],
      [
        { text: String(at + 1), style: { color: INK.soft } },
        { text: word(sheet.lang, 'step', kind), style: { face: 'bold' } },
        { text: `${what}\n${about.filter((part) => part !== '').join(' · ')}` },
      ],
    );
  }
  if (all.length > MOST_STEPS) sheet.para(sheet.say('ui.next-more', { count: all.length - MOST_STEPS }), { color: INK.soft });
}

export function findings(sheet: Sheet, report: Report): void {
  const { violations, remarks, undecided } = groupFindings(report);
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  let left = MOST_DEFECTS;
  for (const [title, groups] of [
    [sheet.say('ui.violations'), violations],
    [sheet.say('ui.remarks'), remarks],
  ] as const) {
    if (groups.length === 0) continue;
    sheet.heading(`${title} · ${size(groups)}`);
    for (const group of groups) left = clauseGroup(sheet, group, exchanges, left);
  }
  const told = MOST_DEFECTS - Math.max(0, left);
  const more = size(violations) + size(remarks) - told;
  if (more > 0) sheet.para(sheet.say('ui.more-findings', { count: more }), { color: INK.soft });
  if (undecided.length > 0) printUndecided(sheet, undecided);
}

function clauseGroup(sheet: Sheet, { clause, findings: defects }: ClauseGroup, exchanges: ReadonlyMap<number, CitedExchange>, left: number): number {
  if (left <= 0) return left;
  const { say } = sheet;
  sheet.para(`${clause.id} · ${word(sheet.lang, 'level', clause.level)}`, { face: 'bold', size: 11, color: INK.accent, gap: 3, keep: 110 });
  if (clause.quote !== '') sheet.para(`«${clause.quote}»`, { face: 'italic', indent: 10 });
  if (clause.translation !== null) sheet.para(clause.translation, { indent: 10 });
  if (clause.reading !== null) sheet.para(clause.reading, { face: 'bold' });
  if (clause.fix !== null) sheet.para(`${say('ui.how')}. ${clause.fix}`);
  if (clause.example !== null) sheet.box(clause.example);
  for (const each of defects.slice(0, left)) printDefect(sheet, each, exchanges);
  return left - Math.min(left, defects.length);
}

function printDefect(sheet: Sheet, { of, finding, also }: Defect, exchanges: ReadonlyMap<number, CitedExchange>): void {
  const { say } = sheet;
  const look = of.verdict === 'failed' ? INK.bad : INK.warn;
  sheet.para(`${word(sheet.lang, 'case-verdict', of.verdict)} · ${of.title}`, { face: 'bold', color: look, gap: 1, keep: 70 });
  sheet.para(of.id, { face: 'mono', size: 7.5, color: INK.soft, gap: 3 });
  sheet.para(finding.message);
  printFacts(sheet, finding);
  const shown = finding.exchanges.map((id) => exchanges.get(id)).find((exchange) => exchange !== undefined);
  if (shown) printExchange(sheet, shown);
  const others = [...new Set(also.map((each) => each.of.id))];
  if (others.length > 0) {
    const list = others.length > 40 ? `${others.slice(0, 40).join(', ')} …` : others.join(', ');
    sheet.para(`${say('ui.also', { count: others.length })} ${list}`, { size: 8.5, color: INK.soft });
  }
  sheet.doc.y += 8;
}

function printFacts(sheet: Sheet, { expected, observed, cause, blame }: ReportFinding): void {
  const { say, lang } = sheet;
  const value = (text: string | null) => (text === null || text === '' ? say('ui.nothing') : text.slice(0, VALUE_CHARS));
  const rows: [string, string, 'mono' | 'body'][] = [
    ...(expected === null ? [] : [[say('ui.expected'), value(expected), 'mono'] satisfies [string, string, 'mono']]),
    ...(expected === null && observed === null ? [] : [[say('ui.observed'), value(observed), 'mono'] satisfies [string, string, 'mono']]),
    ...(cause === null ? [] : [[say('ui.cause'), cause, 'body'] satisfies [string, string, 'body']]),
    ...(blame === 'partner' ? [] : [[say('ui.fix'), word(lang, 'blame', blame), 'body'] satisfies [string, string, 'body']]),
  ];
  for (const [label, text, face] of rows)
    sheet.row(
      [20, 80],
      [
        { text: label, style: { color: INK.soft } },
        { text, style: { face, size: face === 'mono' ? 7.5 : 8.5 } },
      ],
    );
  sheet.doc.y += 5;
}

function printExchange(sheet: Sheet, exchange: CitedExchange): void {
  const { say, lang } = sheet;
  const view = viewOf(exchange);
  sheet.para(`${say('ui.exchange')} ${exchange.id} · ${outcomeOf(exchange, lang)}`, { size: 8.5, color: INK.soft, gap: 1, keep: 60 });
  sheet.para(`${say('ui.log')}: ${logHint(exchange, lang)}`, { size: 8.5, color: INK.soft, gap: 3 });
  const answer = view.statusLine === undefined ? [say('ui.no-answer')] : [view.statusLine, '', textOf(view.body.subarray(0, 2000))];
  const body = view.requestBody.length === 0 ? [] : [textOf(view.requestBody.subarray(0, 1000))];
  sheet.box([`→ ${view.requestLine}`, ...body, ...answer.map((line, at) => (at === 0 ? `← ${line}` : line))].join('\n').trimEnd());
  sheet.para(say('ui.again'), { size: 8.5, color: INK.soft, gap: 1 });
  sheet.box(exchange.curl.slice(0, 1200));
}

function printUndecided(sheet: Sheet, cases: readonly ReportCase[]): void {
  sheet.heading(`${sheet.say('ui.undecided')} · ${cases.length}`);
  sheet.para(sheet.say('ui.undecided-lead'), { color: INK.soft });
  for (const { id, title, why } of cases) sheet.row([38, 62], [{ text: `${title}\n${id}` }, { text: why ?? '' }]);
}

/** Clauses that the run says nothing about. */
export function unverified(sheet: Sheet, report: Report): void {
  const groups = notVerified(report);
  if (groups.length === 0) return;
  sheet.heading(sheet.say('ui.not-verified'));
  sheet.para(sheet.say('ui.not-verified-lead'), { color: INK.soft });
  for (const { why, clauses } of groups)
    sheet.row([32, 68], [{ text: clauses.map(({ id }) => id).join(', '), style: { face: 'bold' } }, { text: why ?? '' }]);
}
