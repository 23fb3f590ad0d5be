import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import { DomainError } from '../../domain/errors';
import type { ExpenseCategory } from '../../domain/expenses/claims';
import { toMoneyWire } from '../../domain/money/money';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { ExpenseClaimRow, ExpenseClaimWire, RecordListQuery } from '../../domain/wire/records';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import { instantKey, instantKeySchema, instantOfKey } from '../../platform/database/instant-key';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';

interface Row {
  id: string;
  approvalId: string | null;
  employeeId: string;
  employeeName: string;
  title: string;
  currency: string;
  totalMinor: string;
  approvedMinor: string | null;
  payment: ExpenseClaimRow['payment'];
  status: RequestStatus;
  createdAt: Date;
  sortKey: string;
}

interface LineRow {
  date: string;
  category: ExpenseCategory;
  description: string;
  amountMinor: string;
  spentCurrency: string | null;
  spentMinor: string | null;
  rate: string | null;
  approvedMinor: string | null;
  receipts: { id: string; name: string }[];
}

const SELECT = `SELECT c.id, c.title, c.currency, c.total_minor AS "totalMinor", c.status,
    (SELECT sum(l.approved_minor)::text FROM expense_claim_line l WHERE l.claim_id = c.id) AS "approvedMinor",
    (SELECT b.status FROM reimbursement_state b WHERE b.claim_id = c.id) AS payment,
    c.created_at AS "createdAt", ${instantKey('c.created_at')} AS "sortKey",
    e.id AS "employeeId", e.name AS "employeeName",
    (SELECT a.id FROM approval_request a WHERE a.subject_id = c.id AND a.kind = 'expense-claim'
     ORDER BY a.submitted_at DESC LIMIT 1) AS "approvalId"
  FROM expense_claim c JOIN employee e ON e.id = c.employee_id`;

/** The claims a person may see, newest first. */
export async function listExpenseClaims(
  db: Queryable,
  principal: Principal,
  query: RecordListQuery,
): Promise<Page<ExpenseClaimRow>> {
  const after = decodeCursor(query.cursor, { sortKey: instantKeySchema });
  const parameters: unknown[] = [];
  const conditions = [visibleEmployees(scope(principal, 'expense'), 'c.employee_id', parameters)];
  if (query.status) conditions.push(`c.status = $${parameters.push(query.status)}`);
  if (query.employeeId) conditions.push(`c.employee_id = $${parameters.push(query.employeeId)}`);
  if (after)
    conditions.push(
      `(c.created_at, c.id) < (${instantOfKey(`$${parameters.push(after.sortKey)}`)}, $${parameters.push(after.id)}::uuid)`,
    );
  const rows = await db.query<Row>(
    `${SELECT} WHERE ${conditions.join(' AND ')}
     ORDER BY c.created_at DESC, c.id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: (row) => ({ sortKey: row.sortKey, id: row.id }),
    present,
  });
}

/** One claim with its lines. @throws DomainError not-found, also when it is not theirs to see */
export async function findExpenseClaim(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<ExpenseClaimWire> {
  const parameters: unknown[] = [id];
  const visible = visibleEmployees(scope(principal, 'expense'), 'c.employee_id', parameters);
  const [row] = await db.query<Row>(`${SELECT} WHERE c.id = $1 AND ${visible}`, parameters);
  if (!row) throw new DomainError('not-found', 'There is no such claim');
  const lines = await db.query<LineRow>(
    `SELECT l.spent_on AS "date", l.category, l.description, l.amount_minor AS "amountMinor",
       l.spent_currency AS "spentCurrency", l.spent_minor AS "spentMinor", trim_scale(l.rate)::text AS rate,
       l.approved_minor AS "approvedMinor",
       (SELECT coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) ORDER BY r.created_at, r.id), '[]')
        FROM expense_receipt r WHERE r.claim_id = l.claim_id AND r.line = l.ordinal) AS receipts
     FROM expense_claim_line l WHERE l.claim_id = $1 ORDER BY l.ordinal`,
    [id],
  );
  return {
    ...present(row),
    lines: lines.map(({ amountMinor, spentMinor, spentCurrency, approvedMinor, ...line }) => ({
      ...line,
      amount: money(spentMinor ?? amountMinor, spentCurrency ?? row.currency),
      base: money(amountMinor, row.currency),
      approved: approvedMinor === null ? null : money(approvedMinor, row.currency),
    })),
  };
}

function present(row: Row): ExpenseClaimRow {
  return {
    id: row.id,
    approvalId: row.approvalId,
    employee: { id: row.employeeId, name: row.employeeName },
    title: row.title,
    total: money(row.totalMinor, row.currency),
    approved: row.approvedMinor === null ? null : money(row.approvedMinor, row.currency),
    payment: row.payment,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
  };
}

function money(minor: string, currency: string): MoneyWire {
  return toMoneyWire({ minor: BigInt(minor), currency });
}
