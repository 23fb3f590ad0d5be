import {
  halvesWorked,
  type WorkingCalendar,
  type WorkingHours,
} from '../../domain/calendars/working-calendar';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { WorkedHalves } from '../../domain/leave/working-days';
import { remembering } from '../../domain/remembering';
import type { CalendarWire, DueOn, LocationWire } from '../../domain/wire/calendars';
import type { PersonRef } from '../../domain/wire/common';
import type { Holiday, HolidayQuery } from '../../domain/wire/records';
import type { Queryable } from '../../platform/database/database';

/** Somebody as far as their working hours go. */
export interface Located {
  zone: string;
  /** Null for the default location. */
  locationId: string | null;
}

/** Everybody's working hours, as they are now. */
export interface WorkingHoursBook {
  /** The hours of a person: their location's calendar in their own zone. @throws Error when there is no such location */
  of(person: Located): WorkingHours;
  /** The default location's, for what is nobody's yet. @throws Error when there is no default location */
  standard(): WorkingHours;
}

/** SQL for the calendar by which a row of `location` lives today. */
const CALENDAR_TODAY = 'calendar_of_location(id, (now() AT TIME ZONE zone)::date)';

interface BookRow {
  locations: { id: string; zone: string; isDefault: boolean; calendarId: string }[];
  /** By id; each as text, which is the same as long as the calendar is. */
  calendars: Record<string, string | undefined>;
}

/**
 * Reads all working hours in one statement that depends on nothing, so that a use-case can send it along with another
 * one: a company has a few calendars, however many people it has.
 */
export async function workingHours(db: Queryable): Promise<WorkingHoursBook> {
  const [row] = await db.query<BookRow>(
    `SELECT
       (SELECT coalesce(json_agg(json_build_object('id', id, 'zone', zone, 'isDefault', is_default,
          'calendarId', ${CALENDAR_TODAY})), '[]') FROM location) AS locations,
       (SELECT coalesce(json_object_agg(c.id, jsonb_build_object('name', c.name, 'weekly', c.weekly, 'holidays',
          (SELECT coalesce(jsonb_object_agg(h.on_date, coalesce(h.half, 'day')), '{}')
           FROM calendar_holiday h WHERE h.calendar_id = c.id))::text), '{}') FROM work_calendar c) AS calendars`,
  );
  return bookOf(row as BookRow);
}

// Calendars change a few times a year and are asked for with each step that opens: the value made from a text is kept,
// and with it what has been worked out from it.
const calendarOfText = remembering((text) => JSON.parse(text) as WorkingCalendar);

function bookOf({ locations, calendars }: BookRow): WorkingHoursBook {
  const at = (locationId: string | null) => {
    const place = locations.find(({ id, isDefault }) =>
      locationId === null ? isDefault : id === locationId,
    );
    const text = place && calendars[place.calendarId];
    if (!text) {
      throw new Error(
        `there is no working calendar for location ${locationId ?? '(the default one)'}`,
      );
    }
    return { calendar: calendarOfText(text), zone: place.zone };
  };
  return {
    of: ({ locationId, zone }) => ({ calendar: at(locationId).calendar, zone }),
    standard: () => at(null),
  };
}

/** Whose working time a due time is counted in, by person: what a client needs to count it itself. */
export async function dueClocks(db: Queryable, people: string[]): Promise<Map<string, DueOn>> {
  if (people.length === 0) return new Map();
  const rows = await db.query<DueOn & { id: string }>(
    `SELECT e.id, e.zone, calendar_of_location(l.id, (now() AT TIME ZONE l.zone)::date) AS "calendarId"
     FROM employee e JOIN location l ON l.id = e.location_id OR (e.location_id IS NULL AND l.is_default)
     WHERE e.id = ANY($1::uuid[])`,
    [[...new Set(people)]],
  );
  return new Map(rows.map(({ id, ...clock }) => [id, clock]));
}

/** All calendars by name, with all their days off. */
export async function listCalendars(db: Queryable): Promise<CalendarWire[]> {
  return db.query<CalendarWire>(`${CALENDARS} ORDER BY c.name`);
}

/** One calendar, or undefined. */
export async function findCalendar(db: Queryable, id: string): Promise<CalendarWire | undefined> {
  const [calendar] = await db.query<CalendarWire>(`${CALENDARS} WHERE c.id = $1`, [id]);
  return calendar;
}

