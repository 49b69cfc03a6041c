import type { Lang } from './index.ts';

/**
 * Sums and counts as each language writes them. Written here and not by the machine's own tables, so that
 * the same record gives the same bytes on every machine.
 */

const NO_BREAK = '\u00a0';
/** What parts thousands, and what parts tiyn. */
const SIGNS: Record<Lang, { group: string; point: string }> = {
  en: { group: ',', point: '.' },
  ru: { group: NO_BREAK, point: ',' },
  kk: { group: NO_BREAK, point: ',' },
};

/** A sum as the language writes it, `1,234,567.89` or `1 234 567,89`; what is no sum comes back as it is. */
export function money(lang: Lang, sum: string): string {
  return decimal(lang, sum);
}

/** Any decimal, from its text: nothing is rounded. */
export function decimal(lang: Lang, written: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(written);
  if (!parts) return written;
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
