import { text, word, type Lang } from './messages/index.ts';
import { ALMATY_MS } from './time.ts';

/**
 * Dates as each language writes them, by Almaty's clock and by UTC's. Sums and counts stand with the
 * messages, which hold them.
 */
export { decimal, figure, money } from './messages/figures.ts';

/** `24 November 2026`, `24 ноября 2026 г.`, `2026 ж. 24 қараша`: the day in Almaty. */
export function day(lang: Lang, iso: string): string {
  const date = inAlmaty(iso);
  if (date === undefined) return iso;
  return text(lang, 'ui.day', { day: date.getUTCDate(), month: word(lang, 'month', String(date.getUTCMonth() + 1)), year: date.getUTCFullYear() });
}

/** `24 November 2026, 10:20:30 Almaty (05:20:30 UTC)` */
export function moment(lang: Lang, iso: string): string {
  const date = inAlmaty(iso);
  if (date === undefined) return iso;
  const local = date.toISOString();
  return text(lang, 'ui.moment', { day: day(lang, iso), almaty: local.slice(11, 19), utc: utcClock(iso, local) });
}

/** The hour in UTC, with the day before it where that is another one than in Almaty. */
function utcClock(iso: string, local: string): string {
  const utc = new Date(iso).toISOString();
  return utc.slice(0, 10) === local.slice(0, 10) ? utc.slice(11, 19) : `${utc.slice(0, 10)} ${utc.slice(11, 19)}`;
}

function inAlmaty(iso: string): Date | undefined {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? undefined : new Date(at + ALMATY_MS);
}
