import { word, type Key, type Lang } from './messages/index.ts';
import { pad, padStart, columns } from './terminal/layout.ts';
import { paper as takePaper, type Paper } from './terminal/paper.ts';
import type { TerminalOptions } from './terminal.ts';
import { visible } from './visible.ts';

interface Money {
  count: number;
  /** Tenge, `200.00`. */
  sum: string;
}

interface LedgerRow {
  line: number;
  account: string;
  sum: string;
  /** `YYYYMMDDHHMMSS` or its beginning. */
  txn_date: string;
  prv_txn?: string;
}

/** What a reconciliation comes to, in texts and numbers alone. */
export interface ReconciliationView {
  agree: boolean;
  registry: Money & { malformed: number; outside: number };
  ledger: Money & { malformed: number; outside: number };
  matched: Money;
  /** Of these: explained by refunds, and what went back. */
  byRefund?: Money;
  kinds: Record<string, Money>;
  examples: {
    kind: string;
    txn_id: string | null;
    registry?: LedgerRow;
    ledger?: LedgerRow;
    firstLine?: number;
    cause?: string;
    malformed?: { line: number; why: string; text: string };
  }[];
  days: { day: string; registry: Money; ledger: Money; difference: string }[];
}

/** Days that a screen holds; JSON has all. */
const MOST_DAYS = 31;

/**
 * The result for a bookkeeper: both sides and what agrees, each kind of difference with count and money, the
 * first of each with their lines, days whose totals differ, and last whether all agrees.
 */
export function renderReconciliation(
  view: ReconciliationView,
  lang: Lang,
  options: Pick<TerminalOptions, 'color' | 'width'> & { file?: string },
): string {
  const paper = takePaper(lang, options);
  paper.line();
  paper.para(paper.say('reconcile.title'), 0, paper.paint.bold);
  paper.line();
  printSides(paper, view);
  if (!view.agree) printKinds(paper, view);
  if (view.examples.length > 0) printExamples(paper, view);
  printDays(paper, view);
  paper.line();
  printEnd(paper, view, options.file);
  return paper.done();
}

function printSides(paper: Paper, { registry, ledger, matched, byRefund }: ReconciliationView): void {
  const withOutside = registry.outside + ledger.outside > 0;
  const head: Key[] = ['reconcile.payments', 'reconcile.tenge', 'reconcile.unreadable'];
  if (withOutside) head.push('reconcile.outside');
  const side = (name: string, { count, sum, malformed, outside }: typeof registry) => [
    name,
    count,
    sum,
    malformed,
    ...(withOutside ? [outside] : []),
  ];
  printTable(paper, [
    ['', ...head.map((key) => paper.say(key))],
    side(paper.say('reconcile.registry'), registry),
    side(paper.say('reconcile.ledger'), ledger),
    [paper.say('reconcile.matched'), matched.count, matched.sum],
    ...(byRefund && byRefund.count > 0 ? [[paper.say('reconcile.by-refund'), byRefund.count, byRefund.sum]] : []),
  ]);
}

function printKinds(paper: Paper, { kinds, ledger }: ReconciliationView): void {
  paper.heading(paper.say('reconcile.differences'));
  const seen = Object.entries(kinds).filter(([, { count }]) => count > 0);
  printTable(paper, [
    ['', paper.say('reconcile.count'), paper.say('reconcile.at-stake')],
    ...seen.map(([kind, { count, sum }]) => [word(paper.lang, 'difference', kind), count, kind.startsWith('malformed') ? '?' : sum]),
  ]);
  // Who is missing may only be unreadable: said before anybody is blamed.
  if (ledger.malformed > 0 && (kinds['missing']?.count ?? 0) > 0)
    paper.para(`! ${paper.say('reconcile.perhaps-unreadable', { count: ledger.malformed })}`, 2, paper.paint.yellow);
}

function printExamples(paper: Paper, { examples }: ReconciliationView): void {
  paper.heading(paper.say('reconcile.examples'));
  let kind = '';
  for (const example of examples) {
    if (example.kind !== kind) paper.para(word(paper.lang, 'difference', example.kind), 2, paper.paint.bold);
    kind = example.kind;
    printExample(paper, example);
  }
}

