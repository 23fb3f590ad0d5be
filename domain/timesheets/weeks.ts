import { addDays, weekday, type CalendarDate } from '../dates/calendar';

/** Days of a week's grid. */
export const WEEK_DAYS = 7;
/** How many weeks back time can be entered: what is older was billed and reported. */
const MOST_WEEKS_BACK = 8;

const DAYS_AFTER_MONDAY_TO_DUE = 8;

/** The Monday of the week a date is in. */
export function mondayOf(date: CalendarDate): CalendarDate {
  return addDays(date, 1 - weekday(date));
}

/** The seven dates of a week, from its Monday. */
export function datesOf(monday: CalendarDate): CalendarDate[] {
  return Array.from({ length: WEEK_DAYS }, (_, day) => addDays(monday, day));
}

/** The last day on which a week is handed in on time: the Tuesday after it. */
export function dueOn(monday: CalendarDate): CalendarDate {
  return addDays(monday, DAYS_AFTER_MONDAY_TO_DUE);
}

/** Whether time of a week can still be entered, on a day. */
export function isWithinReach(monday: CalendarDate, today: CalendarDate): boolean {
  const current = mondayOf(today);
  return monday <= current && monday >= addDays(current, -MOST_WEEKS_BACK * WEEK_DAYS);
}
