import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { LeavePeriod, Neighbour } from '../../domain/leave/working-days';
import type { Queryable, Transaction } from '../../platform/database/database';

/** The other pending or approved leave of a person between two dates. @param of.except the leave that is not meant */
export async function leaveAround(
  db: Queryable,
  of: { employeeId: string; from: CalendarDate; to: CalendarDate; except: string | undefined },
): Promise<Neighbour[]> {
  return db.query<Neighbour>(
    `SELECT lower(slots) AS "from", upper(slots) AS "to", bridged FROM leave_request
     WHERE employee_id = $1 AND status IN ('pending', 'approved') AND from_on <= $3 AND to_on >= $2
       AND id IS DISTINCT FROM $4::uuid
     ORDER BY slots`,
    [of.employeeId, of.from, of.to, of.except ?? null],
  );
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

/** A leave as its owner may change it. */
export interface OwnLeave extends LeavePeriod {
  type: LeaveType;
  /** What a type that HR added is called; null for the others. */
  typeName: string | null;
  /** In hundredths of a day. */
  units: number;
  status: RequestStatus;
}

/** A person's own leave. @throws DomainError not-found, also for somebody else's */
export async function findOwnLeave(
  db: Queryable,
  of: { leaveRequestId: string; employeeId: string },
): Promise<OwnLeave> {
  const [row] = await db.query<OwnLeave>(
    `SELECT l.type, CASE WHEN NOT t.built_in THEN t.name END AS "typeName", l.from_on AS "from", l.to_on AS "to",
       l.from_half AS "fromHalf", l.to_half AS "toHalf", l.units, l.status
     FROM leave_request l JOIN leave_type t ON t.code = l.type WHERE l.id = $1 AND l.employee_id = $2`,
    [of.leaveRequestId, of.employeeId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such leave');
  return row;
}

/** Locks a person's leave for the rest of the transaction; whether it is approved and still these days. */
export async function lockApprovedLeave(
  tx: Transaction,
  of: { leaveRequestId: string; employeeId: string; leave: LeavePeriod & { units: number } },
): Promise<boolean> {
  const { leave } = of;
  const rows = await tx.query(
    `SELECT 1 FROM leave_request WHERE id = $1 AND employee_id = $2 AND status = 'approved' AND from_on = $3
       AND to_on = $4 AND from_half = $5 AND to_half = $6 AND units = $7 FOR UPDATE`,
    [
      ...[of.leaveRequestId, of.employeeId],
      ...[leave.from, leave.to, leave.fromHalf, leave.toHalf, leave.units],
    ],
  );
  return rows.length > 0;
}

/** SQL for the approval of the change of a leave that waits, or null; `leave` is an SQL expression for the leave's id. */
export function pendingChange(leave: string): string {
  return `(SELECT c.id FROM approval_request c
    WHERE c.kind = 'leave-change' AND c.subject_id = ${leave} AND c.status = 'pending')`;
}

/** The approval of the change of a leave that waits, or null. */
export async function pendingChangeOf(db: Queryable, leaveId: string): Promise<string | null> {
  const [row] = await db.query<{ id: string | null }>(`SELECT ${pendingChange('$1::uuid')} AS id`, [
    leaveId,
  ]);
  return row?.id ?? null;
}
