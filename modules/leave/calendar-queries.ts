import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { addDays, daysBetween, type CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import type { Absence, AbsenceQuery } from '../../domain/wire/records';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';

const DEFAULT_DAYS = 14;
const MAX_DAYS = 366;

/** As much of a person as decides whose absence they may see. */
export type AbsenceReader = Pick<
  Principal,
  'id' | 'roles' | 'headsDepartmentIds' | 'granted' | 'departmentId' | 'zone'
>;

type Row = Omit<Absence, 'employee'> & { employeeId: string; employeeName: string };

/**
 * Who of one's own department, team and scope is away, with names and dates only: why is nobody's business.
 * @throws DomainError invalid-input when the dates are the wrong way round or more than a year apart
 */
export async function listAbsences(
  db: Queryable,
  principal: AbsenceReader,
  { query, now }: { query: AbsenceQuery; now: Date },
): Promise<Absence[]> {
  const { from, to } = absenceDates(query, dateIn(principal.zone, now));
  const parameters: unknown[] = [from, to];
  const visible = visibleEmployees(scope(principal, 'leave'), 'e.id', parameters);
  const colleagues = `e.department_id = $${parameters.push(principal.departmentId)}::uuid`;
  const rows = await db.query<Row>(
    `SELECT e.id AS "employeeId", e.name AS "employeeName", l.from_on AS "from", l.to_on AS "to",
       l.from_half AS "fromHalf", l.to_half AS "toHalf"
     FROM leave_request l JOIN employee e ON e.id = l.employee_id
     WHERE l.status = 'approved' AND l.from_on <= $2 AND l.to_on >= $1 AND e.active
       AND (${visible} OR ${colleagues})
     ORDER BY l.from_on, e.name, l.id`,
    parameters,
  );
  return rows.map(({ employeeId, employeeName, ...row }) => ({
    employee: { id: employeeId, name: employeeName },
    ...row,
  }));
}

function absenceDates(query: AbsenceQuery, today: CalendarDate) {
  const from = query.from ?? today;
  const to = query.to ?? addDays(from, DEFAULT_DAYS - 1);
  if (to < from) throw invalidInput([{ path: 'to', message: 'The last day is before the first' }]);
  if (daysBetween(from, to) >= MAX_DAYS)
    throw invalidInput([{ path: 'to', message: `Ask for at most ${MAX_DAYS} days` }]);
  return { from, to };
}
