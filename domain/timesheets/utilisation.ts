import {
  halvesWorked,
  spansOn,
  type HolidayPart,
  type WorkingCalendar,
} from '../calendars/working-calendar';
import type { CalendarDate } from '../dates/calendar';
import type { Half } from '../leave/working-days';
import { divideRounded } from '../money/money';
import { percentText } from '../project-accounts/figures';

/** What a day has for work, in minutes: the calendar's hours, what a holiday and leave take of them, and what is left. */
interface DayCapacity {
  calendar: number;
  holiday: number;
  leave: number;
  available: number;
}

/**
 * What somebody has for work on a date: the hours of their calendar, less holidays, less approved leave.
 * @param off halves on leave; those on which nobody works take nothing
 * @param isClosed a holiday of the whole company
 */
export function capacityOf(
  calendar: WorkingCalendar,
  date: CalendarDate,
  { off, isClosed }: { off: readonly Half[]; isClosed: boolean },
): DayCapacity {
  const usual = minutesOn(calendar, date, undefined);
  const open = isClosed ? 0 : minutesOn(calendar, date, calendar.holidays[date]);
  const worked = halvesWorked(calendar, date);
  const left = worked.filter((half) => !off.includes(half));
  const available =
    open === 0 || left.length === worked.length
      ? open
      : left.length === 0
        ? 0
        : minutesOn(calendar, date, left[0] === 'am' ? 'pm' : 'am');
  return { calendar: usual, holiday: usual - open, leave: open - available, available };
}

/** Minutes of a date's spans when this much of it is a holiday. */
function minutesOn(
  calendar: WorkingCalendar,
  date: CalendarDate,
  holiday: HolidayPart | undefined,
): number {
  const spans = spansOn({ ...calendar, holidays: { [date]: holiday } }, date);
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** What was worked and could have been, of a person or of a department, in minutes. */
export interface Utilisation {
  billable: number;
  other: number;
  available: number;
}

/** The sum of several; all of nothing are none. */
export function sumUtilisation(parts: Utilisation[]): Utilisation {
  const sum = { billable: 0, other: 0, available: 0 };
  for (const part of parts) {
    sum.billable += part.billable;
    sum.other += part.other;
    sum.available += part.available;
  }
  return sum;
}

/** Billable of available as a percentage, "78.13"; null where no time was available. */
export function utilisationPercent({
  billable,
  available,
}: Pick<Utilisation, 'billable' | 'available'>): string | null {
  if (available <= 0) return null;
  return percentText(divideRounded(BigInt(billable) * 10_000n, BigInt(available)));
}
