import type { Key } from '../texts.ts';

/** A case as far as coverage is concerned. */
interface Named {
  id: string;
}

/**
 * Cases that no defect of a partner and no wrong profile can turn red, each with the text of its
 * reason. Whatever stands here and has a fault after all is an error, so that the list cannot grow old.
 */
export const WITHOUT_FAULT: Readonly<Record<string, Key>> = {
  // The schemas and our own objections are held to agree; only a fault of ours lets them differ.
  'answers.schema': 'selftest.guards-us',
};

/** Which cases nothing in the galleries shows, and which exceptions are needless. */
export function coverage(
  cases: readonly Named[],
  galleries: readonly { cases: readonly string[] }[],
  exceptions: Readonly<Record<string, unknown>> = WITHOUT_FAULT,
): { without: string[]; needless: string[] } {
  const shown = new Set(galleries.flatMap((each) => each.cases));
  const known = new Set(cases.map(({ id }) => id));
  return {
    without: [...known].filter((id) => !shown.has(id) && !Object.hasOwn(exceptions, id)),
    needless: Object.keys(exceptions).filter((id) => shown.has(id) || !known.has(id)),
  };
}
