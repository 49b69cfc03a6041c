import type { Change, Comparison } from './compare.ts';
import { code, md } from './formats/markdown.ts';
import { triesLine } from './formats/outcome.ts';
import { text, word, type Lang } from './messages/index.ts';
import { paper as takePaper } from './terminal/paper.ts';
import { utcTime } from './time.ts';
import { waiverLine } from './waiver-line.ts';

const KINDS = ['new', 'changed', 'still', 'waived', 'unseen', 'fixed'] as const;
const HEADS = {
  new: 'compare.new',
  changed: 'compare.changed',
  still: 'compare.still',
  waived: 'ui.waivers',
  unseen: 'compare.unseen',
  fixed: 'compare.fixed',
} as const;

/** Two runs beside each other, for a terminal: what is new first, and last what it comes to. */
export function renderComparison(comparison: Comparison, lang: Lang, options: { color: boolean; width: number }): string {
  const paper = takePaper(lang, options);
  const { paint } = paper;
  for (const [name, side] of [
    ['compare.before', comparison.before],
    ['compare.after', comparison.after],
  ] as const)
    paper.para(`${text(lang, name)}: ${sideLine(side, lang)}`);
  for (const kind of KINDS) {
    const changes = comparison[kind];
    if (changes.length === 0) continue;
    paper.heading(text(lang, HEADS[kind]), changes.length);
    for (const change of changes) {
      const bad = kind === 'new' || change.added.length > 0;
      paper.para(
        `${bad ? '✗' : kind === 'fixed' ? '✓' : '!'} ${change.case}: ${wayOf(change, lang)}`,
        2,
        bad ? paint.red : kind === 'fixed' ? paint.green : paint.yellow,
      );
      for (const line of linesOf(change, kind, lang)) paper.para(line, 4);
    }
  }
  if (comparison.load.length > 0) paper.heading(text(lang, 'compare.load'), comparison.load.length);
  for (const each of comparison.load) paper.para(`${each.direction === 'worse' ? '✗' : '✓'} ${loadLine(each)}`, 2);
  paper.line();
  paper.para(conclusion(comparison, lang), 0, (line) => paint.bold(comparison.fails ? paint.red(line) : paint.green(line)));
  return paper.done();
}

/** The same in Markdown. */
export function renderComparisonMarkdown(comparison: Comparison, lang: Lang): string {
  const lines = [
    `# ${comparison.fails ? '❌' : '✅'} ${md(conclusion(comparison, lang))}`,
    '',
    `- ${md(text(lang, 'compare.before'))}: ${md(sideLine(comparison.before, lang))}`,
    `- ${md(text(lang, 'compare.after'))}: ${md(sideLine(comparison.after, lang))}`,
  ];
  for (const kind of KINDS) {
    const changes = comparison[kind];
    if (changes.length === 0) continue;
    lines.push('', `## ${md(text(lang, HEADS[kind]))} (${changes.length})`, '');
    for (const change of changes) {
      lines.push(`- ${code(change.case)}: ${md(wayOf(change, lang))}`);
      for (const line of linesOf(change, kind, lang)) lines.push(`  - ${md(line)}`);
    }
  }
  if (comparison.load.length > 0) lines.push('', `## ${md(text(lang, 'compare.load'))}`, '');
  for (const each of comparison.load) lines.push(`- ${each.direction === 'worse' ? '❌' : '✅'} ${md(loadLine(each))}`);
  return `${lines.join('\n')}\n`;
}

function sideLine({ target, startedAt, verdict, version }: Comparison['before'], lang: Lang): string {
  return `${word(lang, 'verdict', verdict)} · ${target} · ${utcTime(startedAt)} UTC · paycert ${version}`;
}

function wayOf({ from, to }: Change, lang: Lang): string {
  const name = (verdict: Change['from']) => (verdict === null ? text(lang, 'compare.absent') : word(lang, 'case-verdict', verdict));
  return from === to ? name(to) : `${name(from)} → ${name(to)}`;
}

function linesOf({ findings, added, tries, waiver }: Change, kind: (typeof KINDS)[number], lang: Lang): string[] {
  const shown = kind === 'changed' && added.length > 0 ? added : findings;
  const lines = [...new Set(shown.map(({ clause, message }) => `${clause}: ${message}`))];
  return [...(waiver ? [waiverLine(waiver, lang)] : []), ...(tries ? [triesLine(tries, lang)] : []), ...lines];
}

function loadLine({ figure, from, to }: Comparison['load'][number]): string {
  const percent = from === 0 ? '' : ` (${to > from ? '+' : ''}${Math.round((100 * (to - from)) / from)} %)`;
  return `${figure}: ${short(from)} → ${short(to)}${percent}`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function conclusion(comparison: Comparison, lang: Lang): string {
  const counts = { new: comparison.new.length, still: comparison.still.length, fixed: comparison.fixed.length, changed: comparison.changed.length };
  return text(lang, comparison.fails ? 'compare.worse' : 'compare.no-worse', counts);
}
