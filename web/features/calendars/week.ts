import type { WeekdayRule } from '../../../domain/calendars/working-calendar';
import { weeklyPatternSchema } from '../../../domain/wire/calendars';

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** A weekday as it is edited: times as text, `''` while none is typed; no `weeks` chosen are all of them. */
export interface EditedDay {
  spans: { from: string; to: string }[];
  weeks: string[];
}

const pad = (value: number) => String(value).padStart(2, '0');

/** "09:30"; the end of the day is "00:00", as a time field has no 24:00. */
const toTime = (minutes: number) => `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;

function toMinutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return time === '' ? Number.NaN : Number(hour) * 60 + Number(minute);
}

/** Seven days, Monday first; a day without spans is off. */
export function editedWeek(weekly: WeekdayRule[]): EditedDay[] {
  return WEEKDAYS.map((_, index) => {
    const rule = weekly.find(({ weekday }) => weekday === index + 1);
    return {
      spans: (rule?.spans ?? []).map(({ from, to }) => ({ from: toTime(from), to: toTime(to) })),
      weeks: (rule?.weeks ?? []).map(String),
    };
  });
}

/** The rules that were edited, or what is wrong with them by weekday name. */
export function rulesOf(
  week: EditedDay[],
): { weekly: WeekdayRule[] } | { problems: Record<string, string> } {
  const drafts = week.flatMap(({ spans, weeks }, index) =>
    spans.length === 0
      ? []
      : [
          {
            weekday: index + 1,
            ...(weeks.length > 0 ? { weeks: weeks.map(Number) } : {}),
            spans: spans.map(({ from, to }) => ({
              from: toMinutes(from),
              to: toMinutes(to) || (to === '00:00' ? 24 * 60 : Number.NaN),
            })),
          },
        ],
  );
  const result = weeklyPatternSchema.safeParse(drafts);
  if (result.success) return { weekly: result.data };
  const problems: Record<string, string> = {};
  for (const { path, message, code } of result.error.issues) {
    const draft = drafts[path[0] as number];
    const day = draft ? (WEEKDAYS[draft.weekday - 1] ?? '') : 'Week';
    problems[day] ??= code === 'invalid_type' ? 'Enter both times' : message;
  }
  return { problems };
}
