import { parseSum, sumValue, type Tiyn } from '../protocol/index.ts';

/** Spaces that exports put between thousands: usual, no-break, narrow, thin; and the apostrophe. */
const GROUPED = /^\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?=[.,]|$)/;
const POINT_GROUPS = /^\d{1,3}(?:,\d{3})+\.\d+$/;
const COMMA_GROUPS = /^\d{1,3}(?:\.\d{3})+,\d+$/;
const LONE_MARK = /^\d{1,3}[.,]\d{3}$/;
/** A thousand times the money of the country: what is more is some other number. */
const MOST_DIGITS = 15;

export type SumProblem = 'sum' | 'sum-ambiguous' | 'sum-negative';

/**
 * A sum however an export writes it: `200.00`, `200,5`, `1 234,50`, `1,234.50`, `1.234,50`, `200`. `1,234` and `1.234`
 * mean one thing here and another there, so they are refused rather than guessed.
 */
export function readSum(text: string): Tiyn | SumProblem {
  if (text.length <= MOST_DIGITS + 3) {
    const exact = parseSum(text);
    if (exact !== undefined) return exact;
  }
  if (text.length > 40) return 'sum';
  if (/^[-−–]\s*\d|^\(\s*\d.*\)$|^\d.*-$/.test(text)) return 'sum-negative';
  if (LONE_MARK.test(text) && !text.startsWith('0')) return 'sum-ambiguous';
  return bounded(plainForm(text)) ?? 'sum';
}

/** The digits of a JSON number: its point is always a decimal point. */
export function readNumber(digits: string): Tiyn | SumProblem {
  if (digits.startsWith('-')) return 'sum-negative';
  return (digits.length <= 40 ? bounded(digits) : undefined) ?? 'sum';
}

function plainForm(text: string): string {
  if (POINT_GROUPS.test(text)) return text.replaceAll(',', '');
  if (COMMA_GROUPS.test(text)) return text.replaceAll('.', '').replace(',', '.');
  const joined = GROUPED.test(text) ? text.replace(/[ \u00a0\u202f\u2009'’]/g, '') : text;
  return joined.replace(',', '.');
}

function bounded(decimal: string): Tiyn | undefined {
  return decimal.replace(/\..*$/, '').length <= MOST_DIGITS ? sumValue(decimal) : undefined;
}
