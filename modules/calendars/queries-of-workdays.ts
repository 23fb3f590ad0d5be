import type { WorkingCalendar } from '../../domain/calendars/working-calendar';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { Queryable } from '../../platform/database/database';

/** The calendar somebody lives by on one of their dates, and whether the whole company is closed on it. */
interface Workday {
  on: CalendarDate;
  calendar: WorkingCalendar;
  isClosed: boolean;
}

interface Row {
  people: { id: string; days: { on: CalendarDate; calendar: string }[] }[];
  calendars: Record<string, WorkingCalendar | undefined>;
  closed: CalendarDate[];
}

/**
 * The days of several people between two dates, both included, as far as they were with the company: from the day they
 * joined to their last one. Each day has the calendar of the place they work at on it.
 * @throws Error when there is no default location and somebody has no place of their own
 */
export async function workdaysOf(
  db: Queryable,
  of: { employeeIds: string[]; from: CalendarDate; to: CalendarDate },
): Promise<Map<string, Workday[]>> {
  const [row] = await db.query<Row>(
    `WITH used AS (
       SELECT e.id, d::date AS "on", calendar_of_location(workplace_on(e.id, d::date), d::date) AS calendar
       FROM employee e LEFT JOIN employee_last_day x ON x.employee_id = e.id
       CROSS JOIN LATERAL generate_series(greatest($2::date, e.joined_on),
         least($3::date, coalesce(x.last_day, $3::date)), interval '1 day') d
       WHERE e.id = ANY($1::uuid[])
     )
     SELECT (SELECT coalesce(json_agg(json_build_object('id', p.id, 'days', p.days)), '[]') FROM (SELECT id,
          json_agg(json_build_object('on', "on", 'calendar', calendar) ORDER BY "on") AS days FROM used GROUP BY id) p) AS people,
       (SELECT coalesce(json_object_agg(c.id, jsonb_build_object('name', c.name, 'weekly', c.weekly, 'holidays',
          (SELECT coalesce(jsonb_object_agg(h.on_date, coalesce(h.half, 'day')), '{}') FROM calendar_holiday h
           WHERE h.calendar_id = c.id AND h.on_date BETWEEN $2 AND $3))), '{}')
        FROM work_calendar c WHERE c.id IN (SELECT calendar FROM used)) AS calendars,
       (SELECT coalesce(json_agg(on_date), '[]') FROM holiday WHERE on_date BETWEEN $2 AND $3) AS closed`,
    [of.employeeIds, of.from, of.to],
  );
  const { people, calendars, closed } = row as Row;
  const closedOn = new Set(closed);
  const workday = (day: { on: CalendarDate; calendar: string }): Workday => {
    const calendar = calendars[day.calendar];
    if (!calendar)
      throw new Error(`there is no working calendar for location (the default one) on ${day.on}`);
    return { on: day.on, calendar, isClosed: closedOn.has(day.on) };
  };
  return new Map(people.map(({ id, days }) => [id, days.map(workday)]));
}
