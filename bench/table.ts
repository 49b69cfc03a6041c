import type { Cost } from './child.ts';

export type Row = readonly [name: string, costs: readonly Cost[], digits?: 2];

const COLUMNS = [
  ['CPU, s', 'cpu', 3],
  ['peak RSS, MB', 'rss', 1],
  ['wall, s', 'wall', 3],
] as const;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** One row over another, round by round: what slowed a round down slowed both of its runs. */
export function ratios(over: readonly Cost[], under: readonly Cost[]): Cost[] {
  return over.map((cost, round) => ({ cpu: cost.cpu / under[round]!.cpu, rss: cost.rss / under[round]!.rss, wall: cost.wall / under[round]!.wall }));
}

/** `median (least–most)` of each figure; a row of ratios has two digits and no unit. */
export function table(rows: readonly Row[]): string {
  const name = Math.max(...rows.map(([text]) => text.length)) + 3;
  const head = `${''.padEnd(name)}${COLUMNS.map(([title]) => title.padEnd(24)).join('')}`;
  const lines = rows.map(
    ([text, costs, ratio]) =>
      `${text.padEnd(name)}${COLUMNS.map(([, key, digits]) =>
        spread(
          costs.map((cost) => cost[key]),
          ratio ?? digits,
        ).padEnd(24),
      ).join('')}`,
  );
  return [head, ...lines].map((line) => line.trimEnd()).join('\n');
}

function spread(numbers: readonly number[], digits: number): string {
  const [middle, least, most] = [median(numbers), Math.min(...numbers), Math.max(...numbers)].map((number) => number.toFixed(digits));
  return `${middle} (${least}–${most})`;
}
