import type { WorkingHours } from '../../domain/calendars/working-calendar';
import { HOLIDAYS } from './holidays';
import type { Random } from './random';
import { isoInstant, type DemoRows } from './rows';

type DayOff = [date: string, name: string, half?: 'am' | 'pm'];

interface Place {
  name: string;
  zone: string;
  calendar: string;
  /** Minutes since midnight, Monday to Friday. */
  hours: [from: number, to: number][];
  /** Half a day on some Saturdays of the month. */
  saturdays?: number[];
  daysOff: DayOff[];
}

const FOUNDED = Date.UTC(2019, 3, 1, 4, 0);

const YEARS_END: DayOff[] = [
  ['2026-12-31', 'New Year’s Eve', 'pm'],
  ['2027-12-31', 'New Year’s Eve', 'pm'],
];

const PLACES: Place[] = [
  {
    name: 'Mumbai',
    zone: 'Asia/Kolkata',
    calendar: 'India: Mumbai',
    hours: [
      [9 * 60 + 30, 13 * 60 + 30],
      [14 * 60 + 15, 18 * 60 + 15],
    ],
    daysOff: [
      ...HOLIDAYS,
      ['2026-09-14', 'Ganesh Chaturthi'],
      ['2026-09-25', 'Anant Chaturdashi', 'pm'],
      ['2027-09-03', 'Ganesh Chaturthi'],
      ...YEARS_END,
    ],
  },
  {
    name: 'Bengaluru',
    zone: 'Asia/Kolkata',
    calendar: 'India: Bengaluru',
    hours: [
      [9 * 60, 13 * 60],
      [14 * 60, 18 * 60],
    ],
    saturdays: [1, 3],
    daysOff: [
      ...HOLIDAYS,
      ['2026-11-01', 'Karnataka Rajyotsava'],
      ['2027-11-01', 'Karnataka Rajyotsava'],
      ...YEARS_END,
    ],
  },
  {
    name: 'London',
    zone: 'Europe/London',
    calendar: 'United Kingdom',
    hours: [
      [9 * 60, 12 * 60 + 30],
      [13 * 60 + 30, 17 * 60 + 30],
    ],
    daysOff: [
      ['2026-01-01', 'New Year’s Day'],
      ['2026-04-03', 'Good Friday'],
      ['2026-04-06', 'Easter Monday'],
      ['2026-05-04', 'Early May bank holiday'],
      ['2026-05-25', 'Spring bank holiday'],
      ['2026-08-31', 'Summer bank holiday'],
      ['2026-12-24', 'Christmas Eve', 'pm'],
      ['2026-12-25', 'Christmas Day'],
      ['2026-12-28', 'Boxing Day (substitute day)'],
      ['2027-01-01', 'New Year’s Day'],
      ['2027-03-26', 'Good Friday'],
      ['2027-03-29', 'Easter Monday'],
      ['2027-05-03', 'Early May bank holiday'],
      ['2027-05-31', 'Spring bank holiday'],
      ['2027-08-30', 'Summer bank holiday'],
      ['2027-12-24', 'Christmas Eve', 'pm'],
      ['2027-12-27', 'Christmas Day (substitute day)'],
      ['2027-12-28', 'Boxing Day (substitute day)'],
      ...YEARS_END,
    ],
  },
];

const [HEAD_OFFICE] = PLACES as [Place, ...Place[]];

/** The hours by which the requests of the past were due: the head office's. */
export const OFFICE_HOURS: WorkingHours = {
  zone: HEAD_OFFICE.zone,
  calendar: {
    name: HEAD_OFFICE.calendar,
    weekly: weeklyOf(HEAD_OFFICE),
    holidays: Object.fromEntries(
      HEAD_OFFICE.daysOff.map(([date, , half]) => [date, half ?? ('day' as const)]),
    ),
  },
};

/** Where somebody works: the location's id and zone. */
export interface Workplace {
  id: string;
  zone: string;
}

/** Adds the locations with their calendars; the first is the default one. @returns them by name */
export function openPlaces(rows: DemoRows, random: Random): Map<string, Workplace> {
  const opened = new Map<string, Workplace>();
  for (const place of PLACES) {
    const [id, calendarId] = [random.uuid(), random.uuid()];
    const created_at = isoInstant(FOUNDED);
    rows.add('work_calendar', {
      id: calendarId,
      name: place.calendar,
      weekly: weeklyOf(place),
      created_at,
    });
    for (const [on_date, name, half = null] of place.daysOff)
      rows.add('calendar_holiday', { calendar_id: calendarId, on_date, name, half });
    rows.add('location', {
      id,
      name: place.name,
      zone: place.zone,
      calendar_id: calendarId,
      is_default: place === HEAD_OFFICE,
      created_at,
    });
    opened.set(place.name, { id, zone: place.zone });
  }
  return opened;
}

function weeklyOf({ hours, saturdays }: Place) {
  const spans = hours.map(([from, to]) => ({ from, to }));
  const saturday = saturdays ? [{ weekday: 6, weeks: saturdays, spans: spans.slice(0, 1) }] : [];
  return [...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans })), ...saturday];
}
