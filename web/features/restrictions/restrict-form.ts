import { parseDate } from '../../../domain/dates/calendar';
import { instantIn } from '../../../domain/dates/instant-in';
import type { Restrict } from '../../../domain/wire/restrictions';

/** What the form holds. */
export interface RestrictValues {
  personId: string | null;
  from: string[];
  reason: string;
  ends: 'never' | 'then';
  /** On the admin's own clock. */
  day: string;
  time: string;
}

export const EMPTY: RestrictValues = {
  personId: null,
  from: ['chat'],
  reason: '',
  ends: 'then',
  day: '',
  time: '18:00',
};

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** The end as an instant; undefined when a day or a time is missing or is none. */
function endOf({ day, time }: RestrictValues, zone: string): Date | undefined {
  const date = parseDate(day);
  const [, hour, minute] = TIME.exec(time) ?? [];
  if (date === undefined || hour === undefined || minute === undefined) return undefined;
  return new Date(instantIn(zone, date, Number(hour)).getTime() + Number(minute) * 60_000);
}

/** What keeps the form from being sent, by field. */
export function problemsOf(values: RestrictValues, zone: string): Record<string, string> {
  const end = endOf(values, zone);
  const isTimed = values.ends === 'then';
  return {
    ...(values.personId ? {} : { personId: 'Choose a person' }),
    ...(values.from.length > 0 ? {} : { from: 'Choose at least one' }),
    ...(values.reason.trim() ? {} : { reason: 'Say why' }),
    ...(isTimed && !parseDate(values.day) ? { day: 'Choose a day' } : {}),
    ...(isTimed && !TIME.test(values.time) ? { time: 'Choose a time' } : {}),
    ...(isTimed && end && end.getTime() <= Date.now() ? { day: 'This has passed' } : {}),
  };
}

/** What is sent. */
export function bodyOf(values: RestrictValues, zone: string): Restrict & { personId: string } {
  const end = values.ends === 'then' ? endOf(values, zone) : undefined;
  return {
    personId: values.personId ?? '',
    chat: values.from.includes('chat'),
    assistant: values.from.includes('assistant'),
    reason: values.reason.trim(),
    ...(end ? { until: end.toISOString() } : {}),
  };
}
