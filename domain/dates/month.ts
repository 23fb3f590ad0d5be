import { daysInMonth, type CalendarDate } from './calendar';

/** The first and the last day of a month. @param month "2026-11" */
export function daysOfMonth(month: string): { from: CalendarDate; to: CalendarDate } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return {
    from: `${month}-01`,
    to: `${month}-${String(daysInMonth(year, number)).padStart(2, '0')}`,
  };
}
