import { addDays, type CalendarDate } from '../dates/calendar';
import { dateIn } from '../dates/today';
import type { WorkingHours } from './working-calendar';
import { isWorkingDate } from './working-time';
import { instantAt } from './zone-days';

const LONGEST_BREAK_DAYS = 400;

/**
 * The first instant after `after` at which clocks show a time of day on a working day: when the next digest is due.
 * @param time of day in the person's zone, `08:30`; where clocks jump over it, the moment they have
 * @throws Error when no working day comes within more than a year
 */
export function nextDigest(hours: WorkingHours, time: string, after: number): number {
  const first = dateIn(hours.zone, new Date(after));
  for (let date = first, days = 0; days < LONGEST_BREAK_DAYS; date = addDays(date, 1), days++) {
    const at = instantAt(hours.zone, date, minuteOf(time));
    if (at > after && isWorkingDate(hours, date)) return at;
  }
  throw new Error(`the calendar "${hours.calendar.name}" has no working day after ${first}`);
}

/**
 * The local date whose digest is due at `now`, if it has not been `done`; null before its time and on days off. One that
 * was missed, as nothing ran, is still due until the day is over.
 */
export function dueDigest(
  hours: WorkingHours,
  digest: { time: string; done: CalendarDate | null },
  now: number,
): CalendarDate | null {
  const today = dateIn(hours.zone, new Date(now));
  if (digest.done !== null && digest.done >= today) return null;
  const isDue =
    isWorkingDate(hours, today) && instantAt(hours.zone, today, minuteOf(digest.time)) <= now;
  return isDue ? today : null;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
