import { scope } from '../../../domain/access/scope';
import { visibleEmployees } from '../../people/policy';
import type { FigureSql } from '../figure-sql';
import { monthOf, openOf, OWED, spentLines } from './money-rows';

const visible = (sql: FigureSql, column: string) =>
  visibleEmployees(scope(sql.principal, 'expense'), column, sql.parameters);

/** What approved claims are owed, by how long they have been. */
export function claimsUnpaid(sql: FigureSql): string {
  return `SELECT ${sql.row({
    id: 'b.claim_id',
    at: 'b.created_at',
    title: 'c.title',
    person: 'b.employee_id',
    by: sql.ageOf(sql.dayOf('b.created_at')),
    part: 's.status',
    value: openOf('s'),
    currency: 'b.currency',
    target: { to: 'approval', id: sql.approvalOf('expense-claim', 'b.claim_id') },
  })}
  FROM ${OWED} WHERE ${openOf('s')} > 0 AND ${visible(sql, 'b.employee_id')}`;
}

/** What was spent, by month and category. */
export function spendByCategory(sql: FigureSql): string {
  const whose = visible(sql, 'c.employee_id');
  return spentLines(sql, { whose, by: monthOf('l.spent_on'), part: 'l.category' });
}

/** What was spent, by department. */
export function spendByDepartment(sql: FigureSql): string {
  const whose = visible(sql, 'c.employee_id');
  return spentLines(sql, { whose, by: 'd.id', label: 'd.name' });
}

/** What is left of advances. */
export function advancesOpen(sql: FigureSql): string {
  const open = '(a.amount_minor - a.settled_minor - a.returned_minor)';
  return `SELECT ${sql.row({
    id: 'a.id',
    at: sql.startOf('a.paid_on'),
    title: 'a.note',
    person: 'a.employee_id',
    by: sql.ageOf('a.paid_on'),
    value: open,
    currency: 'a.currency',
    target: { to: 'advance', id: 'a.id' },
  })}
  FROM expense_advance a WHERE ${open} > 0 AND ${visible(sql, 'a.employee_id')}`;
}
