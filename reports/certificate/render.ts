import pc from 'picocolors';
import { say, text, word, type Lang } from '../messages/index.ts';
import { utcTime } from '../time.ts';
import { visible } from '../visible.ts';
import type { Statement } from './statement.ts';
import type { Verification } from './verify.ts';
import { waiverLine } from '../waiver-line.ts';

/** The outcome of `verify` for a terminal: what the certificate says, what is wrong, and last what it comes to. */
export function renderVerification({ problems, statement, uncovered = [] }: Verification, lang: Lang, { color }: { color: boolean }): string {
  const paint = pc.createColors(color);
  const lines: string[] = [];
  if (statement) {
    const { partner, target, startedAt, issued, expires, tool, clauses, waivers, files } = statement;
    lines.push(paint.bold(visible(`${partner} · ${target}`)));
    const facts: [string, string][] = [
      [text(lang, 'ui.verdict'), word(lang, 'verdict', statement.verdict)],
      [text(lang, 'ui.started'), `${utcTime(startedAt)} UTC`],
      [text(lang, 'verify.issued'), `${utcTime(issued)} UTC`],
      [text(lang, 'verify.expires'), `${utcTime(expires)} UTC`],
      [text(lang, 'ui.tool'), `${tool.name} ${tool.version}`],
      [
        text(lang, 'ui.clauses'),
        (['verified', 'violated', 'not-verified'] as const).map((state) => `${word(lang, 'state', state)}: ${listed(clauses, state)}`).join('; '),
      ],
      [text(lang, 'verify.files'), Object.keys(files).join(', ')],
    ];
    for (const [name, value] of facts) lines.push(`  ${name}: ${visible(value)}`);
    for (const waiver of waivers)
      lines.push(`  ${text(lang, 'ui.waived')}: ${visible(`${waiver.case ?? waiver.clause ?? ''}: ${waiverLine(waiver, lang)}`)}`);
    if (uncovered.length > 0) lines.push(paint.yellow(`! ${visible(text(lang, 'verify.uncovered', { list: namesOf(uncovered) }))}`));
    lines.push('');
  }
  for (const problem of problems) lines.push(paint.red(`✗ ${visible(say(lang, problem))}`));
  if (problems.length > 0) lines.push(paint.bold(text(lang, statement ? 'verify.not-valid' : 'verify.not-signed')));
  else if (isCertified(statement?.verdict)) lines.push(paint.green(paint.bold(`✓ ${text(lang, 'verify.valid')}`)));
  else lines.push(paint.red(paint.bold(`✗ ${text(lang, 'verify.not-certified', { verdict: statement?.verdict ?? '' })}`)));
  return `${lines.join('\n')}\n`;
}

/** How many clauses are in a state; what is not verified is named, so that nobody takes the certificate for more than it is. */
function listed(clauses: Statement['clauses'], state: string): string {
  const ids = clauses.filter((clause) => clause.state === state).map(({ id }) => id);
  return state === 'verified' || ids.length === 0 ? String(ids.length) : `${ids.length} (${ids.join(', ')})`;
}

const MOST_NAMES = 12;

function namesOf(files: readonly string[]): string {
  return files.length > MOST_NAMES ? `${files.slice(0, MOST_NAMES).join(', ')} …` : files.join(', ');
}

/** Does this verdict certify? Remarks are allowed. */
export function isCertified(verdict: string | undefined): boolean {
  return verdict === 'certified' || verdict === 'certified-with-remarks';
}
