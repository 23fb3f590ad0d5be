import type { CalendarDate } from '../../domain/dates/calendar';
import type { LeavePeriod } from '../../domain/leave/working-days';
import type { Queryable } from '../../platform/database/database';

/** The holidays between two dates, both included. */
export async function holidaysBetween(
  db: Queryable,
  from: CalendarDate,
  to: CalendarDate,
): Promise<Set<CalendarDate>> {
  const rows = await db.query<{ on: string }>(
    'SELECT on_date AS "on" FROM holiday WHERE on_date BETWEEN $1 AND $2',
    [from, to],
  );
  return new Set(rows.map((row) => row.on));
}

/** The first pending or approved leave of a person that shares a half day with a period, or null. */
export async function liveLeaveOverlapping(
  db: Queryable,
  period: LeavePeriod & { employeeId: string },
): Promise<{ from: CalendarDate; to: CalendarDate } | null> {
  const [row] = await db.query<{ from: string; to: string }>(
    `SELECT from_on AS "from", to_on AS "to" FROM leave_request
     WHERE employee_id = $1 AND status IN ('pending', 'approved')
       AND slots && int4range(
         ($2::date - date '2000-01-01') * 2 + CASE $4 WHEN 'pm' THEN 1 ELSE 0 END,
         ($3::date - date '2000-01-01') * 2 + CASE $5 WHEN 'am' THEN 1 ELSE 2 END)
     ORDER BY from_on LIMIT 1`,
    [period.employeeId, period.from, period.to, period.fromHalf, period.toHalf],
  );
  return row ?? null;
}

/** What a person could still hold of a type now, in hundredths of a day: down to the floor, so 0 when nothing is left. */
export async function availableUnits(
  db: Queryable,
  of: { employeeId: string; type: string },
): Promise<number> {
  const [row] = await db.query<{ available: number }>(
    `SELECT granted - held - taken - floor AS available FROM leave_balance
     WHERE employee_id = $1 AND type = $2`,
    [of.employeeId, of.type],
  );
  return row?.available ?? 0;
}
