import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { CalendarEntry } from '../../domain/approvals/kind';
import { addDays } from '../../domain/dates/calendar';
import { instantIn } from '../../domain/dates/instant-in';

const MIDDAY = 12;

/** What an entry becomes a file with. */
export interface CalendarFileContext {
  /** The zone of whose calendar it is. */
  zone: string;
  /** Higher than that of every earlier file with the same uid. */
  sequence: number;
  /** The address the mails come from: RFC 5546 wants somebody who publishes. */
  organizer: { name: string; email: string };
  /** Where the request can be read. */
  url: string;
  now: Date;
}

/**
 * An entry as an iCalendar object (RFC 5545, with the methods of RFC 5546). Whole days are days without a time; as soon
 * as one begins or ends at midday there is a beginning and an end, given in UTC, so that no zone has to be described.
 */
export function calendarFile(
  entry: CalendarEntry,
  context: CalendarFileContext,
): { method: 'PUBLISH' | 'CANCEL'; content: string } {
  const cancels = entry.method === 'cancel';
  const method = cancels ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: { company: 'NETRA', product: 'NETRA', language: 'EN' }, method });
  calendar.createEvent({
    ...timesOf(entry, context.zone),
    id: `${entry.uid}@netra`,
    sequence: context.sequence,
    stamp: context.now,
    summary: entry.title,
    organizer: context.organizer,
    url: context.url,
    status: cancels ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
  });
  return { method: cancels ? 'CANCEL' : 'PUBLISH', content: calendar.toString() };
}

function timesOf(entry: CalendarEntry, zone: string) {
  const dayAfter = addDays(entry.to, 1);
  if (!entry.startsAtMidday && !entry.endsAtMidday) {
    // Written down in UTC, and read back by the library in UTC: a date stays that date.
    const midnight = (date: string) => new Date(`${date}T00:00:00Z`);
    return { start: midnight(entry.from), end: midnight(dayAfter), allDay: true };
  }
  return {
    start: instantIn(zone, entry.from, entry.startsAtMidday ? MIDDAY : 0),
    end: entry.endsAtMidday ? instantIn(zone, entry.to, MIDDAY) : instantIn(zone, dayAfter, 0),
  };
}
