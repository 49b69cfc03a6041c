import { sharedReasons, groupFindings, notVerified, size, weightOf, type ClauseGroup, type Defect } from '../grouping.ts';
import { word } from '../messages/index.ts';
import { nextSteps } from '../next-steps.ts';
import type { CitedExchange, Report, ReportCase } from '../model.ts';
import { printExchange, printFacts } from './observed.ts';
import { INK, type Sheet } from './sheet.ts';
import { printTries } from './tries.ts';

/** Findings that are printed in full: a stack of paper helps nobody. The page for the browser has all. */
const MOST_DEFECTS = 80;
const MOST_STEPS = 20;

export function steps(sheet: Sheet, report: Report): void {
  const all = nextSteps(report);
  sheet.heading(sheet.say('ui.next'));
  if (all.length === 0) return sheet.para(sheet.say('ui.next-none'));
  for (const [at, { kind, what, how, clauses, cases }] of all.slice(0, MOST_STEPS).entries()) {
    const about = [...(cases.length > 0 ? [sheet.say('ui.unblocks', { count: cases.length })] : []), clauses.slice(0, 6).join(', ')];
    sheet.row(
      [4, 18, 78],
      [
        { text: String(at + 1), style: { color: INK.soft } },
        { text: word(sheet.lang, 'step', kind), style: { face: 'bold' } },
        { text: [what, ...(how === undefined ? [] : [`→ ${how}`]), about.filter((part) => part !== '').join(' · ')].join('\n') },
      ],
    );
  }
  if (all.length > MOST_STEPS) sheet.para(sheet.say('ui.next-more', { count: all.length - MOST_STEPS }), { color: INK.soft });
}

export function findings(sheet: Sheet, report: Report): void {
  const { violations, remarks, undecided } = groupFindings(report);
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const before: Told = { exchanges, tried: new Set() };
  let left = MOST_DEFECTS;
  for (const [title, groups] of [
    [sheet.say('ui.violations'), violations],
    [sheet.say('ui.remarks'), remarks],
  ] as const) {
    if (groups.length === 0) continue;
    // A clause's head does not stand without its finding either: the heading goes with it.
    sheet.heading(`${title} · ${size(groups)}`, 200);
    for (const group of groups) left = clauseGroup(sheet, group, before, left);
  }
  const told = MOST_DEFECTS - Math.max(0, left);
  const more = size(violations) + size(remarks) - told;
  if (more > 0) sheet.para(sheet.say('ui.more-findings', { count: more }), { color: INK.soft });
  if (undecided.length > 0) printUndecided(sheet, undecided);
}

/** What is at hand, and the cases whose later tries are told. */
interface Told {
  exchanges: ReadonlyMap<number, CitedExchange>;
  tried: Set<string>;
}

function clauseGroup(sheet: Sheet, group: ClauseGroup, told: Told, left: number): number {
  if (left <= 0) return left;
  const { say } = sheet;
  const { clause, findings: defects } = group;
  sheet.para(`${clause.id} · ${word(sheet.lang, 'level', weightOf(group))}`, { face: 'bold', size: 11, color: INK.accent, gap: 3, keep: 110 });
  if (clause.quote !== '') sheet.para(`«${clause.quote}»`, { face: 'italic', indent: 10 });
  if (clause.translation !== null) sheet.para(clause.translation, { indent: 10 });
  if (clause.reading !== null) sheet.para(clause.reading, { face: 'bold' });
  if (clause.fix !== null) sheet.para(`${say('ui.how')}. ${clause.fix}`);
  if (clause.example !== null) sheet.box(clause.example);
  for (const each of defects.slice(0, left)) printDefect(sheet, each, told);
  return left - Math.min(left, defects.length);
}

function printDefect(sheet: Sheet, { of, finding, also }: Defect, { exchanges, tried }: Told): void {
  const { say } = sheet;
  const look = of.verdict === 'failed' ? INK.bad : INK.warn;
  sheet.para(`${word(sheet.lang, 'case-verdict', of.verdict)} · ${of.title}`, { face: 'bold', color: look, gap: 1, keep: 70 });
  sheet.para(of.id, { face: 'mono', size: 7.5, color: INK.soft, gap: 3 });
  sheet.para(finding.message);
  printFacts(sheet, finding);
  const shown = finding.exchanges.map((id) => exchanges.get(id)).find((exchange) => exchange !== undefined);
  if (shown) printExchange(sheet, shown);
  for (const each of [of, ...also.map((other) => other.of)]) {
    if (tried.has(each.id)) continue;
    tried.add(each.id);
    printTries(sheet, each, exchanges, each === of);
  }
  const others = [...new Set(also.map((each) => each.of.id))];
  if (others.length > 0) {
    const list = others.length > 40 ? `${others.slice(0, 40).join(', ')} …` : others.join(', ');
    sheet.para(`${say('ui.also', { count: others.length })} ${list}`, { size: 8.5, color: INK.soft });
  }
  sheet.doc.y += 8;
}

function printUndecided(sheet: Sheet, cases: readonly ReportCase[]): void {
  sheet.heading(`${sheet.say('ui.undecided')} · ${cases.length}`);
  sheet.para(sheet.say('ui.undecided-lead'), { color: INK.soft });
  for (const { why, cases: alike } of sharedReasons(cases)) {
    const [{ id, title }] = alike as [ReportCase];
    if (alike.length === 1) sheet.row([38, 62], [{ text: `${title}\n${id}` }, { text: why ?? '' }]);
    else {
      sheet.para(why ?? '');
      sheet.para(alike.map((each) => each.id).join(', '), { size: 8.5, color: INK.soft });
    }
  }
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
