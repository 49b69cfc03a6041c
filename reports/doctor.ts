import { text, word, type Lang } from './messages/index.ts';
import type { Report, ReportCase, ReportFinding } from './model.ts';
import { printDifference } from './terminal/findings.ts';
import { paper as takePaper, type Paper } from './terminal/paper.ts';
import type { TerminalOptions } from './terminal.ts';

/** What a full run needs of orders, what there is, and the cases that would be left out, by chapter. */
export interface OrderOutlook {
  needed: number;
  named: number;
  payable: number;
  cut: readonly { suite: string; count: number }[];
}

/**
 * The doctor's letter: a line for each step of the preflight, under it what is wrong, why, and who
 * has to mend it; last, whether a run can start.
 */
export function renderDoctor(
  report: Report,
  orders: OrderOutlook | undefined,
  lang: Lang,
  options: Pick<TerminalOptions, 'color' | 'width'>,
): string {
  const paper = takePaper(lang, options);
  const steps = stepsOf(report);
  paper.line();
  paper.para(text(lang, 'doctor.title', { target: report.target }), 0, paper.paint.bold);
  paper.line();
  for (const [at, step] of steps.entries()) printStep(paper, step, steps[at - 1]?.why ?? null);
  printNotes(paper, report);
  if (orders) printOrders(paper, orders);
  paper.line();
  printEnd(paper, steps, orders);
  return paper.done();
}

/** The preflight, and what else the run was narrowed to; a side that the profile does not give is left out. */
function stepsOf({ cases, scope }: Report): ReportCase[] {
  const named = cases.filter(({ suite, id }) => suite === 'preflight' || scope.cases?.includes(id));
  const offered = named.filter(({ skip }) => skip !== 'not-offered');
  const hasPartner = offered.some(({ suite }) => suite === 'preflight');
  return hasPartner ? named.filter((step) => step.suite === 'preflight' || offered.includes(step)) : offered;
}

const MARK = { passed: '✓', failed: '✗', remark: '!', inconclusive: '?', skipped: '–' } as const;

function printStep(paper: Paper, { verdict, title, why, skip, findings }: ReportCase, before: string | null): void {
  const { paint } = paper;
  const colour = { passed: paint.green, failed: paint.red, remark: paint.yellow, inconclusive: paint.yellow, skipped: paint.dim }[verdict];
  // What stopped the run is told by its finding; the steps that it skipped need not tell it again.
  const told = findings.length === 0 && skip !== 'stopped' && why !== before ? why : null;
  paper.para(`${findings.some(({ level }) => level === 'must') ? '✗' : MARK[verdict]} ${title}`, 2, colour);
  if (told !== null) paper.para(told, 4, paint.dim);
  for (const finding of findings) printFinding(paper, finding);
}

function printFinding(paper: Paper, finding: ReportFinding): void {
  paper.para(finding.message, 4);
  printDifference(paper, finding);
  if (finding.cause !== null) paper.field(paper.say('ui.cause'), finding.cause);
  paper.field(paper.say('ui.fix'), word(paper.lang, 'blame', finding.blame));
  const { curl } = finding;
  if (curl[0] !== undefined) paper.command(curl[0]);
  paper.line();
}

function printNotes(paper: Paper, { notes }: Report): void {
  if (notes.length > 0) paper.line();
  for (const { level, message } of notes) paper.para(`! ${message}`, 2, level === 'warning' ? paper.paint.yellow : paper.paint.reset);
}

function printOrders(paper: Paper, { needed, named, payable, cut }: OrderOutlook): void {
  const { paint, lang } = paper;
  paper.line();
  if (cut.length === 0) return paper.para(`✓ ${paper.say('doctor.orders', { needed, named })}`, 2, paint.green);
  paper.para(`! ${paper.say('doctor.orders-short', { needed, named, payable })}`, 2, paint.yellow);
  const chapters = cut.map(({ suite, count }) => `${word(lang, 'suite', suite)} (${count})`).join(', ');
  paper.para(paper.say('doctor.orders-cut', { count: left(cut), chapters }), 4, paint.yellow);
}

/** How many cases are left out. */
function left(cut: OrderOutlook['cut']): number {
  return cut.reduce((sum, { count }) => sum + count, 0);
}

function printEnd(paper: Paper, steps: readonly ReportCase[], orders: OrderOutlook | undefined): void {
  const { paint } = paper;
  const open = steps.some(({ verdict, skip }) => verdict === 'inconclusive' || skip === 'stopped');
  const blocked = open || steps.length === 0;
  if (steps.some(({ verdict }) => verdict === 'failed') && !blocked)
    paper.para(`✗ ${paper.say('doctor.judged')}`, 0, (line) => paint.bold(paint.red(line)));
  else if (blocked) paper.para(`✗ ${paper.say('doctor.not-ready')}`, 0, (line) => paint.bold(paint.yellow(line)));
  else if (orders && orders.cut.length > 0)
    paper.para(`! ${paper.say('doctor.ready-in-part', { count: left(orders.cut) })}`, 0, (line) => paint.bold(paint.yellow(line)));
  else paper.para(`✓ ${paper.say('doctor.ready')}`, 0, (line) => paint.bold(paint.green(line)));
}
