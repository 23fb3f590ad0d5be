import type { CalendarDate } from './calendar';
import { instantIn } from './instant-in';

/**
 * Nine in the morning of a date somewhere.
 * @param zone IANA name such as `Asia/Kolkata`; a RangeError if there is none of that name
 */
export function startOfWork(date: CalendarDate, zone: string): Date {
  return instantIn(zone, date, 9);
}
