import type { CalendarDate } from '../../domain/dates/calendar';
import type { GivenPeriod } from '../../domain/leave/due-grants';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { Queryable } from '../../platform/database/database';
import { typeIsFor } from './type-queries';

/** Somebody whom leave may be due to. */
export interface AccruingPerson {
  id: string;
  name: string;
  zone: string;
  joinedOn: CalendarDate;
  lastDay: CalendarDate | null;
  /** The periods that were given, by type. */
  given: Partial<Record<LeaveType, GivenPeriod[]>>;
  /** The types that bring them nothing: those that are not for them, and those that are retired. */
  notFor: LeaveType[];
}

/** How long a period of a version `v` lasts. */
const LENGTH = `CASE v.frequency WHEN 'yearly' THEN interval '12 months' WHEN 'half-yearly' THEN interval '6 months'
  WHEN 'quarterly' THEN interval '3 months' ELSE interval '1 month' END`;

/** Active people in the order of their ids, with the periods they were given. */
export function peopleToAccrue(
  db: Queryable,
  { after, limit }: { after: string | null; limit: number },
): Promise<AccruingPerson[]> {
  return db.query<AccruingPerson>(
    `SELECT e.id, e.name, e.zone, e.joined_on AS "joinedOn", d.last_day AS "lastDay",
       (SELECT coalesce(json_object_agg(g.type, g.periods), '{}') FROM (
          SELECT a.type, json_agg(json_build_object('from', a.period_on, 'to', (a.period_on + ${LENGTH} - interval '1 day')::date))
            AS periods
          FROM leave_accrual a JOIN leave_policy_version v ON v.id = a.policy_version_id
          WHERE a.employee_id = e.id AND a.period_on >= now() - interval '3 years' GROUP BY a.type) g) AS given,
       (SELECT coalesce(json_agg(t.code), '[]') FROM leave_type t
        WHERE t.retired_at IS NOT NULL OR NOT ${typeIsFor('t', 'e')}) AS "notFor"
     FROM employee e LEFT JOIN employee_last_day d ON d.employee_id = e.id
     WHERE e.active AND ($1::uuid IS NULL OR e.id > $1) ORDER BY e.id LIMIT $2`,
    [after, limit],
  );
}

/** The years whose end waits for HR's run on a day. */
export async function keptYears(db: Queryable, today: CalendarDate): Promise<Set<number>> {
  const rows = await db.query<{ year: number }>(
    'SELECT year FROM leave_year WHERE kept_until >= $1',
    [today],
  );
  return new Set(rows.map(({ year }) => year));
}

/**
 * The types of leave of which a person has something that is over and was not ended.
 * @param of.except years whose ends are left alone
 */
export async function accountsThatEnd(
  db: Queryable,
  of: { employeeId: string; today: CalendarDate; except: ReadonlySet<number> },
): Promise<LeaveType[]> {
  const rows = await db.query<{ type: LeaveType }>(
    `SELECT DISTINCT type FROM leave_bucket WHERE employee_id = $1 AND expires_on < $2
       AND (granted - used - removed > 0 OR (year IS NOT NULL AND NOT carried AND expires_on > $2::date - 370))
       AND NOT (NOT carried AND coalesce(year = ANY($3::integer[]), false))`,
    [of.employeeId, of.today, [...of.except]],
  );
  return rows.map(({ type }) => type);
}
