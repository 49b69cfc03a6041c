import { CLAUSES } from '../protocol/index.ts';
import { caseTitle, word } from '../reports/index.ts';
import { CASES, SUITES } from '../suites/index.ts';
import { EXIT } from './exit.ts';
import { isNamed, pickOf, type PickArgs } from './pick.ts';
import { text, type Lang } from './texts.ts';

interface ListArgs extends PickArgs {
  format: 'text' | 'json' | 'md';
}

/** The cases and the clauses they cite. */
export async function listCommand({ format, ...args }: ListArgs, lang: Lang): Promise<number> {
  const { suites, cases: ids, skip } = pickOf(args) ?? {};
  const cases = CASES.filter((one) => (suites === undefined && ids === undefined) || isNamed(one, suites) || isNamed(one, ids)).filter(
    (one) => !isNamed(one, skip),
  );
  const rows = cases.map((one) => ({
    id: one.id,
    suite: one.suite,
    level: one.level,
    clauses: one.clauses,
    title: caseTitle(lang, one),
    phase: one.phase,
  }));
  if (format === 'json') process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (format === 'md') process.stdout.write(markdown(rows, lang));
  else {
    for (const name of SUITES) {
      const here = rows.filter((row) => row.suite === name);
      if (here.length > 0) process.stdout.write(`\n${word(lang, 'suite', name)} · ${name}\n`);
      for (const { id, level, clauses, title } of here)
        process.stdout.write(`  ${id.padEnd(44)} ${level.padEnd(7)} ${clauses.join(', ').padEnd(26)} ${title}\n`);
    }
    process.stdout.write(
      `\n${text(lang, 'cli.list-end', { count: String(rows.length), clauses: String(new Set(rows.flatMap((row) => row.clauses)).size) })}\n`,
    );
  }
  return EXIT.ok;
}

type Row = { id: string; suite: string; level: string; clauses: readonly string[]; title: string };

/** `docs/cases.md`: the book of cases, made from the cases themselves. */
export function markdown(rows: readonly Row[], lang: Lang): string {
  const chapters = SUITES.flatMap((name) => {
    const here = rows.filter((row) => row.suite === name);
    if (here.length === 0) return [];
    const lines = here.map(({ id, level, clauses, title }) => `| \`${id}\` | ${level} | ${clauses.join(', ')} | ${title.replaceAll('|', '\\|')} |`);
    return [
      `## ${word(lang, 'suite', name)}\n\n| ${['case', 'level', 'clauses', 'title'].map((key) => text(lang, `cli.column.${key}` as never)).join(' | ')} |\n|---|---|---|---|\n${lines.join('\n')}\n`,
    ];
  });
  const clauses = CLAUSES.map(({ id, level, quote }) => `| \`${id}\` | ${level} | ${quote} |`);
  return `# ${text(lang, 'cli.cases-title')}\n\n${text(lang, 'cli.cases-lead', { count: String(rows.length) })}\n\n${chapters.join('\n')}\n## ${text(lang, 'cli.clauses-title')}\n\n| id | ${text(lang, 'cli.column.level')} | ${text(lang, 'cli.column.quote')} |\n|---|---|---|\n${clauses.join('\n')}\n`;
}
