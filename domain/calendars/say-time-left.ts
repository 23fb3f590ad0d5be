import { minutesOfWorkingDay, type WorkingHours } from './working-calendar';
import { workingTimeBetween } from './working-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long there is left, as people say it: "in 5 working hours", "in 2 working days", "overdue by 3 hours". Where the
 * due time falls on time off it may be ahead with no working time left: then elapsed time is said, "in 14 hours".
 * @param hours whose working time is meant; without it elapsed time is said
 */
export function sayTimeLeft(
  { due, now }: { due: number; now: number },
  hours: WorkingHours | null,
): string {
  if (due <= now) return due === now ? 'due now' : `overdue by ${elapsed(now - due)}`;
  const working = hours ? workingTimeBetween(hours, now, due) : 0;
  if (!hours || working < MINUTE) return `in ${elapsed(due - now)}`;
  const day = minutesOfWorkingDay(hours.calendar) * MINUTE;
  return `in ${amount(working, day, 'working ')}`;
}

function elapsed(milliseconds: number): string {
  return amount(milliseconds, DAY, '');
}

/** Days from two on, hours from one to two days, else minutes; never more than there is left. */
function amount(milliseconds: number, day: number, sort: string): string {
  if (milliseconds >= 2 * day) return counted(milliseconds / day, `${sort}day`);
  if (milliseconds >= HOUR) return counted(milliseconds / HOUR, `${sort}hour`);
  return counted(Math.max(1, milliseconds / MINUTE), `${sort}minute`);
}

function counted(value: number, unit: string): string {
  const whole = Math.floor(value);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
