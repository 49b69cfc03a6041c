import { usage, type ExploreOptions } from '../harness/index.ts';

export interface ExploreArgs {
  explore?: string | undefined;
  exploreReplay?: string | undefined;
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
/** An endpoint is asked without a pause all the while; longer than this, nobody looks on. */
const MOST_MS = 3_600_000;
/** A replay has one program to try; this is its time, should the partner be slow. */
const REPLAY_MS = 60_000;
/** A path counts programs of a round, and steps of making one shorter: past this it is no path of ours. */
const MOST_AT = 10_000;
const MOST_LEVELS = 200;
const MOST_SEED = 2 ** 31 - 1;

/** `--explore 30s` and `--explore-replay SEED:PATH`; throws a UsageError on anything else. */
export function exploreOptions({ explore, exploreReplay }: ExploreArgs): ExploreOptions | undefined {
  const forMs = explore === undefined ? undefined : durationOf('--explore', explore);
  if (exploreReplay === undefined) return forMs === undefined ? undefined : { forMs };
  const [seed, ...path] = exploreReplay.split(':');
  const isPath = path.length > 0 && path.length <= MOST_LEVELS && path.every((at) => isNumber(at, MOST_AT));
  if (!isNumber(seed, MOST_SEED) || !isPath) throw usage('usage.replay', { written: exploreReplay });
  return { forMs: forMs ?? REPLAY_MS, replay: { seed: Number(seed), path: path.join(':') } };
}

function isNumber(text: string | undefined, most: number): boolean {
  return text !== undefined && /^\d{1,10}$/.test(text) && Number(text) <= most;
}

/** Milliseconds of `30s`, `2m`, `1h`. */
function durationOf(option: string, written: string): number {
  const [, count, unit] = /^(\d{1,4})(s|m|h)$/.exec(written.trim()) ?? [];
  const ms = Number(count) * UNITS[unit as keyof typeof UNITS];
  if (!(ms >= 1_000 && ms <= MOST_MS)) throw usage('usage.duration', { option, written });
  return ms;
}
