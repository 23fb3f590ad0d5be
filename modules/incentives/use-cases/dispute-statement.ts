import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { DomainError, invalidInput } from '../../../domain/errors';
import { periodOf, type PeriodLength } from '../../../domain/incentives/periods';
import type { Money } from '../../../domain/money/money';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';

/** A statement as its dispute names it. */
interface DisputedStatement {
  plan: string;
  period: string;
  departmentId: string;
}

interface StatementRow extends DisputedStatement {
  length: PeriodLength;
  from: CalendarDate;
}

/**
 * The statement somebody disputes: a published one of their own.
 * @throws DomainError not-found
 */
export async function checkDispute(
  db: Queryable,
  of: { statementId: string; requesterId: string },
): Promise<DisputedStatement> {
  const [row] = await db.query<StatementRow>(
    `SELECT p.name AS plan, p.period AS length, r.from_on AS "from", p.department_id AS "departmentId"
     FROM incentive_statement s JOIN incentive_run r ON r.id = s.run_id JOIN incentive_plan p ON p.id = r.plan_id
     WHERE s.id = $1 AND s.employee_id = $2 AND r.status = 'published'`,
    [of.statementId, of.requesterId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such statement');
  const { plan, departmentId, length, from } = row;
  return { plan, departmentId, period: periodOf(length, from).name };
}

/** What a dispute says. */
interface Dispute {
  statementId: string;
  amount: Money;
  deal?: string;
  reason: string;
}

/** Files a dispute; one at a time for a statement. @throws DomainError invalid-input */
export async function fileDispute(
  tx: Transaction,
  { employeeId, ...dispute }: Dispute & { employeeId: string },
): Promise<string> {
  const { statementId, amount, deal, reason } = dispute;
  const [row] = await tx
    .query<{ id: string }>(
      `INSERT INTO incentive_dispute (statement_id, employee_id, amount_minor, deal, reason)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [statementId, employeeId, amount.minor, deal ?? null, reason],
    )
    .catch((error: unknown) => {
      if (violatedConstraint(error) !== 'incentive_dispute_one_pending') throw error;
      const message = 'Another dispute of this statement is pending';
      throw invalidInput([{ path: 'statementId', message }]);
    });
  if (!row) throw new Error('the dispute was not written');
  return row.id;
}

/** Rewrites a pending dispute. */
export async function reviseDispute(
  tx: Transaction,
  { id, amount, deal, reason }: Omit<Dispute, 'statementId'> & { id: string },
): Promise<void> {
  await tx.query(
    'UPDATE incentive_dispute SET amount_minor = $2, deal = $3, reason = $4 WHERE id = $1',
    [id, amount.minor, deal ?? null, reason],
  );
}

/**
 * Closes a dispute; what was granted is paid by the next run of the plan, once. The statement itself stays as it is.
 * @param closed.granted what the signatures left of the amount
 */
export async function closeDispute(
  tx: Transaction,
  closed: { id: string; outcome: Outcome; granted: Money | undefined },
): Promise<void> {
  await tx.query(`UPDATE incentive_dispute SET status = $2 WHERE id = $1 AND status = 'pending'`, [
    closed.id,
    closed.outcome,
  ]);
  if (closed.outcome !== 'approved' || !closed.granted || closed.granted.minor === 0n) return;
  await tx.query(
    `INSERT INTO incentive_adjustment (dispute_id, plan_id, employee_id, amount_minor, made_on)
     SELECT d.id, r.plan_id, d.employee_id, $2, (now() AT TIME ZONE e.zone)::date
     FROM incentive_dispute d JOIN incentive_statement s ON s.id = d.statement_id JOIN incentive_run r ON r.id = s.run_id
     JOIN employee e ON e.id = d.employee_id WHERE d.id = $1
     ON CONFLICT (dispute_id) DO NOTHING`,
    [closed.id, closed.granted.minor],
  );
}
