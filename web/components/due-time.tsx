import { Text } from '@mantine/core';
import { sayTimeLeft, timeLeft } from '../../domain/calendars/say-time-left';
import { formatInstant } from '../../domain/dates/format-instant';
import { hindiInstant } from '../../domain/dates/hindi';
import type { DueOn } from '../../domain/wire/calendars';
import { hindiTimeLeft } from '../lib/i18n/hindi-dates';
import { useLanguage } from '../lib/i18n/language';
import { useZone } from '../lib/session';
import { useNow } from '../lib/use-now';
import { useWorkingHours } from '../lib/use-working-hours';

/**
 * How long there is left to decide, and when that is for the reader: "due in 5 working hours (Tue 24 Nov, 14:00 IST)".
 * It is counted here from the calendar, by the one clock of the page: nothing is asked of the server, and it is no live
 * region, so that a screen reader says it when it is read and not every minute.
 */
export function DueTime({ at, on }: { at: string; on?: DueOn | undefined }) {
  const now = useNow();
  const zone = useZone();
  const hours = useWorkingHours(on);
  const due = Date.parse(at);
  const isHindi = useLanguage() === 'hi';
  const left = timeLeft({ due, now }, hours);
  const text = isHindi ? hindiTimeLeft(left) : sayTimeLeft(left).replace(/^in /, 'due in ');
  // The year goes without saying for what is due within weeks.
  const when = isHindi
    ? hindiInstant(new Date(due), zone)
    : formatInstant(new Date(due), zone).replace(/ \d{4},/, ',');
  return (
    <Text
      component="time"
      dateTime={at}
      size="sm"
      c={due < now ? 'var(--mantine-color-error)' : 'dimmed'}
    >
      {text} ({when})
    </Text>
  );
}
