import { remembering } from '../remembering';
import { dateParts, type CalendarDate } from './calendar';

const formatterOf = remembering(
  (zone) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
);

/**
 * The instant at which clocks in a zone show this hour of this day. An hour that a change of the clocks leaves out is
 * the instant as far after the change; one that comes twice is the first.
 * @param zone IANA name; a RangeError if there is none of that name
 */
export function instantIn(zone: string, date: CalendarDate, hour: number): Date {
  const { year, month, day } = dateParts(date);
  const wanted = Date.UTC(year, month - 1, day, hour);
  // The offset before the wanted time: right on all days but those of a change after it, where the second look is.
  const before = offsetAt(zone, wanted - 86_400_000);
  const first = wanted - before;
  const second = wanted - offsetAt(zone, first);
  const holds = second + offsetAt(zone, second) === wanted;
  return new Date(holds ? second : first);
}

/** Milliseconds that clocks in a zone are ahead of UTC. */
function offsetAt(zone: string, at: number): number {
  const parts = formatterOf(zone).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(at / 1000) * 1000;
}