function printExample(paper: Paper, { kind, txn_id, registry, ledger, firstLine, cause, malformed }: ReconciliationView['examples'][number]): void {
  if (txn_id !== null) paper.para(`txn_id ${txn_id}`, 4);
  const place = (key: 'reconcile.in-registry' | 'reconcile.in-ledger', line: number) => paper.say(key, { line });
  if (malformed) {
    const at = place(kind === 'malformed-in-registry' ? 'reconcile.in-registry' : 'reconcile.in-ledger', malformed.line);
    paper.para(`${at}: ${word(paper.lang, 'malformed', malformed.why)}: «${malformed.text}»`, 6);
  }
  if (registry) paper.para(`${place('reconcile.in-registry', registry.line)}: ${rowText(registry)}`, 6);
  if (ledger) paper.para(`${place('reconcile.in-ledger', ledger.line)}: ${rowText(ledger)}`, 6);
  if (firstLine !== undefined) paper.para(paper.say('reconcile.first-line', { line: firstLine }), 6);
  if (cause !== undefined) paper.para(paper.say('reconcile.likely', { cause }), 6, paper.paint.yellow);
}

function rowText({ account, sum, txn_date, prv_txn }: LedgerRow): string {
  return [sum, account, dateText(txn_date), ...(prv_txn === undefined ? [] : [`prv_txn ${prv_txn}`])].join(' · ');
}

/** `2026-11-24 10:15:30`, as far as it goes. */
function dateText(date: string): string {
  const time = date.slice(8).replace(/(\d\d)(?=\d)/g, '$1:');
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}${time === '' ? '' : ` ${time}`}`;
}

const DAY_HEAD = [
  'reconcile.day',
  'reconcile.registry',
  'reconcile.tenge',
  'reconcile.ledger',
  'reconcile.tenge',
  'reconcile.difference',
] as const satisfies readonly Key[];

function printDays(paper: Paper, { days }: ReconciliationView): void {
  const differing = days.filter(({ registry, ledger }) => registry.count !== ledger.count || registry.sum !== ledger.sum);
  if (differing.length === 0) return;
  paper.heading(paper.say('reconcile.days'));
  printTable(paper, [
    DAY_HEAD.map((key) => paper.say(key)),
    ...differing
      .slice(0, MOST_DAYS)
      .map(({ day, registry, ledger, difference }) => [day, registry.count, registry.sum, ledger.count, ledger.sum, difference]),
  ]);
  if (differing.length > MOST_DAYS) paper.para(paper.say('reconcile.days-more', { count: differing.length - MOST_DAYS }), 2);
  if (days.length > differing.length) paper.para(paper.say('reconcile.days-agree', { count: days.length - differing.length }), 2);
}

/** The first column to the left, the others to the right, each as wide as it has to be. */
function printTable(paper: Paper, rows: readonly (readonly (string | number)[])[]): void {
  const cells = rows.map((row) => row.map((cell) => visible(String(cell))));
  const widths = cells[0]!.map((_, at) => Math.max(...cells.map((row) => columns(row[at] ?? ''))));
  for (const row of cells)
    paper.line(`  ${row.map((cell, at) => (at === 0 ? pad(cell, widths[at]!) : padStart(cell, widths[at]!))).join('   ')}`.trimEnd());
}

function printEnd(paper: Paper, { agree, kinds, registry, ledger }: ReconciliationView, file: string | undefined): void {
  const { paint } = paper;
  const count = Object.values(kinds).reduce((all, kind) => all + kind.count, 0);
  if (agree && registry.count + ledger.count === 0) paper.para(`! ${paper.say('reconcile.nothing')}`, 0, paint.yellow);
  else if (agree) paper.para(`✓ ${paper.say('reconcile.agree')}`, 0, (line) => paint.bold(paint.green(line)));
  else paper.para(`✗ ${paper.say('reconcile.differ', { count })}`, 0, (line) => paint.bold(paint.red(line)));
  if (file !== undefined) paper.line(`  ${paper.say('reconcile.written', { file: visible(file) })}`);
}
