import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { CalendarEntry } from '../../domain/approvals/kind';
import { calendarTimes } from '../../domain/calendars/calendar-times';

/** What an entry becomes a file with. */
interface CalendarFileContext {
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
    ...calendarTimes(entry, context.zone),
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
