import { CLAUSES, type Clause, type ClauseId } from '../protocol/index.ts';
import { caseTitle, explainClause, word } from '../reports/index.ts';
import { usage } from '../harness/index.ts';
import { GALLERY } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { EXIT } from './exit.ts';
import { near } from './near.ts';
import { text, type Lang } from './texts.ts';

/** A case or a clause: what it demands, in whose words, why, how to mend it, an example. */
export async function explainCommand(id: string, lang: Lang): Promise<number> {
  const one = CASES.find((each) => each.id === id);
  const clause = CLAUSES.find((each) => each.id === id);
  if (!one && !clause) {
    const near = nearest(id).join(', ');
    throw near === '' ? usage('usage.nothing-like-it', { id }) : usage('usage.nothing-to-explain', { id, near });
  }
  const lines = one ? [`${one.id} · ${word(lang, 'level', one.level)} · ${word(lang, 'suite', one.suite)}`, '', caseTitle(lang, one), ''] : [];
  for (const cited of one ? one.clauses : [id as ClauseId])
    lines.push(
      ...clauseLines(
        CLAUSES.find((each) => each.id === cited)!,
        lang,
        one?.level,
      ),
      '',
    );
  if (one) {
    const faults = GALLERY.filter(({ cases }) => cases.includes(one.id));
    if (faults.length > 0) lines.push(text(lang, 'cli.explain-faults'), ...faults.map(({ name, effect }) => `  ${name}: ${effect}`), '');
    lines.push(text(lang, 'cli.explain-run', { id: one.id }));
  } else {
    const citing = CASES.filter(({ clauses }) => clauses.includes(id as ClauseId));
    lines.push(text(lang, 'cli.explain-cases'), ...citing.map((each) => `  ${each.id.padEnd(44)} ${caseTitle(lang, each)}`));
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

/** Under a case of another level the clause's own would only confuse: the case's stands above. */
function clauseLines({ id, level, quote }: Clause, lang: Lang, caseLevel: string = level): string[] {
  const { translation, reading, fix, example } = explainClause(lang, id);
  return [
    level === caseLevel ? `${id} · ${word(lang, 'level', level)}` : id,
    `  «${quote}»`,
    ...(translation === undefined ? [] : [`  ${translation}`]),
    ...(reading === undefined ? [] : ['', `  ${reading}`]),
    ...(fix === undefined ? [] : ['', `  ${text(lang, 'cli.explain-fix')} ${fix}`]),
    ...(example === undefined ? [] : ['', ...example.split('\n').map((line) => `    ${line}`)]),
  ];
}

/** Ids that somebody who typed this may have meant: near ones, else those that end alike. */
function nearest(id: string): string[] {
  const all = [...CASES.map((one) => one.id), ...CLAUSES.map((each) => each.id as string)];
  const meant = near(id, all);
  if (meant.length > 0) return meant;
  const last = id.split(/[.-]/).at(-1)!.toLowerCase();
  return last.length > 2 ? all.filter((each) => each.toLowerCase().includes(last)).slice(0, 6) : [];
}
