/** The partner's log may be kept in UTC or in local time; a report gives both. */

/** Almaty keeps UTC+5 all year, since March 2024; the payments of a run are never older. */
export const ALMATY_MS = 5 * 3_600_000;

/** `2026-11-24 10:20:30`; what is no date comes back as it is. */
export function utcTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** The same moment in Almaty, `2026-11-24 15:20:30`. */
export function almatyTime(iso: string): string {
  const moment = Date.parse(iso);
  return Number.isNaN(moment) ? iso : utcTime(new Date(moment + ALMATY_MS).toISOString());
}

/** `2:05` or `1:02:05`, from milliseconds. */
export function clock(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `0.4`, `12`, `1503`: milliseconds with no more digits than matter. */
export function milliseconds(ms: number): string {
  return ms < 10 ? String(Math.round(ms * 10) / 10) : String(Math.round(ms));
}
