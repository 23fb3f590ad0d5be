import { HINDI_LOCALE } from '../../../domain/dates/hindi';
import type { TimeLeft } from '../../../domain/calendars/say-time-left';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 मिनट पहले", "3 घंटे में". @param difference milliseconds from now, negative for what is past */
export function hindiRelative(difference: number): string {
  const size = Math.abs(difference);
  const format = new Intl.RelativeTimeFormat(HINDI_LOCALE, { numeric: 'auto' });
  if (size < MINUTE) return format.format(0, 'second');
  if (size < HOUR) return format.format(Math.round(difference / MINUTE), 'minute');
  if (size < 2 * DAY) return format.format(Math.round(difference / HOUR), 'hour');
  return format.format(Math.round(difference / DAY), 'day');
}

/** "1–2 दिस॰ 2026", of dates without a time. */
export function hindiDateRange(from: string, to: string): string {
  const format = new Intl.DateTimeFormat(HINDI_LOCALE, {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' },
  });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

const UNITS = { day: 'दिन', hour: 'घंटे', minute: 'मिनट' };

/** "5 कार्य घंटे शेष", "3 घंटे की देरी": how long there is left to decide. */
export function hindiTimeLeft({ count, unit, isWorking, isOverdue }: TimeLeft): string {
  if (count === 0) return 'समय-सीमा अभी';
  const said = `${count} ${isWorking ? 'कार्य ' : ''}${UNITS[unit]}`;
  return isOverdue ? `${said} की देरी` : `${said} शेष`;
}
