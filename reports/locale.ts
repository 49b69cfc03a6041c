import { text, word, type Lang } from './messages/index.ts';
import { ALMATY_MS } from './time.ts';

/**
 * Sums and dates as each language writes them. Written here and not by the machine's own tables, so that
 * the same record gives the same bytes on every machine.
 */

const NO_BREAK = '\u00a0';
/** What parts thousands, and what parts tiyn. */
const SIGNS: Record<Lang, { group: string; point: string }> = {
  en: { group: ',', point: '.' },
  ru: { group: NO_BREAK, point: ',' },
  kk: { group: NO_BREAK, point: ',' },
};

/** `1234567.89` to `1,234,567.89` or `1 234 567,89`; what is no sum comes back as it is. */
export function money(lang: Lang, sum: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(sum);
  if (!parts) return sum;
  const [, sign = '', whole = '', rest] = parts;
  const { group, point } = SIGNS[lang];
  return `${sign}${grouped(whole, group)}${rest === undefined ? '' : point + rest.slice(1)}`;
}

/** `12345` to `12,345` or `12 345`; numbers of four digits are left alone in Russian and Kazakh. */
export function figure(lang: Lang, count: number): string {
  const digits = String(count);
  return lang !== 'en' && digits.length < 5 ? digits : grouped(digits, SIGNS[lang].group);
}

function grouped(digits: string, sign: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, sign);
}

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
