import { difference } from '../difference.ts';
import { triesLine } from '../formats/outcome.ts';
import { sharedReasons, type ClauseGroup, type Defect, type Placed } from '../grouping.ts';
import { menderOf } from '../judged.ts';
import { word } from '../messages/index.ts';
import { mayCreditAgain, retestOf } from '../retest.ts';
import type { CitedExchange, ReportCase, ReportClause, ReportFinding } from '../model.ts';
import { logHint, outcomeOf, seenElsewhere, viewOf } from '../view.ts';
import { visible } from '../visible.ts';
import { columns, cut } from './layout.ts';
import { bodyLines, requestLines } from './message.ts';
import type { Paper } from './paper.ts';

/** Findings of one clause that are shown with their evidence. */
const FULL_PER_CLAUSE = 3;
const BODY_LINES = 12;

/** What the whole report knows, beside a finding. */
interface Known {
  exchanges: ReadonlyMap<number, CitedExchange>;
  /** Repeats return the first result. */
  holds: boolean;
  /** Nobody answers there any more. */
  gone: boolean;
}

/** What fails: clause by clause, with evidence and a command to ask again. */
export function printViolations(paper: Paper, groups: readonly ClauseGroup[], known: Known): void {
  for (const { clause, findings } of groups) {
    paper.line();
    printClause(paper, clause);
    for (const [at, each] of findings.entries()) {
      if (at < FULL_PER_CLAUSE) printFinding(paper, each, known);
      else printBriefly(paper, each);
    }
  }
}

/** Past the first few, what and where is enough; the report for the browser has the evidence. */
function printBriefly(paper: Paper, { of, finding, also }: Defect): void {
  paper.line();
  paper.para(`✗ ${of.id}: ${finding.message}`, 2, paper.paint.red);
  if (of.tries) paper.para(triesLine(of.tries, paper.lang), 4, paper.paint.yellow);
  if (finding.cause !== null) paper.field(paper.say('ui.cause'), finding.cause);
  printAlso(paper, also);
}

/** One defect often shows in dozens of cases: their names are enough. */
function printAlso(paper: Paper, also: readonly Placed[]): void {
  if (also.length === 0) return;
  paper.para(paper.say('ui.also', { count: new Set(also.map(({ of }) => of.id)).size }), 4);
  paper.para([...new Set(also.map(({ of }) => of.id))].join(', '), 6, paper.paint.dim);
}

/** Remarks are shorter: what, where, how it differs, how to mend it, and what to ask again. */
export function printRemarks(paper: Paper, groups: readonly ClauseGroup[], known: Known): void {
  for (const { clause, findings } of groups) {
    paper.line();
    for (const { of, finding, also } of findings) {
      paper.para(`! ${clause.id}  ${finding.message}`, 2, paper.paint.yellow);
      paper.para(`${of.id}: ${of.title}`, 4, paper.paint.dim);
      printDifference(paper, finding);
      if (finding.cause !== null) paper.field(paper.say('ui.cause'), finding.cause);
      if (finding.blame !== 'partner') paper.field(paper.say('ui.fix'), word(paper.lang, 'blame', finding.blame));
      if (finding.cause === null && finding.blame === 'partner' && clause.fix !== null) paper.field(paper.say('ui.how'), clause.fix);
      const [first] = finding.exchanges;
      if (first !== undefined) paper.field(paper.say('ui.exchange'), [`#${first}`, seenElsewhere(finding, paper.lang)].filter(Boolean).join(' · '));
      const shown = known.exchanges.get(first ?? -1);
      if (shown) {
        printRequest(paper, shown);
        printCommand(paper, shown, { of, finding }, known);
      }
      printAlso(paper, also);
    }
  }
}

/** Cases that the evidence can't decide: why, and what was seen on the way. */
export function printUndecided(paper: Paper, cases: readonly ReportCase[]): void {
  paper.para(paper.say('ui.undecided-lead'), 0, paper.paint.dim);
  for (const { why, cases: alike } of sharedReasons(cases)) {
    paper.line();
    if (alike.length === 1) printUndecidedCase(paper, alike[0]!);
    else printOneReason(paper, why, alike);
  }
}

function printOneReason(paper: Paper, why: string | null, cases: readonly ReportCase[]): void {
  paper.para(`? ${why}`, 2);
  for (const chapter of new Set(cases.map(({ suite }) => suite))) {
    const ids = cases.filter(({ suite }) => suite === chapter).map(({ id }) => id);
    paper.para(ids.join(', '), 4, paper.paint.dim);
  }
}

function printUndecidedCase(paper: Paper, { id, suite, title, why, whyKey, findings }: ReportCase): void {
  paper.para(`? ${title}`, 2);
  paper.para(id, 4, paper.paint.dim);
  // What stopped the run is told by its finding here, and as a sentence at the end.
  const stopped = findings.length > 0 && whyKey?.startsWith('stop.') === true;
  if (why !== null && !stopped) paper.para(why, 4);
  for (const finding of findings) {
    paper.para(finding.message, 4);
    printDifference(paper, finding);
    if (finding.cause !== null) paper.field(paper.say('ui.cause'), finding.cause);
    paper.field(paper.say('ui.fix'), menderOf(finding.blame, suite, paper.lang));
  }
}

