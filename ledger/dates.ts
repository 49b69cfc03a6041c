import { parseTxnDate, txnDate } from '../protocol/index.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** `2026-11-24T12:00:00.5+05:00`, with a space, `/` or nothing in the usual places; what stands behind the day may be missing. */
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** `24.11.2026 12:00:00`: day first, as people here write it. */
const LOCAL = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?$/;

/**
 * A date however an export writes it, as `YYYYMMDDHHMMSS`, or as the beginning of that where it says
 * less (`20261124`, `202611241015`). A date with an offset or `Z` is brought to Almaty time; one
 * without is taken as it stands. Undefined for what is no date of the calendar, or lies outside the years
 * 2000 to 2099: this protocol knows no such payments.
 */
export function readDate(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text.length === 14 || text.length === 12 || text.length === 8 ? onCalendar(text) : undefined;
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, offset] = iso;
    const date = onCalendar(joined(year!, month!, day!, hour, minute, second));
    return date === undefined || offset === undefined ? date : inAlmaty(date, offset);
  }
  const local = LOCAL.exec(text);
  if (!local) return undefined;
  const [, day, month, year, hour, minute, second] = local;
  return onCalendar(joined(year!, month!, day!, hour, minute, second));
}

/** `2026-11-24`, `20261124` or `24.11.2026` to `20261124`; undefined for anything else, times included. */
export function readDay(text: string): string | undefined {
  const date = readDate(text);
  return date?.length === 8 ? date : undefined;
}

function joined(year: string, month: string, day: string, hour?: string, minute?: string, second?: string): string {
  const two = (part: string) => part.padStart(2, '0');
  return `${year}${two(month)}${two(day)}${hour === undefined ? '' : two(hour)}${minute ?? ''}${second ?? ''}`;
}

/** Digits by hand: a million dates through Date and back would take seconds. */
function onCalendar(digits: string): string | undefined {
  const two = (at: number) => (digits.charCodeAt(at) - 48) * 10 + digits.charCodeAt(at + 1) - 48;
  const [century, year, month, day] = [two(0), two(2), two(4), two(6)];
  if (century !== 20 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return undefined;
  if (month === 2 && day === 29 && year % 4 !== 0) return undefined;
  if (digits.length >= 12 && (two(8) > 23 || two(10) > 59)) return undefined;
  if (digits.length === 14 && two(12) > 59) return undefined;
  return digits;
}

function inAlmaty(date: string, offset: string): string | undefined {
  const ofUtc = /^z$/i.test(offset) ? '+0000' : offset.replace(':', '').padEnd(5, '0');
  const minutes = Number(ofUtc.slice(1, 3)) * 60 + Number(ofUtc.slice(3));
  const asAlmaty = parseTxnDate(date.padEnd(14, '0'));
  if (asAlmaty === undefined || minutes > 14 * 60) return undefined;
  const away = ofUtc.startsWith('-') ? -minutes : minutes;
  return onCalendar(txnDate(asAlmaty + (5 * 60 - away) * 60_000).slice(0, date.length));
}
