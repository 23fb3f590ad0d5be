import {
  calendarsOf,
  fallsOn,
  FIRST_HOUR,
  LAST_HOUR,
  nextRun,
  type Rhythm,
  type RhythmCalendar,
} from '../../domain/assistant/rhythm';
import { addDays, dateParts, eachDate, weekday } from '../../domain/dates/calendar';
import { instantIn } from '../../domain/dates/instant-in';
import { dateIn } from '../../domain/dates/today';
import { rhythmSchema } from '../../domain/wire/report-schedules';

const INDIA = 'Asia/Kolkata';
const DAY = 86_400_000;
const daily: Rhythm = { every: 'weekday', hour: 9 };
const monthly = (day: number): Rhythm => ({ every: 'month', day, hour: 9 });

/** The first days it is due, from a moment on, in India. */
function dueDays(rhythm: Rhythm, after: string, count: number): string[] {
  const days: string[] = [];
  for (let at = new Date(after); days.length < count;) {
    at = nextRun(rhythm, INDIA, at);
    days.push(dateIn(INDIA, at));
  }
  return days;
}

/** Whether a day is one of a calendar, read as Temporal reads it: all parts must fit. */
function isIn(calendar: RhythmCalendar, date: string): boolean {
  const { year, month, day } = dateParts(date);
  const { weekdays, months, years } = calendar;
  const fits = (span: { from: number; to: number; step: number }) =>
    year >= span.from && year <= span.to && (year - span.from) % span.step === 0;
  return (
    (!weekdays || (weekday(date) >= weekdays.from && weekday(date) <= weekdays.to)) &&
    (calendar.day === undefined || calendar.day === day) &&
    (!months || months.includes(month)) &&
    (!years || years.some(fits))
  );
}

test('every weekday is Monday to Friday', () => {
  expect(dueDays(daily, '2026-11-26T12:00:00Z', 4)).toEqual([
    '2026-11-27',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
  ]);
});

test('weekly is on its day alone', () => {
  const sunday: Rhythm = { every: 'week', weekday: 7, hour: 9 };
  expect(dueDays(sunday, '2026-11-26T12:00:00Z', 3)).toEqual([
    '2026-11-29',
    '2026-12-06',
    '2026-12-13',
  ]);
});

test('a month that is shorter has it on its last day, in leap years too', () => {
  expect(dueDays(monthly(31), '2026-12-31T12:00:00Z', 4)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
  ]);
  expect(dueDays(monthly(30), '2028-01-30T12:00:00Z', 2)).toEqual(['2028-02-29', '2028-03-30']);
  expect(dueDays(monthly(28), '2028-02-01T12:00:00Z', 1)).toEqual(['2028-02-28']);
});

test('the hour is that of the zone, the day of today counts until its hour has come', () => {
  expect(nextRun(daily, INDIA, new Date('2026-11-27T03:29:59Z')).toISOString()).toBe(
    '2026-11-27T03:30:00.000Z',
  );
  // At its hour it is due; the next one is later.
  expect(nextRun(daily, INDIA, new Date('2026-11-27T03:30:00Z')).toISOString()).toBe(
    '2026-11-30T03:30:00.000Z',
  );
  // Clocks in New York go back on 1 November 2026.
  const york = (after: string) => nextRun(daily, 'America/New_York', new Date(after)).toISOString();
  expect(york('2026-10-30T00:00:00Z')).toBe('2026-10-30T13:00:00.000Z');
  expect(york('2026-10-31T00:00:00Z')).toBe('2026-11-02T14:00:00.000Z');
});

test('its calendars are the very days it falls on, each once, to the last year Temporal knows', () => {
  const days = [...eachDate('2026-01-01', '2032-12-31'), ...eachDate('2096-01-01', '2100-12-31')];
  const rhythms: Rhythm[] = [
    daily,
    ...[1, 4, 7].map((on) => ({ every: 'week' as const, weekday: on, hour: 9 })),
    ...[1, 28, 29, 30, 31].map(monthly),
  ];
  for (const rhythm of rhythms) {
    const calendars = calendarsOf(rhythm);
    const wrong = days.filter(
      (day) => calendars.filter((one) => isIn(one, day)).length !== (fallsOn(rhythm, day) ? 1 : 0),
    );
    expect([rhythm, wrong]).toEqual([rhythm, []]);
    expect(calendars.every(({ hour }) => hour === 9)).toBe(true);
  }
});

test('in no zone do clocks change within the hours one can choose', () => {
  const at = (zone: string, date: string, hour: number) => instantIn(zone, date, hour).getTime();
  const mondays = [...eachDate('2026-01-01', '2027-01-01')].filter((date) => weekday(date) === 1);
  /** The days of a week in which clocks change. */
  const changes = (zone: string, monday: string) => {
    const week = [...eachDate(monday, addDays(monday, 6))];
    const ends = [monday, addDays(monday, 7)].map((date) => at(zone, date, FIRST_HOUR));
    return ends[1]! - ends[0]! === 7 * DAY ? [] : week;
  };
  const suspects = Intl.supportedValuesOf('timeZone').flatMap((zone) =>
    mondays.flatMap((monday) => changes(zone, monday).map((date) => ({ zone, date }))),
  );
  // The rule is read from the machine's own tables, and these do know of changes.
  expect(suspects.length).toBeGreaterThan(500);
  const uneven = suspects.filter(
    ({ zone, date }) =>
      at(zone, date, LAST_HOUR) - at(zone, date, FIRST_HOUR) !==
      ((LAST_HOUR - FIRST_HOUR) * DAY) / 24,
  );
  expect(uneven).toEqual([]);
});

test.each([
  { every: 'weekday', hour: 9, weekday: 1 },
  { every: 'weekday' },
  { every: 'weekday', hour: 4 },
  { every: 'weekday', hour: 21 },
  { every: 'weekday', hour: 9.5 },
  { every: 'week', hour: 9 },
  { every: 'week', weekday: 0, hour: 9 },
  { every: 'week', weekday: 8, hour: 9 },
  { every: 'month', day: 0, hour: 9 },
  { every: 'month', day: 32, hour: 9 },
  { every: 'month', day: '1', hour: 9 },
  { every: 'year', hour: 9 },
])('%j is no rhythm', (body) => {
  expect(rhythmSchema.safeParse(body).success).toBe(false);
});
