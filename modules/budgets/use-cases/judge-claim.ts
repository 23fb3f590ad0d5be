import type { CalendarDate } from '../../../domain/dates/calendar';
import {
  findClaimOver,
  type BudgetFinding,
  type ClaimedBudget,
} from '../../../domain/finance/budgets';
import type { Money } from '../../../domain/money/money';
import type { Queryable } from '../../../platform/database/database';
import { holdBudgets } from '../hold-budgets';
import { standing, standingOf, type BudgetRow } from '../queries';

/** Whose claim, of which day and on what; `claimId` is the claim that is being changed, which keeps its month. */
interface ClaimOf {
  departmentId: string | null;
  today: CalendarDate;
  lines: { category: string }[];
  claimId?: string | undefined;
}

/**
 * The budgets a claim would take from, as they stand: those of its person's department, for the accounts of its categories,
 * in the month it is handed in. What is posted of it is posted there as well, or in a later month if it waits so long.
 */
export async function budgetsOfClaim(db: Queryable, of: ClaimOf): Promise<ClaimedBudget[]> {
  const uses = [...new Set(of.lines.map(({ category }) => `expense:${category}`))];
  const rows = await db.query<BudgetRow & { uses: string[] }>(
    `SELECT s.*, ARRAY(SELECT u.use FROM account_use u WHERE u.account_id = s."accountId" AND u.use = ANY($4)) AS uses
     FROM (${standing('$3')} WHERE b.department_id = $1
       AND b.starts_on = coalesce((SELECT k.starts_on FROM commitment k WHERE k.id = $3 LIMIT 1), date_trunc('month', $2::date)::date)
       AND b.account_id IN (SELECT account_id FROM account_use WHERE use = ANY($4))) AS s ORDER BY s.code`,
    [of.departmentId, of.today, of.claimId ?? null, uses],
  );
  return rows.map((row) => ({
    ...standingOf(row),
    categories: row.uses.map((use) => use.slice('expense:'.length)),
  }));
}

/** What each line takes of a budget: its category and what it comes to in the company's currency, in minor units. */
export function claimedOf(
  lines: { category: string }[],
  priced: { base: Money }[],
): { category: string; minor: bigint }[] {
  return lines.map(({ category }, index) => ({
    category,
    minor: priced[index]?.base.minor ?? 0n,
  }));
}

/**
 * Which budgets a claim goes over. Where one of them stops, it is looked at again under a lock, where that is in a
 * transaction: claims that are handed in together are judged one after the other. Without such a budget nobody waits.
 * @param claim.budgets what {@link budgetsOfClaim} found
 * @param claim.lines what {@link claimedOf} says
 */
export async function judgeClaim(
  db: Queryable,
  of: ClaimOf,
  claim: { budgets: ClaimedBudget[]; lines: { category: string; minor: bigint }[] },
): Promise<BudgetFinding[]> {
  if (!claim.budgets.some(({ action }) => action === 'stop'))
    return findClaimOver(claim.budgets, claim.lines);
  await holdBudgets(db, of.departmentId);
  return findClaimOver(await budgetsOfClaim(db, of), claim.lines);
}
