import type { CalendarDate } from '../../domain/dates/calendar';
import { invalidInput } from '../../domain/errors';
import {
  barredFrom,
  type LeaveTaker,
  type LeaveType,
  type LeaveTypeRules,
} from '../../domain/leave/leave-types';
import type { LeaveTypeWire } from '../../domain/wire/leave-types';
import type { Queryable } from '../../platform/database/database';

/** A type with how it is marked. */
export type LeaveTypeRow = LeaveTypeRules & Pick<LeaveTypeWire, 'colour'>;

const SELECT = `SELECT t.code, t.name, t.built_in AS "builtIn", t.needs_balance AS "needsBalance", t.by_policy AS "byPolicy",
    t.paid, t.half_days AS "halfDays", t.document_after AS "documentAfterDays", t.colour, t.grades,
    (SELECT coalesce(json_agg(l.location_id ORDER BY l.location_id), '[]') FROM leave_type_location l
     WHERE l.type = t.code) AS "locationIds",
    t.months_employed AS "monthsEmployed", t.retired_at IS NOT NULL AS retired
  FROM leave_type t`;

/** One type, or undefined. */
export async function findLeaveType(
  db: Queryable,
  code: LeaveType,
): Promise<LeaveTypeRow | undefined> {
  const [type] = await db.query<LeaveTypeRow>(`${SELECT} WHERE t.code = $1`, [code]);
  return type;
}

/** A type that there is. @throws DomainError invalid-input, at `type` */
export async function requireLeaveType(db: Queryable, code: LeaveType): Promise<LeaveTypeRow> {
  const type = await findLeaveType(db, code);
  if (type) return type;
  throw invalidInput([{ path: 'type', message: `There is no type of leave called “${code}”` }]);
}

/** A type that is drawn from a balance. @throws DomainError invalid-input, at `type` */
export async function requireBalanceType(db: Queryable, code: LeaveType): Promise<LeaveTypeRow> {
  const type = await requireLeaveType(db, code);
  if (type.needsBalance) return type;
  throw invalidInput([{ path: 'type', message: 'This leave is not drawn from a balance' }]);
}

/** The types in the order people see them, those that are retired last, and which of them somebody may take. */
export async function listLeaveTypes(
  db: Queryable,
  of: { employeeId: string; today: CalendarDate },
): Promise<LeaveTypeWire[]> {
  const [types, taker] = await Promise.all([
    db.query<LeaveTypeRow>(`${SELECT} ORDER BY t.retired_at IS NOT NULL, t.ordinal`),
    leaveTakerOn(db, { employeeId: of.employeeId, on: of.today }),
  ]);
  return types.map((type) => presentType(type, { taker, today: of.today }));
}

/** A type as it leaves the API, to somebody. */
export function presentType(
  type: LeaveTypeRow,
  of: { taker: LeaveTaker; today: CalendarDate },
): LeaveTypeWire {
  const { locationIds, grades } = type;
  return {
    ...type,
    ...{ locationIds: [...locationIds], grades: [...grades] },
    barred: barredFrom(type, of.taker, of.today),
  };
}

/** What decides which leave somebody may take that begins on a day. @throws Error for somebody who is not there */
export async function leaveTakerOn(
  db: Queryable,
  of: { employeeId: string; on: CalendarDate },
): Promise<LeaveTaker> {
  const [taker] = await db.query<LeaveTaker>(
    `SELECT workplace_on(id, $2::date) AS "locationId", grade, joined_on AS "joinedOn" FROM employee WHERE id = $1`,
    [of.employeeId, of.on],
  );
  if (!taker) throw new Error(`there is no employee ${of.employeeId}`);
  return taker;
}

/**
 * SQL for whether a type is for somebody now, by their place and grade.
 * @param type the alias of `leave_type`
 * @param person the alias of what has the `id` and the `zone` of a person
 */
export function typeIsFor(type: string, person: string): string {
  // Most types are everybody's: only the others ask where somebody works.
  return `((cardinality(${type}.grades) = 0 AND NOT EXISTS (SELECT FROM leave_type_location o WHERE o.type = ${type}.code))
    OR leave_type_is_for(${type}.code, ${person}.id, (now() AT TIME ZONE ${person}.zone)::date))`;
}