const CALENDARS = `SELECT c.id, c.name, c.weekly,
    (SELECT coalesce(json_agg(json_build_object('date', h.on_date, 'name', h.name, 'half', h.half) ORDER BY h.on_date), '[]')
     FROM calendar_holiday h WHERE h.calendar_id = c.id) AS holidays
  FROM work_calendar c`;

/** All locations, the default one first. */
export async function listLocations(db: Queryable): Promise<LocationWire[]> {
  return db.query<LocationWire>(
    `SELECT id, name, zone, ${CALENDAR_TODAY} AS "calendarId", is_default AS "isDefault",
       (SELECT coalesce(json_agg(json_build_object('calendarId', c.calendar_id, 'from', c.valid_from) ORDER BY c.valid_from), '[]')
        FROM location_calendar c WHERE c.location_id = location.id AND c.valid_from > (now() AT TIME ZONE zone)::date)
         AS "nextCalendars"
     FROM location
     ORDER BY is_default DESC, name`,
  );
}

/** The active people of a location, by name; those without one are the default location's. */
export async function peopleAt(db: Queryable, locationId: string): Promise<PersonRef[]> {
  return db.query<PersonRef>(
    `SELECT e.id, e.name FROM employee e
     WHERE e.active AND coalesce(e.location_id, (SELECT id FROM location WHERE is_default)) = $1 ORDER BY e.name, e.id`,
    [locationId],
  );
}

interface WorkdayRow {
  /** The calendar's id by date. */
  days: Record<CalendarDate, string | undefined>;
  calendars: Record<string, WorkingCalendar | undefined>;
  closed: CalendarDate[];
}

/**
 * When somebody works between two dates, each day by the calendar of the place they work at on that day: where they were
 * then, or where a planned move will have taken them. What is a holiday of the whole company is one everywhere.
 * @returns the halves of a date; it throws for dates that were not asked for
 * @throws Error when there is no default location and somebody has no place of their own
 */
export async function workedHalvesOf(
  db: Queryable,
  of: { employeeId: string; from: CalendarDate; to: CalendarDate },
): Promise<WorkedHalves> {
  const [row] = await db.query<WorkdayRow>(
    `WITH used AS (
       SELECT d::date AS "on", calendar_of_location(workplace_on($1, d::date), d::date) AS calendar
       FROM generate_series($2::date, $3::date, interval '1 day') d
     )
     SELECT (SELECT json_object_agg("on", calendar) FROM used) AS days,
       (SELECT coalesce(json_object_agg(c.id, jsonb_build_object('name', c.name, 'weekly', c.weekly, 'holidays',
          (SELECT coalesce(jsonb_object_agg(h.on_date, coalesce(h.half, 'day')), '{}') FROM calendar_holiday h
           WHERE h.calendar_id = c.id AND h.on_date BETWEEN $2 AND $3))), '{}')
        FROM work_calendar c WHERE c.id IN (SELECT calendar FROM used)) AS calendars,
       (SELECT coalesce(json_agg(on_date), '[]') FROM holiday WHERE on_date BETWEEN $2 AND $3) AS closed`,
    [of.employeeId, of.from, of.to],
  );
  const { days, calendars, closed } = row as WorkdayRow;
  const closedOn = new Set(closed);
  return (date) => {
    const calendar = calendars[days[date] ?? ''];
    // Each place has a calendar from ever: only the one for people without a place can be missing.
    if (!calendar)
      throw new Error(`there is no working calendar for location (the default one) on ${date}`);
    return closedOn.has(date) ? [] : halvesWorked(calendar, date);
  };
}

/** The days off of somebody's places between two dates, or all that are known; each day once, oldest first. */
export async function listHolidays(
  db: Queryable,
  { employeeId, query }: { employeeId: string; query: HolidayQuery },
): Promise<Holiday[]> {
  return db.query<Holiday>(
    `SELECT DISTINCT ON (on_date) on_date AS "on", name, half FROM (
       SELECT on_date, name, NULL AS half FROM holiday
       UNION ALL
       SELECT on_date, name, half FROM calendar_holiday h
       WHERE h.calendar_id = calendar_of_location(workplace_on($3, h.on_date), h.on_date)
     ) h
     WHERE on_date >= coalesce($1::date, '-infinity') AND on_date <= coalesce($2::date, 'infinity')
     ORDER BY on_date, half NULLS FIRST, name`,
    [query.from ?? null, query.to ?? null, employeeId],
  );
}
