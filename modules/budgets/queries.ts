import type { Principal } from '../../domain/access/principal';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { leftOf, type BudgetAction, type BudgetStanding } from '../../domain/finance/budgets';
import { fiscalYearStart, monthsLater } from '../../domain/finance/fiscal-year';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type {
  BudgetMonthWire,
  BudgetQuery,
  BudgetWire,
  CommitmentWire,
} from '../../domain/wire/budgets';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { booksScope } from '../finance/policy';
import { fiscalYear } from '../finance/use-cases/fiscal-year';

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

/** SQL of what was posted of a budget (`b`) in its month. */
export const ACTUAL = `(SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0) FROM journal_line l
     WHERE l.department_id = b.department_id AND l.account_id = b.account_id
       AND l.entry_on >= b.starts_on AND l.entry_on < (b.starts_on + interval '1 month')::date)`;

/** SQL of what is promised of it. @param except SQL of a record that does not count */
export const committed = (except?: string) => `(SELECT coalesce(sum(c.minor), 0) FROM commitment c
     WHERE c.department_id = b.department_id AND c.account_id = b.account_id AND c.starts_on = b.starts_on
       ${except === undefined ? '' : `AND c.id IS DISTINCT FROM ${except}::uuid`})`;

/**
 * Budgets (`b`) with where they stand; two sums in indexes for each.
 * @param except the parameter with the record that is being changed, which counts anew
 */
export const standing = (
  except?: string,
) => `SELECT b.id, d.id AS "departmentId", d.name AS department,
    a.id AS "accountId", a.code, a.name AS account, to_char(b.starts_on, 'YYYY-MM') AS month, b.action,
    b.amount_minor AS amount, ${ACTUAL}::text AS actual, ${committed(except)}::text AS committed
  FROM budget b JOIN department d ON d.id = b.department_id JOIN account a ON a.id = b.account_id`;

const money = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });

const VISIBLE = `b.starts_on BETWEEN ($1 || '-01')::date AND ($2 || '-01')::date
       AND ($3::uuid IS NULL OR b.department_id = $3) AND ($4::uuid[] IS NULL OR b.department_id = ANY($4))`;

function visible(principal: Principal, query: BudgetQuery & { month: string }): unknown[] {
  const { month, until = month, departmentId } = query;
  return [month, until, departmentId ?? null, booksScope(principal)];
}

/**
 * The budgets of a month, or of several, that one may see: all for finance, those of their departments for heads.
 * @throws DomainError forbidden
 */
export async function listBudgets(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  query: BudgetQuery,
): Promise<BudgetWire[]> {
  const month = query.month ?? dateIn(principal.zone, deps.clock.now()).slice(0, 7);
  const rows = await deps.db.query<BudgetRow>(
    `${standing()} WHERE ${VISIBLE} ORDER BY b.starts_on, d.name, a.code`,
    visible(principal, { ...query, month }),
  );
  return rows.map(present);
}

/**
 * What the budgets of each month come to; months without any are left out. Without a last month, those of the fiscal year
 * that the first one is in.
 * @throws DomainError forbidden
 */
export async function listBudgetMonths(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  query: BudgetQuery,
): Promise<BudgetMonthWire[]> {
  const stretch = await stretchOf(deps, principal, query);
  const rows = await deps.db.query<MonthRow>(
    `SELECT s.month, count(*)::integer AS budgets, sum(s.amount)::text AS amount, sum(s.actual::numeric)::text AS actual,
       sum(s.committed::numeric)::text AS committed,
       (count(*) FILTER (WHERE s.amount < s.actual::numeric + s.committed::numeric))::integer AS over
     FROM (${standing()} WHERE ${VISIBLE}) AS s GROUP BY s.month ORDER BY s.month`,
    visible(principal, { ...query, ...stretch }),
  );
  return rows.map(({ month, budgets, over, ...sums }) => {
    const all = {
      ...{ amount: BigInt(sums.amount), actual: BigInt(sums.actual) },
      committed: BigInt(sums.committed),
    };
    return { ...{ month, budgets, over }, ...figures(all) };
  });
}

type MonthRow = Pick<BudgetMonthWire, 'month' | 'budgets' | 'over'> &
  Pick<BudgetRow, 'amount' | 'actual' | 'committed'>;

async function stretchOf(
  { db, clock }: { db: Queryable; clock: Clock },
  { zone }: Principal,
  { month, until }: BudgetQuery,
): Promise<{ month: string; until: string }> {
  if (month !== undefined && until !== undefined) return { month, until };
  const { startsInMonth } = await fiscalYear(db);
  const day = month === undefined ? dateIn(zone, clock.now()) : `${month}-01`;
  const first = fiscalYearStart(day, startsInMonth).slice(0, 7);
  return { month: first, until: monthsLater(first, 11) };
}

/** One budget. @throws DomainError forbidden, not-found */
export async function findBudget(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  id: string,
): Promise<BudgetWire> {
  const [row] = await deps.db.query<BudgetRow>(
    `${standing()} WHERE b.id = $1 AND ($2::uuid[] IS NULL OR b.department_id = ANY($2))`,
    [id, booksScope(principal)],
  );
  if (!row) throw new DomainError('not-found', 'There is no such budget');
  return present(row);
}

/** The sums of a row as numbers. */
export function standingOf(row: BudgetRow): BudgetStanding {
  const { department, account, month, action } = row;
  const sums = { amount: BigInt(row.amount), actual: BigInt(row.actual) };
  return { ...{ department, account, month, action }, ...sums, committed: BigInt(row.committed) };
}

function present(row: BudgetRow): BudgetWire {
  const { id, departmentId, department, accountId, code, account, month, action } = row;
  const budget = standingOf(row);
  return {
    ...{ id, month, action },
    department: { id: departmentId, name: department },
    account: { id: accountId, code, name: account },
    ...figures(budget),
  };
}

function figures(sums: Pick<BudgetStanding, 'amount' | 'actual' | 'committed'>) {
  return {
    ...{ amount: money(sums.amount), actual: money(sums.actual) },
    ...{ committed: money(sums.committed), left: money(leftOf(sums)) },
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
    `SELECT c.kind, c.id, coalesce(e.title, p.label) AS label, coalesce(e.status, p.status) AS status, c.minor,
       (SELECT r.id FROM approval_request r WHERE r.kind = c.kind AND r.subject_id = c.id LIMIT 1) AS "approvalId"
     FROM budget b
     JOIN commitment c ON c.department_id = b.department_id AND c.account_id = b.account_id AND c.starts_on = b.starts_on
     LEFT JOIN expense_claim e ON c.kind = 'expense-claim' AND e.id = c.id
     LEFT JOIN budget_commitment p ON p.kind = c.kind AND p.id = c.id
     WHERE b.id = $1 ORDER BY c.minor DESC, c.id`,
    [budgetId],
  );
  return rows.map(({ minor, ...row }) => ({ ...row, amount: money(BigInt(minor)) }));
}
