import type { Principal } from '../../domain/access/principal';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { leftOf, type BudgetAction } from '../../domain/finance/budgets';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { BudgetQuery, BudgetWire, CommitmentWire } from '../../domain/wire/budgets';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { booksScope } from '../finance/policy';

/** A budget as the database has it, with what was posted and what is promised; amounts in minor units as text. */
export interface BudgetRow {
  id: string;
  departmentId: string;
  department: string;
  accountId: string;
  code: string;
  account: string;
  month: string;
  action: BudgetAction;
  amount: string;
  actual: string;
  committed: string;
}

/** Orders and bills are spent on the account of purchases. */
const PURCHASES = `SELECT account_id FROM account_use WHERE use = 'purchases'`;

/**
 * Budgets (`b`) with where they stand.
 * @param except the parameter with the record that is being changed, which counts anew
 */
export const standing = (
  except = 'NULL::uuid',
) => `SELECT b.id, d.id AS "departmentId", d.name AS department,
    a.id AS "accountId", a.code, a.name AS account, to_char(b.starts_on, 'YYYY-MM') AS month, b.action,
    b.amount_minor AS amount,
    (SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0)::text FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
     WHERE l.account_id = b.account_id AND l.department_id = b.department_id
       AND j.posted_on >= b.starts_on AND j.posted_on < b.starts_on + interval '1 month') AS actual,
    (SELECT coalesce(sum(c.minor), 0)::text FROM budget_commitment c
     WHERE c.department_id = b.department_id AND c.starts_on = b.starts_on AND c.id IS DISTINCT FROM ${except}
       AND b.account_id IN (${PURCHASES})) AS committed
  FROM budget b JOIN department d ON d.id = b.department_id JOIN account a ON a.id = b.account_id`;

const money = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });

/** The budgets of a month that one may see: all for finance, those of their departments for heads. @throws DomainError forbidden */
export async function listBudgets(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  query: BudgetQuery & { id?: string },
): Promise<BudgetWire[]> {
  const today = dateIn(principal.zone, deps.clock.now());
  const month = query.id === undefined ? (query.month ?? today.slice(0, 7)) : null;
  const rows = await deps.db.query<BudgetRow>(
    `${standing()}
     WHERE ($1::text IS NULL OR to_char(b.starts_on, 'YYYY-MM') = $1) AND ($2::uuid IS NULL OR b.id = $2)
       AND ($3::uuid[] IS NULL OR b.department_id = ANY($3))
     ORDER BY d.name, a.code`,
    [month, query.id ?? null, booksScope(principal)],
  );
  return rows.map(present);
}

/** One budget. @throws DomainError forbidden, not-found */
export async function findBudget(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  id: string,
): Promise<BudgetWire> {
  const [budget] = await listBudgets(deps, principal, { id });
  if (!budget) throw new DomainError('not-found', 'There is no such budget');
  return budget;
}

function present(row: BudgetRow): BudgetWire {
  const { id, departmentId, department, accountId, code, account, month, action } = row;
  const sums = {
    ...{ amount: BigInt(row.amount), actual: BigInt(row.actual) },
    committed: BigInt(row.committed),
  };
  return {
    ...{ id, month, action },
    department: { id: departmentId, name: department },
    account: { id: accountId, code, name: account },
    ...{ amount: money(sums.amount), actual: money(sums.actual) },
    committed: money(sums.committed),
    left: money(leftOf({ department, account, month, ...sums })),
  };
}

/** What is promised of a budget, the largest first. @throws DomainError forbidden, not-found */
export async function listCommitments(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  budgetId: string,
): Promise<CommitmentWire[]> {
  await findBudget(deps, principal, budgetId);
  const rows = await deps.db.query<Omit<CommitmentWire, 'amount'> & { minor: string }>(
    `SELECT c.kind, c.id, c.label, c.status, c.minor,
       (SELECT r.id FROM approval_request r WHERE r.kind = c.kind AND r.subject_id = c.id LIMIT 1) AS "approvalId"
     FROM budget b JOIN budget_commitment c ON c.department_id = b.department_id AND c.starts_on = b.starts_on
     WHERE b.id = $1 AND b.account_id IN (${PURCHASES}) ORDER BY c.minor DESC, c.id`,
    [budgetId],
  );
  return rows.map(({ minor, ...row }) => ({ ...row, amount: money(BigInt(minor)) }));
}
