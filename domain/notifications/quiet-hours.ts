import { notices, type NoticeType } from './notices';
import { instantAt } from '../calendars/zone-days';
import { addDays, weekday, type CalendarDate } from '../dates/calendar';
import { dateIn } from '../dates/today';

/** When somebody is not to be disturbed. */
export interface QuietHours {
  /** `22:00`, of the person's zone. */
  from: string;
  /** `07:00`: of the same day if it is later than `from`, else of the next one. */
  to: string;
  /** On which days it begins, 1 (Monday) to 7 (Sunday). */
  days: number[];
}

/**
 * When the quiet in which `at` lies is over, or null when it is not quiet then. From inclusive, to exclusive. A time
 * that clocks jump over counts as the moment after the jump; one that comes twice as its first.
 * @param zone IANA name
 * @returns milliseconds since the epoch
 */
export function quietUntil(quiet: QuietHours, zone: string, at: number): number | null {
  const today = dateIn(zone, new Date(at));
  for (const date of [today, addDays(today, -1)]) {
    const { from, to } = quietFrom(quiet, zone, date);
    if (quiet.days.includes(weekday(date)) && from <= at && at < to) return to;
  }
  return null;
}

function quietFrom(quiet: QuietHours, zone: string, date: CalendarDate) {
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)];
  const last = to > from ? date : addDays(date, 1);
  return { from: instantAt(zone, date, from), to: instantAt(zone, last, to) };
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/**
 * Until when something is held in somebody's quiet hours, or null when it breaks through: what is urgent always does, and
 * a decision that is asked for does once it is due.
 * @param hold.until end of the quiet; `due` when the decision is due, if one is asked for; milliseconds since the epoch
 */
export function holdNotice(
  type: NoticeType,
  hold: { until: number; due?: number | null; now: number },
): number | null {
  if (notices[type].isUrgent) return null;
  const until = Math.min(hold.until, hold.due ?? Infinity);
  return until <= hold.now ? null : until;
}
