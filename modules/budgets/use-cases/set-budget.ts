import type { Principal } from '../../../domain/access/principal';
import { invalidInput, type FieldProblem } from '../../../domain/errors';
import { parseMoney } from '../../../domain/money/money';
import type { BudgetWire, NewBudget } from '../../../domain/wire/budgets';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireBooks } from '../../finance/policy';
import { findBudget, listBudgets } from '../queries';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Sets what a department may spend on an account in each of some months, in place of what is set. Requests that were sent
 * keep what they were judged by. Returns the budgets of the first month.
 * @throws DomainError forbidden, invalid-input (no such department, no account of expenses)
 */
export async function setBudget(
  deps: Deps,
  input: { principal: Principal; budget: NewBudget },
): Promise<BudgetWire[]> {
  const { principal, budget } = input;
  requireBooks(principal);
  const { departmentId, accountId, month, until = month, action } = budget;
  await deps.db.transaction(async (tx) => {
    await requireReferences(tx, budget);
    tx.send(
      `INSERT INTO budget (department_id, account_id, starts_on, amount_minor, action, set_by)
       SELECT $1, $2, m::date, $5, $6, $7 FROM generate_series($3::date, $4::date, interval '1 month') AS m
       ON CONFLICT (department_id, account_id, starts_on) DO UPDATE SET amount_minor = excluded.amount_minor,
         action = excluded.action, set_by = excluded.set_by, set_at = now()`,
      [
        ...[departmentId, accountId, `${month}-01`, `${until}-01`],
        ...[parseMoney(budget.amount).minor.toString(), action, principal.id],
      ],
    );
    audit(tx, { principal, id: departmentId, action: 'set', details: { ...budget } });
  });
  return listBudgets(deps, principal, { month });
}

/** Takes a budget away: nothing is asked of its month any more. @throws DomainError forbidden, not-found */
export async function removeBudget(
  deps: Deps,
  input: { principal: Principal; id: string },
): Promise<void> {
  const { principal, id } = input;
  requireBooks(principal);
  const { department, account, month } = await findBudget(deps, principal, id);
  await deps.db.transaction((tx) => {
    tx.send('DELETE FROM budget WHERE id = $1', [id]);
    const details = { account: account.code, month };
    audit(tx, { principal, id: department.id, action: 'removed', details });
  });
}

async function requireReferences(tx: Transaction, budget: NewBudget): Promise<void> {
  const problems = await tx.query<FieldProblem>(
    `SELECT p.path, p.message FROM (VALUES
       ('departmentId', 'There is no such department', EXISTS (SELECT 1 FROM department WHERE id = $1)),
       ('accountId', 'Choose an account of expenses', EXISTS (SELECT 1 FROM account WHERE id = $2 AND kind = 'expense'))
     ) AS p (path, message, is_there) WHERE NOT p.is_there`,
    [budget.departmentId, budget.accountId],
  );
  if (problems.length > 0) throw invalidInput(problems);
}

function audit(
  tx: Transaction,
  of: { principal: Principal; id: string; action: string; details: Record<string, unknown> },
): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `budget.${of.action}`, channel: 'app' },
      ...{ subjectType: 'department', subjectId: of.id, details: of.details },
    },
  ]);
}
