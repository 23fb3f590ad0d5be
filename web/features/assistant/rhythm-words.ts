import type { Rhythm } from '../../../domain/assistant/rhythm';
import { HINDI_LOCALE } from '../../../domain/dates/hindi';
import type { ReportRun, RunReason, ScheduleEnd } from '../../../domain/wire/report-schedules';
import { currentLanguage, translate, type Message } from '../../lib/i18n/language';

const A_MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

/** "Monday", in the language of the app. @param weekday 1 (Monday) to 7 */
export function sayWeekday(weekday: number): string {
  const locale = currentLanguage() === 'hi' ? HINDI_LOCALE : 'en-GB';
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    A_MONDAY + (weekday - 1) * DAY,
  );
}

/** "09:00". */
export const sayHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** "Every week on Monday at 09:00". */
export function sayRhythm(rhythm: Rhythm): string {
  const time = sayHour(rhythm.hour);
  if (rhythm.every === 'weekday') return translate('Monday to Friday at {{time}}', { time });
  if (rhythm.every === 'week')
    return translate('Every week on {{day}} at {{time}}', {
      ...{ day: sayWeekday(rhythm.weekday), time },
    });
  return translate('Every month on day {{day}} at {{time}}', { day: rhythm.day, time });
}

const ENDS: Record<Exclude<ScheduleEnd, 'stopped' | 'deleted'>, Message> = {
  left: 'Mailed no more: the account was closed.',
  restricted: 'Mailed no more: you were restricted from the assistant.',
  'tool-off': 'Mailed no more: what it looks up was switched off for you.',
};

/** Why a report is mailed no more, if a rule ended it. */
export function sayEnd(because: ScheduleEnd | null): string | null {
  return because === null || because === 'stopped' || because === 'deleted'
    ? null
    : translate(ENDS[because]);
}

const REASONS: Record<RunReason, Message> = {
  left: 'Not mailed: the account was closed',
  restricted: 'Not mailed: you were restricted from the assistant',
  'tool-off': 'Not mailed: what it looks up was switched off for you',
  'switched-off': 'Not mailed: the assistant was switched off',
  refused: 'Not mailed: what it looks up was refused to you',
  'not-looked-up': 'Not mailed: the records could not be read',
};

/** What became of a report at a time it was due: "Mailed: 12 rows". */
export function sayRun({ because, rowCount }: ReportRun): string {
  if (because !== null) return translate(REASONS[because]);
  return translate('Mailed: {{rows}}', {
    rows: translate('{{count}} rows', { count: rowCount ?? 0 }),
  });
}
