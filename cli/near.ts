import leven, { closestMatch } from 'leven';
import { UsageError } from '../harness/index.ts';

/** Names that somebody who typed this may have meant: the one that it is a slip or two from, or those that hold it. */
export function near(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return [];
  const slips = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 4));
  const closest = closestMatch(wanted, names);
  if (closest !== undefined && leven(wanted, closest.toLowerCase()) <= slips) return [closest];
  const holds = (name: string) => (wanted.length < 4 ? name.toLowerCase().startsWith(wanted) : name.toLowerCase().includes(wanted));
  return names.filter(holds).slice(0, MOST);
}

const MOST = 6;

/** A name that does not exist: what is said of it, and what may have been meant. */
export function notThere(key: string, name: string, names: readonly string[]): UsageError {
  const meant = near(name, names);
  return new UsageError({ key, values: { name } }, ...(meant.length > 0 ? [{ key: 'usage.perhaps', values: { names: meant.join(', ') } }] : []));
}

/** The one of this name; undefined where none is asked for. Throws what `notThere` says where there is no such one. */
export function named<T extends { name: string }>(list: readonly T[], name: string | undefined, key: string): T | undefined {
  const found = list.find((each) => each.name === name);
  if (name === undefined || found) return found;
  throw notThere(
    key,
    name,
    list.map((each) => each.name),
  );
}
