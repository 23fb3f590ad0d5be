import type { WorkingCalendar, HolidayPart } from './working-calendar';

/** A calendar as it is stored and sent: its days off as a list. */
interface ListedCalendar {
  name: string;
  weekly: WorkingCalendar['weekly'];
  holidays: { date: string; half: 'am' | 'pm' | null }[];
}

/** The calendar that a list of days off describes; `half` null is the whole day. */
export function calendarOf({ name, weekly, holidays }: ListedCalendar): WorkingCalendar {
  const parts = holidays.map(({ date, half }): [string, HolidayPart] => [date, half ?? 'day']);
  return { name, weekly, holidays: Object.fromEntries(parts) };
}
