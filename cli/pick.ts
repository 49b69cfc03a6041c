import type { Filter } from '../harness/index.ts';
import { CASES, SUITES } from '../suites/index.ts';
import { notThere } from './near.ts';

export interface PickArgs {
  suite?: string[] | undefined;
  case?: string[] | undefined;
  skip?: string[] | undefined;
}

/**
 * What `--suite`, `--case` and `--skip` leave in; undefined when none was given. Names may stand in one
 * list with commas, and a name stands for all ids that begin with it. One that matches nothing is a
 * typing error: a UsageError, since a run of nothing would pass.
 */
export function pickOf({ suite, case: ids, skip }: PickArgs): Filter | undefined {
  const split = (names: string[] | undefined) => names?.flatMap((name) => name.split(',')).filter((name) => name !== '');
  const [suites, cases, skipped] = [split(suite), split(ids), split(skip)];
  for (const name of [...(suites ?? []), ...(cases ?? []), ...(skipped ?? [])])
    if (!CASES.some((one) => isNamed(one, [name]))) throw notThere('usage.no-such-case', name, [...CASES.map(({ id }) => id), ...SUITES]);
  if (!suites && !cases && !skipped) return undefined;
  return { ...(suites ? { suites } : {}), ...(cases ? { cases } : {}), ...(skipped ? { skip: skipped } : {}) };
}

export function isNamed(one: { id: string; suite: string }, names: readonly string[] | undefined): boolean {
  return names?.some((name) => one.suite === name || one.id === name || one.id.startsWith(`${name}.`)) === true;
}
