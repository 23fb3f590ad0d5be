import type { CalendarHolidayWire } from '../../../domain/wire/calendars';

/** What of a day can be off. */
export const PARTS = [
  { value: 'day', label: 'Whole day' },
  { value: 'am', label: 'Morning' },
  { value: 'pm', label: 'Afternoon' },
];

/** What of a day is off, in words. */
export function halfText(half: CalendarHolidayWire['half']): string {
  return PARTS.find(({ value }) => value === (half ?? 'day'))?.label ?? '';
}
