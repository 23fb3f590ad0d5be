import type { FigureSql } from '../figure-sql';
import { openOf, OWED } from './money-rows';

/** Leave there is left, by type. */
export function myBalances(sql: FigureSql): string {
  const me = sql.bound(sql.principal.id);
  return `SELECT ${sql.row({
    id: 'b.type',
    at: sql.now(),
    title: 't.name',
    person: 'b.employee_id',
    by: 'b.type',
    label: 't.name',
    value: 'b.granted - b.held - b.taken',
    target: { to: 'leave-account', id: 'b.employee_id' },
  })}
  FROM leave_balance b JOIN leave_type t ON t.code = b.type AND t.needs_balance WHERE b.employee_id = ${me}`;
}

/** What I sent, by what became of it. */
export function myRequests(sql: FigureSql): string {
  const me = sql.bound(sql.principal.id);
  return `SELECT ${sql.row({
    id: 'r.id',
    at: 'r.submitted_at',
    title: 'r.title',
    person: 'r.requester_id',
    by: 'r.status',
    target: { to: 'approval', id: 'r.id' },
  })}
  FROM approval_request r WHERE r.requester_id = ${me}
    AND (r.status = 'pending' OR r.submitted_at >= ${sql.startOf(`${sql.today()} - interval '12 months'`)})`;
}

/** What I am owed of approved claims. */
export function myClaimsOwed(sql: FigureSql): string {
  const me = sql.bound(sql.principal.id);
  return `SELECT ${sql.row({
    id: 'b.claim_id',
    at: 'b.created_at',
    title: 'c.title',
    person: 'b.employee_id',
    by: 's.status',
    value: openOf('s'),
    currency: 'b.currency',
    target: { to: 'approval', id: sql.approvalOf('expense-claim', 'b.claim_id') },
  })}
  FROM ${OWED} WHERE b.employee_id = ${me} AND ${openOf('s')} > 0`;
}

/** What I have to do for those who join or leave. */
export function myTasks(sql: FigureSql): string {
  const me = sql.bound(sql.principal.id);
  const due = sql.startOf('k.due_on + 1');
  return `SELECT ${sql.row({
    id: 'k.id',
    at: sql.startOf('k.due_on'),
    title: 'k.title',
    person: 'o.person_id',
    by: sql.dueOf(`(${due} - interval '1 second')`),
    target: { to: 'onboarding', id: 'o.id' },
  })}
  FROM onboarding_task k JOIN onboarding o ON o.id = k.onboarding_id
  WHERE k.owner_id = ${me} AND k.status = 'open' AND o.status = 'running'`;
}

/** Who is away today: names and dates, never why. */
export function outToday(sql: FigureSql): string {
  const [today, me] = [sql.today(), sql.bound(sql.principal.id)];
  const colleague = `e.department_id = ${sql.bound(sql.principal.departmentId)}::uuid`;
  return `SELECT ${sql.row({
    id: 'l.id',
    at: sql.startOf('l.from_on'),
    title: `'Out until ' || to_char(l.to_on, 'FMDD Mon YYYY')`,
    person: 'l.employee_id',
    by: 'e.department_id',
    label: 'd.name',
  })}
  FROM leave_request l JOIN employee e ON e.id = l.employee_id LEFT JOIN department d ON d.id = e.department_id
  WHERE l.status = 'approved' AND l.from_on <= ${today} AND l.to_on >= ${today} AND e.active AND e.id <> ${me}
    AND (${colleague} OR ${sql.isMine('e.id')})`;
}
