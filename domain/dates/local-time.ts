import type { CalendarDate } from './calendar';

/**
 * Nine in the morning of a date somewhere.
 * @param zone IANA name such as `Asia/Kolkata`; a RangeError if there is none of that name
 */
export function startOfWork(date: CalendarDate, zone: string): Date {
  const asUtc = Date.parse(`${date}T09:00:00Z`);
  const first = asUtc - offsetAt(asUtc, zone);
  // Where the clocks change between the two, the offset of the result is the one that counts.
  return new Date(asUtc - offsetAt(first, zone));
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
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
