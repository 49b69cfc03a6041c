/** A moment as the protocol writes it: `YYYYMMDDHHMMSS`, Almaty time (TP-6.txn_date, TP-7.3). */
export type TxnDate = string;

/** Kazakhstan keeps one time all year: UTC+5 since March 2024. */
export const ALMATY_OFFSET_MS = 5 * 3_600_000;

/** Milliseconds since 1970 to `20261124200937`. */
export function txnDate(epochMs: number): TxnDate {
  return new Date(epochMs + ALMATY_OFFSET_MS).toISOString().replace(/[-T:]/g, '').slice(0, 14);
}

/** Back to milliseconds since 1970; undefined for what is no date of the calendar (30 February). */
export function parseTxnDate(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [number, number, number, number, number, number];
  const epochMs = Date.UTC(year, month - 1, day, hour, minute, second) - ALMATY_OFFSET_MS;
  return txnDate(epochMs) === text ? epochMs : undefined;
}

/** The calendar day by which the books are kept: `20261124`. */
export function bookDay(date: TxnDate): string {
  return date.slice(0, 8);
}

/** A time of day on the Almaty day that is `days` away from the one of `epochMs`: dayTime(now, -1, '235959'). */
export function dayTime(epochMs: number, days: number, time: string): TxnDate {
  return bookDay(txnDate(epochMs + days * 86_400_000)) + time;
}

/** The last second of the month before the Almaty month of `epochMs`. */
export function endOfLastMonth(epochMs: number): TxnDate {
  const month = txnDate(epochMs).slice(0, 6);
  return txnDate(parseTxnDate(`${month}01000000`)! - 1_000);
}

/** The last 31 December before the moment given, at noon, that lies in a week of the next year (ISO 8601: a Monday to Wednesday). */
export function lastYearEndInNextYearsWeek(epochMs: number): TxnDate {
  let year = Number(txnDate(epochMs).slice(0, 4)) - 1;
  while (![1, 2, 3].includes(new Date(Date.UTC(year, 11, 31)).getUTCDay())) year--;
  return `${year}1231120000`;
}

/** The last 29 February, at noon, before the moment given. */
export function lastLeapDay(epochMs: number): TxnDate {
  let year = Number(txnDate(epochMs).slice(0, 4));
  for (; ; year--) {
    const date = `${year}0229120000`;
    const moment = parseTxnDate(date);
    if (moment !== undefined && moment < epochMs) return date;
  }
}
