import { word } from '../../reports/index.ts';
import { text, type Key, type Lang } from '../texts.ts';
import { WITHOUT_FAULT } from './coverage.ts';
import type { Left, Matrix, Row } from './matrix.ts';

const LEFT: Record<Left, Key> = {
  'no-chapter': 'selftest.left-no-chapter',
  'no-second-address': 'selftest.left-no-second-address',
};

/** Right as a whole: everything that was run came out as it should, and each case has something that shows it. */
export function isGood({ rows, without, needless }: Matrix): boolean {
  return without.length === 0 && needless.length === 0 && rows.every(({ outcome, left }) => left !== undefined || outcome === 'caught');
}

/** Faults that this system cannot run. A skip is not a pass. */
export function isWhole({ rows }: Matrix): boolean {
  return rows.every(({ left }) => left !== 'no-second-address');
}

/** The table by chapter, what went wrong, what is left, and the digest, for a terminal. */
export function renderMatrix(matrix: Matrix, digest: string | undefined, lang: Lang): string {
  const { rows, without, needless } = matrix;
  const blocks = [table(rows, lang), wrongs(rows, lang)];
  if (digest !== undefined && without.length > 0) blocks.push([text(lang, 'selftest.without', { cases: without.join(', ') })]);
  if (needless.length > 0) blocks.push([text(lang, 'selftest.needless', { cases: needless.join(', ') })]);
  const notes = (Object.keys(LEFT) as Left[]).flatMap((left) => {
    const names = rows.filter((row) => row.left === left).map(({ name }) => name);
    return names.length > 0 ? [text(lang, LEFT[left], { names: names.join(', ') })] : [];
  });
  if (digest !== undefined) notes.push(...Object.entries(WITHOUT_FAULT).map(([id, why]) => `${id}: ${text(lang, why)}`));
  blocks.push(notes);
  blocks.push([digest === undefined ? text(lang, 'selftest.part') : text(lang, 'selftest.digest', { digest }), conclusion(matrix, lang)]);
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function conclusion(matrix: Matrix, lang: Lang): string {
  return text(lang, !isGood(matrix) ? 'selftest.bad' : isWhole(matrix) ? 'selftest.good' : 'selftest.incomplete');
}

/** One row of the matrix that came out wrong, in a few lines. */
export function wrongs(rows: readonly Row[], lang: Lang): string[] {
  return rows
    .filter(({ outcome, left }) => outcome !== 'caught' && left === undefined)
    .flatMap(({ name, chapter, outcome, missing, unexpected, verdict, misblamed, problem }) => {
      const who = `${chapter}/${name}`;
      if (outcome === 'crashed') return [text(lang, 'selftest.crashed', { name: who, problem: problem ?? '' })];
      return [
        ...(missing.length > 0 ? [text(lang, 'selftest.missing', { name: who, cases: missing.join(', ') })] : []),
        ...(unexpected.length > 0 ? [text(lang, 'selftest.unexpected', { name: who, cases: unexpected.join(', ') })] : []),
        ...(verdict ? [text(lang, 'selftest.verdict', { name: who, ...verdict })] : []),
        ...(misblamed ? [text(lang, 'selftest.blameless', { name: who })] : []),
      ];
    });
}

function table(rows: readonly Row[], lang: Lang): string[] {
  const run = rows.filter(({ left }) => left === undefined);
  const chapters = [...new Set(run.map(({ chapter }) => chapter))];
  const nameOf = (chapter: string) =>
    chapter === 'reference'
      ? text(lang, 'selftest.reference')
      : chapter === 'misconfiguration'
        ? text(lang, 'selftest.misconfigurations')
        : word(lang, 'suite', chapter);
  const lines = [
    [
      text(lang, 'selftest.chapter'),
      text(lang, 'selftest.faults'),
      text(lang, 'selftest.caught'),
      text(lang, 'selftest.missed'),
      text(lang, 'selftest.false-alarms'),
    ],
    ...chapters.map((chapter) => [nameOf(chapter), ...counts(run.filter((row) => row.chapter === chapter))]),
    [text(lang, 'selftest.total'), ...counts(run)],
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!))).join('  '));
}

/** How many there were, came out as due, were missed (a crash is no catch), and accused wrongly. */
function counts(rows: readonly Row[]): string[] {
  const of = (...outcomes: Row['outcome'][]) => String(rows.filter(({ outcome }) => outcomes.includes(outcome)).length);
  return [String(rows.length), of('caught'), of('missed', 'crashed'), of('false-alarm')];
}
