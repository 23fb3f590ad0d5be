import ical, { ICalEventTransparency } from 'ical-generator';
import { calendarTimes } from '../../domain/calendars/calendar-times';
import type { Absence, Holiday } from '../../domain/wire/records';

/** How often calendar programs are asked to come by, in seconds (RFC 7986). */
const TTL_SECONDS = 3600;

const spanOf = ({ from, to, fromHalf, toHalf }: Absence) => ({
  from,
  to,
  startsAtMidday: fromHalf === 'pm',
  endsAtMidday: toHalf === 'am',
});

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
      ...calendarTimes(spanOf(absence), zone),
      ...shared,
      // As long as it begins when it did, it is the same entry.
      id: `away-${absence.employee.id}-${absence.from}-${absence.fromHalf}@netra`,
      summary: `${absence.employee.name} is out`,
    });
  }
  for (const { on, name, half } of holidays) {
    const day = { from: on, to: on, startsAtMidday: half === 'pm', endsAtMidday: half === 'am' };
    calendar.createEvent({
      ...calendarTimes(day, zone),
      ...shared,
      id: `holiday-${on}@netra`,
      summary: name,
    });
  }
  return calendar.toString();
}
