import { instantAt } from '../../../domain/calendars/zone-days';
import { addDays, weekday } from '../../../domain/dates/calendar';
import { dateIn } from '../../lib/dates';
import { type Message } from '../../lib/i18n/language';

const MORNING = 9 * 60;
const EVENING = 18 * 60;
const HOUR_MS = 3_600_000;

/** A time until which a notification can be put off. */
interface SnoozeTime {
  label: Message;
  at: Date;
}

/** What is offered at a moment, in somebody's zone: none that has passed, soonest first. */
export function snoozeTimes(zone: string, now: number): SnoozeTime[] {
  const today = dateIn(zone, new Date(now));
  const on = (days: number, minute: number) =>
    new Date(instantAt(zone, addDays(today, days), minute));
  const toMonday = 8 - weekday(today);
  const evening: SnoozeTime = { label: 'Until this evening', at: on(0, EVENING) };
  const times: SnoozeTime[] = [
    { label: 'For an hour', at: new Date(now + HOUR_MS) },
    ...(evening.at.getTime() > now + HOUR_MS ? [evening] : []),
    { label: 'Until tomorrow morning', at: on(1, MORNING) },
  ];
  // On a Sunday that is tomorrow.
  if (toMonday > 1) times.push({ label: 'Until Monday morning', at: on(toMonday, MORNING) });
  return times;
}
