import type { Exchange } from '../../wire/index.ts';

/** How a partner asks to be asked later: HTTP 429, or 503 with a `Retry-After`. */
export interface Limit {
  /** How long it says, milliseconds; undefined where it does not say, or not in a way that can be read. */
  waitMs: number | undefined;
}

/** The limit on the rate that an answer tells of; undefined where it tells of none. A date is counted from `now`. */
export function limitOf({ http }: Exchange, now: number): Limit | undefined {
  if (http?.status !== 429 && http?.status !== 503) return undefined;
  const retryAfter = http.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  if (http.status === 503 && retryAfter === undefined) return undefined;
  return { waitMs: retryAfter === undefined ? undefined : toldWait(retryAfter, now) };
}

function toldWait(retryAfter: string, now: number): number | undefined {
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
