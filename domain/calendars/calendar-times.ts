import { addDays, type CalendarDate } from '../dates/calendar';
import { instantIn } from '../dates/instant-in';

const MIDDAY = 12;

/** Days of a calendar, of which the first may begin, and the last end, at midday. */
interface CalendarSpan {
  from: CalendarDate;
  /** The last day, included. */
  to: CalendarDate;
  startsAtMidday: boolean;
  endsAtMidday: boolean;
}

/**
 * When a span begins and ends, as an iCalendar entry says it: whole days are days without a time; as soon as one begins
 * or ends at midday there is a beginning and an end.
 * @param zone IANA name of where midday is meant
 * @returns for whole days their midnights in UTC, to be read back in UTC: a date stays that date; otherwise instants
 */
export function calendarTimes(
  { from, to, startsAtMidday, endsAtMidday }: CalendarSpan,
  zone: string,
): { start: Date; end: Date; allDay?: boolean } {
  const dayAfter = addDays(to, 1);
  if (!startsAtMidday && !endsAtMidday) {
    const midnight = (date: string) => new Date(`${date}T00:00:00Z`);
    return { start: midnight(from), end: midnight(dayAfter), allDay: true };
  }
  return {
    start: instantIn(zone, from, startsAtMidday ? MIDDAY : 0),
    end: endsAtMidday ? instantIn(zone, to, MIDDAY) : instantIn(zone, dayAfter, 0),
  };
}