function printClause(paper: Paper, clause: ReportClause): void {
  const { paint, lang } = paper;
  paper.line(`${paint.bold(visible(clause.id))}  ${paint.dim(word(lang, 'level', clause.level))}`);
  if (clause.quote !== '') paper.para(`«${clause.quote}»`, 2, paint.italic);
  if (clause.translation !== null) paper.para(clause.translation, 2);
  const advice = clause.fix ?? clause.reading;
  if (advice !== null) paper.para(`→ ${paper.say('ui.how')}: ${advice}`, 2);
}

function printFinding(paper: Paper, { of, finding, also }: Defect, known: Known): void {
  const { paint } = paper;
  paper.line();
  paper.para(`✗ ${of.title}`, 2, (line) => paint.red(paint.bold(line)));
  paper.para(of.id, 4, paint.dim);
  paper.para(finding.message, 4);
  if (of.tries) paper.para(triesLine(of.tries, paper.lang), 4, paint.yellow);
  printDifference(paper, finding);
  if (finding.cause !== null) paper.field(paper.say('ui.cause'), finding.cause);
  printStory(paper, finding);
  const shown = known.exchanges.get(finding.exchanges[0] ?? -1);
  if (shown) {
    printExchange(paper, shown, finding);
    printCommand(paper, shown, { of, finding }, known);
  }
  printAlso(paper, also);
}

/** A counterexample: what was done, in order, and how to do it again. */
function printStory(paper: Paper, { story, script, replay }: ReportFinding): void {
  for (const [at, { line }] of (story ?? []).entries()) paper.field(at === 0 ? paper.say('ui.story') : '', line);
  if (script !== undefined) paper.field(paper.say('ui.script'), script);
  if (replay !== undefined) paper.field(paper.say('ui.replay'), replay);
}

/** Expected over observed, with carets under what differs. */
export function printDifference(paper: Paper, { expected, observed }: ReportFinding): void {
  if (expected === null && observed === null) return;
  const texts = [expected, observed].map((value) => (value === null || value === '' ? paper.say('ui.nothing') : visible(value))) as [string, string];
  const parts = difference(...texts);
  if (expected !== null) paper.field(paper.say('ui.expected'), texts[0], paper.paint.green);
  paper.field(paper.say('ui.observed'), texts[1], paper.paint.red);
  const room = paper.width - paper.column;
  if (expected !== null && parts && columns(texts[1]) <= room && columns(texts[0]) <= room) {
    paper.line(' '.repeat(paper.column + columns(parts.before)) + paper.paint.red('^'.repeat(Math.max(1, columns(parts.observed)))));
  }
}

function gutterOf({ paint }: Paper): string {
  return `    ${paint.dim('│')} `;
}

function printRequest(paper: Paper, exchange: CitedExchange): void {
  for (const line of requestLines(visible(viewOf(exchange).requestLine), paper.width - 6)) paper.line(gutterOf(paper) + line);
}

function printExchange(paper: Paper, exchange: CitedExchange, finding: ReportFinding): void {
  const { paint, lang } = paper;
  const view = viewOf(exchange);
  paper.field(paper.say('ui.exchange'), `#${exchange.id} · ${outcomeOf(exchange, lang)}`);
  const elsewhere = seenElsewhere(finding, lang);
  if (elsewhere !== undefined) paper.field('', elsewhere);
  printRequest(paper, exchange);
  const gutter = gutterOf(paper);
  const room = paper.width - 6;
  for (const line of bodyLines(view.requestBody, room).slice(0, BODY_LINES)) paper.line(gutter + line);
  if (view.statusLine !== undefined) paper.line(gutter + paint.dim(cut(visible(view.statusLine), room)));
  const lines = bodyLines(view.body, room);
  for (const line of lines.slice(0, BODY_LINES)) paper.line(gutter + line);
  if (lines.length > BODY_LINES) paper.line(gutter + paint.dim(paper.say('ui.cut', { count: lines.length - BODY_LINES })));
  paper.field(paper.say('ui.log'), logHint(exchange, lang));
}

function printCommand(paper: Paper, exchange: CitedExchange, { of, finding }: Placed, { holds, gone }: Known): void {
  if (gone) return paper.command(exchange.curl, paper.say('ui.again-gone'));
  paper.command(exchange.curl, mayCreditAgain(exchange, finding, holds) ? paper.say('ui.again-pay') : undefined);
  const command = retestOf(exchange, finding, of.id);
  if (command !== undefined) paper.para(paper.say('ui.again-fresh', { command }), 6, paper.paint.dim);
}
