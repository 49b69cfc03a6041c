import { CLAUSES, type Clause } from '../protocol/index.ts';
import { explainClause, word } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { EXIT } from './exit.ts';
import { text, type Lang } from './texts.ts';

/** The clauses: in the words of the source, in translation, what they ask, how to meet them, and which cases look. */
export async function listClausesCommand(format: 'text' | 'json' | 'md', lang: Lang): Promise<number> {
  if (format === 'json') process.stdout.write(`${JSON.stringify(CLAUSES.map(plainIn(lang)), null, 2)}\n`);
  else if (format === 'md') process.stdout.write(markdown(lang));
  else for (const { id, level } of CLAUSES) process.stdout.write(`${id.padEnd(18)} ${level.padEnd(7)} ${explainClause(lang, id).reading ?? ''}\n`);
  return EXIT.ok;
}

const plainIn = (lang: Lang) => (clause: Clause) => ({ ...clause, ...explainClause(lang, clause.id), cases: casesOf(clause.id) });

function casesOf(id: string): string[] {
  return CASES.filter(({ clauses }) => (clauses as readonly string[]).includes(id)).map((one) => one.id);
}

/** `docs/clauses.md`, made from the same catalogue as the reports. */
function markdown(lang: Lang): string {
  const sections = CLAUSES.map(({ id, level, quote }) => {
    const { translation, reading, fix, example } = explainClause(lang, id);
    return [
      `## ${id} (${word(lang, 'level', level)})`,
      `> ${quote}`,
      ...(translation === undefined ? [] : [translation]),
      ...(reading === undefined ? [] : [`**${reading}**`]),
      ...(fix === undefined ? [] : [`${text(lang, 'ui.how')}. ${fix}`]),
      ...(example === undefined ? [] : [`\`\`\`text\n${example}\n\`\`\``]),
      citing(id, lang),
    ].join('\n\n');
  });
  return `# ${text(lang, 'cli.clauses-title')}\n\n${text(lang, 'cli.clauses-lead', { count: CLAUSES.length })}\n\n${sections.join('\n\n')}\n`;
}

/** The first few: the plain answer is looked at by a hundred. */
const MOST_CASES = 12;

function citing(id: string, lang: Lang): string {
  const cases = casesOf(id);
  if (cases.length === 0) return text(lang, 'why.no-case');
  const shown = cases.slice(0, MOST_CASES).map((each) => `\`${each}\``);
  return `${text(lang, 'cli.explain-cases')} ${shown.join(', ')}${cases.length > MOST_CASES ? `, … (${cases.length})` : ''}`;
}
