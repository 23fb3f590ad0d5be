import { addDays, dateParts, daysBetween, daysInMonth, type CalendarDate } from '../dates/calendar';
import { formatDate, formatDateRange } from '../dates/format';

/** A stretch of days, both included; without an end it is open there. */
export interface Period {
  from?: CalendarDate;
  to?: CalendarDate;
}

/** What a period is compared with. */
export type Comparison = 'previous-period' | 'previous-year';

/** A period as people read it: "1–31 Oct 2026", "since 1 Oct 2026", "at any time". */
export function periodText({ from, to }: Period): string {
  if (from && to) return formatDateRange(from, to);
  if (from) return `since ${formatDate(from)}`;
  if (to) return `up to ${formatDate(to)}`;
  return 'at any time';
}

/**
 * What a period is compared with: the same days of the year before, or what came right before it, as long as it. Whole
 * months are as long as their number, whatever the days they have.
 */
export function comparedWith(period: Required<Period>, comparison: Comparison): Required<Period> {
  const { from, to } = period;
  if (comparison === 'previous-year')
    return {
      from: monthsLater(from, -12),
      to: isMonthEnd(to) ? monthEnd(to, -12) : monthsLater(to, -12),
    };
  if (from.endsWith('-01') && isMonthEnd(to)) {
    const months = monthNumber(to) - monthNumber(from) + 1;
    return { from: monthsLater(from, -months), to: addDays(from, -1) };
  }
  return { from: addDays(from, -(daysBetween(from, to) + 1)), to: addDays(from, -1) };
}

/** How far it is from one day to a later one: whole months from the same day of a month, else days. */
export function distance(from: CalendarDate, to: CalendarDate): { months: number; days: number } {
  const months = monthNumber(to) - monthNumber(from);
  return monthsLater(from, months) === to
    ? { months, days: 0 }
    : { months: 0, days: daysBetween(from, to) };
}

/** Months since the year 0. */
export function monthNumber(date: CalendarDate): number {
  const { year, month } = dateParts(date);
  return year * 12 + month - 1;
}

/** Whether a day is the last of its month. */
export function isMonthEnd(date: CalendarDate): boolean {
  const { year, month, day } = dateParts(date);
  return day === daysInMonth(year, month);
}

function monthEnd(date: CalendarDate, months: number): CalendarDate {
  return dayOfMonth(monthNumber(date) + months, 31);
}

/** The same day so many months later, or the last one of a month that is shorter. */
function monthsLater(date: CalendarDate, months: number): CalendarDate {
  return dayOfMonth(monthNumber(date) + months, dateParts(date).day);
}

/** A day of a month by the month's number, or its last one where it is shorter. @see monthNumber */
export function dayOfMonth(number: number, day: number): CalendarDate {
  const [year, month] = [Math.floor(number / 12), (number % 12) + 1];
  const last = Math.min(day, daysInMonth(year, month));
  return [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(last).padStart(2, '0'),
  ].join('-');
}
