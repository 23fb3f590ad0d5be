import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import { formatUnits } from '../../domain/leave/working-days';
import { LIST_SORTS, type SortColumn } from '../../domain/lists/sorting';
import type { Page } from '../../domain/wire/common';
import type { LeaveListQuery, LeaveRequestRow } from '../../domain/wire/records';
import type { Queryable } from '../../platform/database/database';
import type { OrderKey } from '../../platform/database/list-order';
import { readListPage } from '../../platform/database/list-page';
import { pendingChange } from './queries';
import { visibleEmployees } from '../people/policy';

type Row = Omit<LeaveRequestRow, 'employee' | 'days' | 'createdAt'> & {
  employeeId: string;
  employeeName: string;
  units: number;
  createdAt: Date;
};

const FIELDS = `l.id, l.type, l.from_on AS "from", l.to_on AS "to", l.from_half AS "fromHalf",
    l.to_half AS "toHalf", l.units, l.reason, l.status, l.created_at AS "createdAt",
    e.id AS "employeeId", e.name AS "employeeName",
    (SELECT a.id FROM approval_request a WHERE a.subject_id = l.id AND a.kind = 'leave'
     ORDER BY a.submitted_at DESC LIMIT 1) AS "approvalId",
    ${pendingChange('l.id')} AS "pendingChangeId"`;

const FROM = 'FROM leave_request l JOIN employee e ON e.id = l.employee_id';

const ORDERS: Record<SortColumn<'leave-requests'>, OrderKey> = {
  from: ['l.from_on', 'date'],
  to: ['l.to_on', 'date'],
  asked: ['l.created_at', 'instant'],
};

/** The leave a person may see, the latest first day first unless sorted otherwise. */
export async function listLeaveRequests(
  db: Queryable,
  principal: Principal,
  query: LeaveListQuery,
): Promise<Page<LeaveRequestRow>> {
  const parameters: unknown[] = [];
  const conditions = [visibleEmployees(scope(principal, 'leave'), 'l.employee_id', parameters)];
  if (query.status) conditions.push(`l.status = $${parameters.push(query.status)}`);
  if (query.employeeId) conditions.push(`l.employee_id = $${parameters.push(query.employeeId)}`);
  return readListPage(db, query, {
    ...{ orders: ORDERS, usual: LIST_SORTS['leave-requests'].usual, id: 'l.id' },
    ...{ fields: FIELDS, from: FROM, conditions, parameters },
    present,
  });
}

/** One leave. @throws DomainError not-found, also when it is not theirs to see */
export async function findLeaveRequest(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<LeaveRequestRow> {
  const parameters: unknown[] = [id];
  const visible = visibleEmployees(scope(principal, 'leave'), 'l.employee_id', parameters);
  const [row] = await db.query<Row>(
    `SELECT ${FIELDS} ${FROM} WHERE l.id = $1 AND ${visible}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found', 'There is no such leave');
  return present(row);
}

function present({ employeeId, employeeName, units, createdAt, ...row }: Row): LeaveRequestRow {
  return {
    ...row,
    employee: { id: employeeId, name: employeeName },
    days: formatUnits(units),
    createdAt: createdAt.toISOString(),
  };
}
