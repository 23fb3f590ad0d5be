import { formatDate, formatDateRange } from '../../domain/dates/format';
import { HINDI_LOCALE, hindiInstant } from '../../domain/dates/hindi';
import { currentLanguage } from './i18n/language';
import { hindiDateRange, hindiRelative } from './i18n/hindi-dates';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The calendar date of an instant in a zone. */
export function dateIn(zone: string, at: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/** "1 Dec 2026, 14:05" in a zone, in the language of the app. */
export function formatInstant(instant: string, zone: string): string {
  const at = new Date(instant);
  if (currentLanguage() === 'hi') return hindiInstant(at, zone);
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${formatDate(dateIn(zone, at))}, ${time}`;
}

/** "just now", "5 min ago", "in 3 h", "2 days ago"; beyond a fortnight the date itself. */
export function formatRelative(instant: string, now: number, zone: string): string {
  const difference = Date.parse(instant) - now;
  const size = Math.abs(difference);
  const date = dateIn(zone, new Date(instant));
  if (size > 14 * DAY) return sayDateRange(date, date);
  if (currentLanguage() === 'hi') return hindiRelative(difference);
  if (size < MINUTE) return 'just now';
  const text = formatSpan(size);
  return difference < 0 ? `${text} ago` : `in ${text}`;
}

/** "5 min", "3 h", "2 days". */
function formatSpan(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

/** "1 Dec 2026", in the language of the app. */
export const sayDate = (date: string): string => sayDateRange(date, date);

/** "1–2 Dec 2026", in the language of the app. */
export function sayDateRange(from: string, to: string): string {
  return currentLanguage() === 'hi' ? hindiDateRange(from, to) : formatDateRange(from, to);
}

/** "14:05", on a person's clock. */
export function formatTime(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/** "Tuesday, 24 November 2026", in a person's zone. */
export function formatDay(instant: string, zone: string): string {
  const locale = currentLanguage() === 'hi' ? HINDI_LOCALE : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'full' }).format(
    new Date(instant),
  );
}
