import { text, word, type Lang } from './messages/index.ts';
import type { Report, ReportCase, ReportFinding } from './model.ts';
import { printDifference } from './terminal/findings.ts';
import { paper as takePaper, type Paper } from './terminal/paper.ts';
import type { TerminalOptions } from './terminal.ts';

/** What the full run would spend of orders, and what the profile has; undefined where they are made on demand. */
export interface OrderPlan {
  ordersWanted: number;
  ordersOffered?: number | undefined;
}

/**
 * The doctor's letter: a line for each step of the preflight, under it what is wrong, why, and who
 * has to mend it; last, whether a run can start.
 */
export function renderDoctor(report: Report, plan: OrderPlan, lang: Lang, options: Pick<TerminalOptions, 'color' | 'width'>): string {
  const paper = takePaper(lang, options);
  const steps = report.cases.filter(({ suite }) => suite === 'preflight');
  paper.line();
  paper.para(text(lang, 'doctor.title', { target: report.target }), 0, paper.paint.bold);
  paper.line();
  for (const [at, step] of steps.entries()) printStep(paper, step, steps[at - 1]?.why ?? null);
  printNotes(paper, report);
  printOrders(paper, report, plan);
  paper.line();
  printEnd(paper, steps);
  return paper.done();
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

function printOrders(paper: Paper, report: Report, { ordersWanted, ordersOffered }: OrderPlan): void {
  if (report.kind !== 'order' || ordersOffered === undefined || ordersWanted === 0) return;
  const enough = ordersOffered > ordersWanted;
  paper.line();
  paper.para(
    `${enough ? '✓' : '!'} ${paper.say('doctor.orders', { wanted: ordersWanted, offered: ordersOffered })}`,
    2,
    enough ? paper.paint.green : paper.paint.yellow,
  );
}

function printEnd(paper: Paper, steps: readonly ReportCase[]): void {
  const { paint } = paper;
  const open = steps.some(({ verdict, skip }) => verdict === 'inconclusive' || skip === 'stopped');
  const blocked = open || steps.length === 0;
  if (steps.some(({ verdict }) => verdict === 'failed') && !blocked)
    paper.para(`✗ ${paper.say('doctor.judged')}`, 0, (line) => paint.bold(paint.red(line)));
  else if (blocked) paper.para(`✗ ${paper.say('doctor.not-ready')}`, 0, (line) => paint.bold(paint.yellow(line)));
  else paper.para(`✓ ${paper.say('doctor.ready')}`, 0, (line) => paint.bold(paint.green(line)));
}
