import type { CalendarDate } from '../../domain/dates/calendar';

/** The last day on which anything of the past was asked for: what comes after is up to whoever tries the system. */
export const HISTORY_ENDS_ON: CalendarDate = '2026-11-17';

const MINUTE = 60_000;
/** India has one zone and no summer time, so that an instant follows from a date by arithmetic. */
const OFFSET = '+05:30';

/** The instant of a time of day in the office, in milliseconds since the epoch. */
export function officeTime(date: CalendarDate, hour: number, minute: number): number {
  const two = (value: number) => String(value).padStart(2, '0');
  return Date.parse(`${date}T${two(hour)}:${two(minute)}:00${OFFSET}`);
}

/** The office's date of an instant. */
export function officeDate(at: number): CalendarDate {
  return new Date(at + 330 * MINUTE).toISOString().slice(0, 10);
}

/** The instant if people are awake then, otherwise the next morning at a quarter past nine and a bit. */
export function awake(at: number, minutesPastNine: number): number {
  const date = officeDate(at);
  const minuteOfDay = (at - officeTime(date, 0, 0)) / MINUTE;
  if (minuteOfDay >= 8 * 60 && minuteOfDay <= 22 * 60) return at;
  const morning = officeTime(date, 9, 15) + minutesPastNine * MINUTE;
  return minuteOfDay < 8 * 60 ? morning : morning + 24 * 60 * MINUTE;
}
