import { remembering } from '../remembering';

/**
 * An instant as people read it, in a zone, which it names: "Tue 24 Nov 2026, 18:00 IST".
 * @param zone an IANA name; one the platform does not know is read as UTC
 */
export function formatInstant(at: Date, zone: string): string {
  const { weekday, day, month, year, hour, minute, timeZoneName } = partsOf(at, zone);
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute} ${timeZoneName}`;
}

/**
 * The time of day of an instant to the second, in a zone, which it names: "18:00:05 IST".
 * @param zone an IANA name; one the platform does not know is read as UTC
 */
export function formatTimeOfDay(at: Date, zone: string): string {
  const { hour, minute, timeZoneName } = partsOf(at, zone);
  return `${hour}:${minute}:${String(at.getUTCSeconds()).padStart(2, '0')} ${timeZoneName}`;
}

const formatterOf = remembering(newFormatter);

function partsOf(at: Date, zone: string): Record<Intl.DateTimeFormatPartTypes, string> {
  return Object.fromEntries(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  ) as Record<Intl.DateTimeFormatPartTypes, string>;
}

function newFormatter(zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  };
  // The Indian locale is the one that says IST rather than GMT+5:30.
  const locale = zone === 'Asia/Kolkata' || zone === 'Asia/Calcutta' ? 'en-IN' : 'en-GB';
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  }
}
