import { addDays, dateParts, daysInMonth, weekday, type CalendarDate } from '../dates/calendar';
import { instantIn } from '../dates/instant-in';
import { dateIn } from '../dates/today';

/** The hours at which a report can be mailed: within them no zone changes its clocks, so that each comes once a day. */
export const FIRST_HOUR = 5;
/** @see FIRST_HOUR */
export const LAST_HOUR = 20;

/** How often a report is mailed, at a full hour of a zone that stands beside it. */
export type Rhythm =
  /** Monday to Friday. */
  | { every: 'weekday'; hour: number }
  /** @param weekday 1 (Monday) to 7 */
  | { every: 'week'; weekday: number; hour: number }
  /** @param day 1 to 31; a month that is shorter has it on its last day */
  | { every: 'month'; day: number; hour: number };

/** A stretch of years: both included, every `step` of them. */
export interface YearSpan {
  from: number;
  to: number;
  step: number;
}

/** Days of a calendar, all of whose parts must fit; a part that is absent fits always. */
export interface RhythmCalendar {
  /** ISO, 1 is Monday. */
  weekdays?: { from: number; to: number };
  day?: number;
  /** 1 to 12. */
  months?: number[];
  years?: YearSpan[];
  hour: number;
}

const FRIDAY = 5;
const SHORTEST_MONTH = 28;
/** No rhythm leaves out more days than these. */
const LONGEST_WAIT_DAYS = 62;

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
/** Any year without a 29 February. */
const COMMON_YEAR = 2026;

// Source: the calendars of Temporal's schedules know the years 2000 to 2100, the last of which is no leap year.
const LEAP_YEARS: YearSpan[] = [{ from: 2000, to: 2096, step: 4 }];
const COMMON_YEARS: YearSpan[] = [
  { from: 2001, to: 2097, step: 4 },
  { from: 2002, to: 2098, step: 4 },
  { from: 2003, to: 2099, step: 4 },
  { from: 2100, to: 2100, step: 1 },
];

/** Whether a report of this rhythm is due on a day. */
export function fallsOn(rhythm: Rhythm, date: CalendarDate): boolean {
  if (rhythm.every === 'weekday') return weekday(date) <= FRIDAY;
  if (rhythm.every === 'week') return weekday(date) === rhythm.weekday;
  const { year, month, day } = dateParts(date);
  return day === Math.min(rhythm.day, daysInMonth(year, month));
}

/**
 * When it is due next, later than `after`.
 * @param zone IANA name; a RangeError if there is none of that name
 */
export function nextRun(rhythm: Rhythm, zone: string, after: Date): Date {
  const today = dateIn(zone, after);
  for (let days = 0; days <= LONGEST_WAIT_DAYS; days++) {
    const date = addDays(today, days);
    if (!fallsOn(rhythm, date)) continue;
    const at = instantIn(zone, date, rhythm.hour);
    if (at > after) return at;
  }
  throw new RangeError('a rhythm that never falls on a day');
}

/** The days of a rhythm as calendars: a day is one of them if it is one of any of these, and of one at most. */
export function calendarsOf(rhythm: Rhythm): RhythmCalendar[] {
  const { hour } = rhythm;
  if (rhythm.every === 'weekday') return [{ weekdays: { from: 1, to: FRIDAY }, hour }];
  if (rhythm.every === 'week')
    return [{ weekdays: { from: rhythm.weekday, to: rhythm.weekday }, hour }];
  if (rhythm.day <= SHORTEST_MONTH) return [{ day: rhythm.day, hour }];
  return lateInTheMonth(rhythm.day, hour);
}

/** A day that not all months have: on the last one of those that are shorter. */
function lateInTheMonth(day: number, hour: number): RhythmCalendar[] {
  const others = MONTHS.filter((month) => month !== 2);
  const having = others.filter((month) => daysInMonth(COMMON_YEAR, month) >= day);
  const shorter = others.filter((month) => !having.includes(month));
  return [
    { day, months: having, hour },
    ...(shorter.length > 0 ? [{ day: 30, months: shorter, hour }] : []),
    { day: 29, months: [2], years: LEAP_YEARS, hour },
    { day: 28, months: [2], years: COMMON_YEARS, hour },
  ];
}
