import type { CalendarDate } from '../../domain/dates/calendar';
import type { Queryable } from '../../platform/database/database';

/**
 * From when until when somebody is employed, as far as it is known.
 * @returns a `lastDay` of null for somebody who stays. @throws Error for somebody who is not there
 */
export async function employmentOf(
  db: Queryable,
  employeeId: string,
): Promise<{ joinedOn: CalendarDate; lastDay: CalendarDate | null }> {
  const [row] = await db.query<{ joinedOn: CalendarDate; lastDay: CalendarDate | null }>(
    `SELECT e.joined_on AS "joinedOn", d.last_day AS "lastDay"
     FROM employee e LEFT JOIN employee_last_day d ON d.employee_id = e.id WHERE e.id = $1`,
    [employeeId],
  );
  if (!row) throw new Error(`there is no employee ${employeeId}`);
  return row;
}
