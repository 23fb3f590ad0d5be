import { invalidInput } from '../../../domain/errors';
import { findOver, stopProblems, type BudgetFinding } from '../../../domain/finance/budgets';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { holdBudgets } from '../hold-budgets';
import { standing, standingOf, type BudgetRow } from '../queries';

/** Something that is to be ordered or billed, in minor units of the company's currency without tax. */
export interface Spending {
  departmentId: string | null;
  on: CalendarDate;
  minor: bigint;
  /** The record that is being changed: it counts anew. */
  exceptId?: string | undefined;
  /** Why it may go over a budget that stops. */
  reason?: string | undefined;
}

/**
 * Looks whether something goes over the budget of its department for purchases in its month; reads only.
 * @returns what was found, undefined when it fits or there is no budget
 * @throws DomainError invalid-input at `overBudgetReason` when it goes over a budget that stops and nobody says why
 */
export async function judgeSpending(
  db: Queryable,
  spending: Spending,
): Promise<BudgetFinding | undefined> {
  const { departmentId, on, minor, exceptId, reason } = spending;
  if (minor === 0n) return undefined;
  const [row] = await db.query<BudgetRow>(
    `${standing('$3')} WHERE b.department_id = $1 AND b.starts_on = date_trunc('month', $2::date)::date
       AND b.account_id = (SELECT account_id FROM account_use WHERE use = 'purchases')`,
    [departmentId, on, exceptId ?? null],
  );
  if (!row) return undefined;
  const findings = findOver(standingOf(row), minor);
  const problems = stopProblems(findings, reason);
  if (problems.length > 0) throw invalidInput(problems);
  return findings[0];
}

/**
 * Looks again when it is written: two requests that each fit queue here, and the second is judged with the first.
 * @param found what was found when the request was completed: who signs was decided by it
 * @throws DomainError invalid-input when a request that fitted does not fit any more
 */
export async function insistOnBudget(
  tx: Transaction,
  spending: Spending,
  found: BudgetFinding | undefined,
): Promise<void> {
  await holdBudgets(tx, spending.departmentId);
  const now = await judgeSpending(tx, spending);
  if (now?.action !== 'stop' || found?.action === 'stop') return;
  const message = `Somebody was faster: this is ${now.message} now. Send it again`;
  throw invalidInput([{ path: 'overBudgetReason', message }]);
}
