import { word } from '../reports/index.ts';
import { GALLERY, type GalleryFault } from '../simulators/index.ts';
import { EXIT } from './exit.ts';
import { text, type Lang } from './texts.ts';

/** The gallery: each fault with its bug class, who loses what, and the cases that must catch it. */
export async function listFaultsCommand(format: 'text' | 'json' | 'md', lang: Lang): Promise<number> {
  if (format === 'json') process.stdout.write(`${JSON.stringify(GALLERY.map(plain), null, 2)}\n`);
  else if (format === 'md') process.stdout.write(markdown(lang));
  else {
    for (const chapter of chapters()) {
      process.stdout.write(`\n${word(lang, 'suite', chapter)} · ${chapter}\n`);
      for (const { name, bugClass, effect } of inChapter(chapter)) process.stdout.write(`  ${name.padEnd(34)} ${bugClass.padEnd(24)} ${effect}\n`);
    }
    process.stdout.write(`\n${text(lang, 'cli.faults-end', { count: String(GALLERY.length) })}\n`);
  }
  return EXIT.ok;
}

const chapters = (): string[] => [...new Set(GALLERY.map(({ chapter }) => chapter))];
const inChapter = (chapter: string): GalleryFault[] => GALLERY.filter((fault) => fault.chapter === chapter);

function plain({ name, chapter, bugClass, effect, cases, remark, undecided, kinds, answers }: GalleryFault): Record<string, unknown> {
  const ends = remark ? 'remark' : undecided ? 'inconclusive' : 'failed';
  return { name, chapter, bugClass, effect, cases, ends, ...(kinds ? { kinds } : {}), ...(answers ? { answers } : {}) };
}

/** `docs/faults.md`, made from the gallery itself. */
function markdown(lang: Lang): string {
  const head = `| ${text(lang, 'cli.column.fault')} | ${text(lang, 'cli.column.bug-class')} | ${text(lang, 'cli.column.effect')} | ${text(lang, 'cli.column.cases')} |`;
  const tables = chapters().map((chapter) => {
    const lines = inChapter(chapter).map(
      ({ name, bugClass, effect, cases }) => `| \`${name}\` | ${bugClass} | ${effect.replaceAll('|', '\\|')} | ${casesOf(cases)} |`,
    );
    return `## ${word(lang, 'suite', chapter)}\n\n${head}\n|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `# ${text(lang, 'cli.faults-title')}\n\n${text(lang, 'cli.faults-lead', { count: String(GALLERY.length) })}\n\n${tables.join('\n')}`;
}

/** The first few: a defect in the credit itself shows in thirty. */
const MOST_CASES = 6;

function casesOf(cases: readonly string[]): string {
  const shown = cases.slice(0, MOST_CASES).map((id) => `\`${id}\``);
  return cases.length > MOST_CASES ? `${shown.join(', ')}, … (${cases.length})` : shown.join(', ');
}
