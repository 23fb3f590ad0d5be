import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import type { Half, LeavePeriod } from '../../domain/leave/working-days';
import type { Queryable } from '../../platform/database/database';

/** Halves of days on which somebody is on approved leave, by person and date. */
type ApprovedLeave = (employeeId: string, date: CalendarDate) => readonly Half[];

/** The approved leave of several people between two dates, both included; whatever its type, and days off among it too. */
export async function approvedLeaveOf(
  db: Queryable,
  of: { employeeIds: string[]; from: CalendarDate; to: CalendarDate },
): Promise<ApprovedLeave> {
  const rows = await db.query<LeavePeriod & { employeeId: string }>(
    `SELECT employee_id AS "employeeId", from_on AS "from", to_on AS "to", from_half AS "fromHalf", to_half AS "toHalf"
     FROM leave_request WHERE status = 'approved' AND employee_id = ANY($1::uuid[]) AND from_on <= $3 AND to_on >= $2`,
    [of.employeeIds, of.from, of.to],
  );
  const taken = new Map<string, Half[]>();
  for (const row of rows) {
    for (let on = row.from; on <= row.to; on = addDays(on, 1)) {
      const key = `${row.employeeId} ${on}`;
      taken.set(key, [...(taken.get(key) ?? []), ...halvesOn(row, on)]);
    }
  }
  return (employeeId, date) => taken.get(`${employeeId} ${date}`) ?? [];
}

function halvesOn({ from, to, fromHalf, toHalf }: LeavePeriod, date: CalendarDate): Half[] {
  const halves: Half[] = [];
  if (date !== from || fromHalf === 'am') halves.push('am');
  if (date !== to || toHalf === 'pm') halves.push('pm');
  return halves;
}
