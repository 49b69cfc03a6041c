/** Two texts, taken apart where they differ. */
export interface Difference {
  before: string;
  expected: string;
  observed: string;
  after: string;
}

/**
 * What two texts share at their beginnings and ends. Nothing when they share so little that marking
 * the rest would only make both harder to read.
 */
export function difference(expected: string, observed: string): Difference | undefined {
  const a = [...expected];
  const b = [...observed];
  // A balance before and after shows by itself what differs.
  if (observed.includes(' → ') || expected === observed || a.length > 2000 || b.length > 2000) return undefined;
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  if (start + end < Math.max(a.length, b.length) / 3) return undefined;
  return {
    before: a.slice(0, start).join(''),
    expected: a.slice(start, a.length - end).join(''),
    observed: b.slice(start, b.length - end).join(''),
    after: end === 0 ? '' : a.slice(-end).join(''),
  };
}
