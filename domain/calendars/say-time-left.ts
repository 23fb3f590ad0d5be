import { minutesOfWorkingDay, type WorkingHours } from './working-calendar';
import { workingTimeBetween } from './working-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The units in which {@link timeLeft} says it. */
export const TIME_UNITS = ['day', 'hour', 'minute'] as const;

/** How long there is left, in the largest unit that says enough; `count` is 0 when it is due now. */
export interface TimeLeft {
  count: number;
  unit: (typeof TIME_UNITS)[number];
  /** Whether working time is meant. */
  isWorking: boolean;
  isOverdue: boolean;
}

/**
 * How long there is left until a due time, never more than there is; both in milliseconds since the epoch. Where the due
 * time falls on time off it may be ahead with no working time left: then elapsed time is meant.
 * @param hours whose working time is meant; without it elapsed time is
 */
export function timeLeft(
  { due, now }: { due: number; now: number },
  hours: WorkingHours | null,
): TimeLeft {
  if (due === now) return { count: 0, unit: 'minute', isWorking: false, isOverdue: false };
  if (due < now) return { ...amount(now - due, DAY), isWorking: false, isOverdue: true };
  const working = hours ? workingTimeBetween(hours, now, due) : 0;
  if (!hours || working < MINUTE) {
    return { ...amount(due - now, DAY), isWorking: false, isOverdue: false };
  }
  const day = minutesOfWorkingDay(hours.calendar) * MINUTE;
  return { ...amount(working, day), isWorking: true, isOverdue: false };
}

/** "in 5 working hours", "in 2 working days", "overdue by 3 hours". */
export function sayTimeLeft({ count, unit, isWorking, isOverdue }: TimeLeft): string {
  if (count === 0) return 'due now';
  const said = `${count} ${isWorking ? 'working ' : ''}${unit}${count === 1 ? '' : 's'}`;
  return isOverdue ? `overdue by ${said}` : `in ${said}`;
}

/** Days from two on, hours from one to two days, else minutes. */
function amount(milliseconds: number, day: number): Pick<TimeLeft, 'count' | 'unit'> {
  if (milliseconds >= 2 * day) return { count: Math.floor(milliseconds / day), unit: 'day' };
  if (milliseconds >= HOUR) return { count: Math.floor(milliseconds / HOUR), unit: 'hour' };
  return { count: Math.max(1, Math.floor(milliseconds / MINUTE)), unit: 'minute' };
}
