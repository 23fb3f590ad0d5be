import { addDays, dateParts, type CalendarDate } from '../dates/calendar';

/**
 * The first day of the fiscal year a date is in.
 * @param startMonth the month it begins with, 1 to 12; in India 4 (Companies Act 2013, section 2(41))
 */
export function fiscalYearStart(date: CalendarDate, startMonth: number): CalendarDate {
  const { year, month } = dateParts(date);
  const startYear = month >= startMonth ? year : year - 1;
  return `${startYear}-${String(startMonth).padStart(2, '0')}-01`;
}

/** The stretch of the same number of days that ends the day before: what a stretch is compared with. */
export function stretchBefore(stretch: { from: CalendarDate; to: CalendarDate; days: number }): {
  from: CalendarDate;
  to: CalendarDate;
} {
  return { from: addDays(stretch.from, -stretch.days), to: addDays(stretch.from, -1) };
}

/** The first day of the month of a date. */
export function monthStart(date: CalendarDate): CalendarDate {
  return `${date.slice(0, 7)}-01`;
}

/** The month so many later, "2026-11"; with less than zero, before it. */
export function monthsLater(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
