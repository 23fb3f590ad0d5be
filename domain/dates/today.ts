import { remembering } from '../remembering';
import type { CalendarDate } from './calendar';

/**
 * The calendar date an instant falls on for somebody in a time zone: what "today" means to that person.
 * The only place where an instant becomes a date.
 * @param zone IANA name such as `Asia/Kolkata`; a RangeError if there is none of that name
 */
export function dateIn(zone: string, instant: Date): CalendarDate {
  const parts = formatterOf(zone).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

// Making one costs a hundred times what using it does; zones are few.
const formatterOf = remembering(
  (zone) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }),
);
