import { halvesWorked, type WorkingCalendar } from '../../domain/calendars/working-calendar';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { WorkedHalves } from '../../domain/leave/working-days';
import type { Holiday, HolidayQuery } from '../../domain/wire/records';
import type { Queryable } from '../../platform/database/database';

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
