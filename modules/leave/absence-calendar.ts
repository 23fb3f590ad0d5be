import ical, { ICalEventTransparency } from 'ical-generator';
import { addDays } from '../../domain/dates/calendar';
import { instantIn } from '../../domain/dates/instant-in';
import type { Absence, Holiday } from '../../domain/wire/records';

const MIDDAY = 12;
/** How often calendar programs are asked to come by, in seconds (RFC 7986). */
const TTL_SECONDS = 3600;

// Written down in UTC, and read back by the library in UTC: a date stays that date.
const midnight = (date: string) => new Date(`${date}T00:00:00Z`);

/**
 * Who is away and when nobody works, as an iCalendar object (RFC 5545): names and dates, never why.
 * @param input.zone where its reader is: what begins or ends at midday does so there
 */
export function absenceCalendar(input: {
  absences: Absence[];
  holidays: Holiday[];
  zone: string;
  now: Date;
}): string {
  const { absences, holidays, zone, now } = input;
  const calendar = ical({
    prodId: { company: 'NETRA', product: 'NETRA', language: 'EN' },
    name: 'NETRA: who is out',
    ttl: TTL_SECONDS,
  });
  const shared = { stamp: now, transparency: ICalEventTransparency.TRANSPARENT };
  for (const absence of absences) {
    calendar.createEvent({
      ...timesOf(absence, zone),
      ...shared,
      // As long as it begins when it did, it is the same entry.
      id: `away-${absence.employee.id}-${absence.from}-${absence.fromHalf}@netra`,
      summary: `${absence.employee.name} is out`,
    });
  }
  for (const { on, name } of holidays) {
    const day = { start: midnight(on), end: midnight(addDays(on, 1)), allDay: true };
    calendar.createEvent({ ...day, ...shared, id: `holiday-${on}@netra`, summary: name });
  }
  return calendar.toString();
}

function timesOf({ from, to, fromHalf, toHalf }: Absence, zone: string) {
  const dayAfter = addDays(to, 1);
  if (fromHalf === 'am' && toHalf === 'pm') {
    return { start: midnight(from), end: midnight(dayAfter), allDay: true };
  }
  return {
    start: instantIn(zone, from, fromHalf === 'pm' ? MIDDAY : 0),
    end: toHalf === 'am' ? instantIn(zone, to, MIDDAY) : instantIn(zone, dayAfter, 0),
  };
}
