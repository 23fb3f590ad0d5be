import type { FigureSql } from '../figure-sql';

/** What approved claims that were not taken back are owed: `b` the claim's sum, `s` what has become of it, `c` the claim. */
export const OWED = `reimbursement b JOIN reimbursement_state s ON s.claim_id = b.claim_id AND s.taken_back_on IS NULL
  JOIN expense_claim c ON c.id = b.claim_id`;

/** What is neither used up by advances nor paid; what stands in a batch is not paid yet. */
export const openOf = (state: string) =>
  `(${state}.amount_minor - ${state}.settled_minor - ${state}.paid_minor)`;

/** Lines of approved claims of the last 12 months, by the day the money was spent. */
export function spentLines(
  sql: FigureSql,
  { whose, by, label, part }: { whose: string; by: string; label?: string; part?: string },
): string {
  return `SELECT ${sql.row({
    id: `l.claim_id || '-' || l.ordinal`,
    at: sql.startOf('l.spent_on'),
    title: `l.description || ' (' || c.title || ')'`,
    person: 'c.employee_id',
    by,
    label,
    part,
    value: 'l.approved_minor',
    currency: 'c.currency',
    target: { to: 'approval', id: sql.approvalOf('expense-claim', 'c.id') },
  })}
  FROM expense_claim_line l JOIN expense_claim c ON c.id = l.claim_id AND c.status = 'approved'
  JOIN employee e ON e.id = c.employee_id LEFT JOIN department d ON d.id = e.department_id
  WHERE l.spent_on >= ${sql.monthsAgo(11)} AND l.spent_on <= ${sql.today()} AND l.approved_minor > 0 AND ${whose}`;
}

/** The month of a date, as "2026-11". */
export const monthOf = (date: string) => `to_char(${date}, 'YYYY-MM')`;
