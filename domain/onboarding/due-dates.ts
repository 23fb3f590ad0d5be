import type { WorkingHours } from '../calendars/working-calendar';
import { isWorkingDate } from '../calendars/working-time';
import { addDays, type CalendarDate } from '../dates/calendar';
import { instantIn } from '../dates/instant-in';

/** The hour of the person's day at which tasks open and reminders go out. */
const MORNING_HOUR = 8;

/** A calendar that is off for this long is broken, not on holiday. */
const LONGEST_BREAK_DAYS = 400;

/** Working days after its due date on which the owner of an open task is reminded; HR is told with the last one. */
export const REMINDER_DAYS = [2, 5, 10] as const;

/**
 * The date that lies some working days from a day zero. Zero is the day itself, or the first working day after it if
 * nobody works on it; negative offsets count back from the day, so that they lie before it in any case.
 * @throws Error when the calendar has no working day for over a year
 */
export function workingDateFrom(
  hours: WorkingHours,
  dayZero: CalendarDate,
  offset: number,
): CalendarDate {
  let date = dayZero;
  let free = 0;
  const towards = (step: 1 | -1) => {
    do {
      date = addDays(date, step);
      if (++free > LONGEST_BREAK_DAYS) throw new Error(`${hours.calendar.name} has no working day`);
    } while (!isWorkingDate(hours, date));
    free = 0;
  };
  if (offset >= 0 && !isWorkingDate(hours, date)) towards(1);
  for (let left = Math.abs(offset); left > 0; left--) towards(offset < 0 ? -1 : 1);
  return date;
}

/** When a task opens and when its owner is reminded, in milliseconds since the epoch, by the clocks of the person. */
export function momentsOf(
  hours: WorkingHours,
  dueOn: CalendarDate,
): { opensAt: number; remindAt: number[] } {
  const morning = (date: CalendarDate) => instantIn(hours.zone, date, MORNING_HOUR).getTime();
  return {
    opensAt: morning(dueOn),
    remindAt: REMINDER_DAYS.map((days) => morning(workingDateFrom(hours, dueOn, days))),
  };
}
