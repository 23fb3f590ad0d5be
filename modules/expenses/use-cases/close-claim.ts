import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Money } from '../../../domain/money/money';
import type { Transaction } from '../../../platform/database/database';
import { settleAdvances } from '../settle-advances';

/**
 * Ends a pending claim, in the caller's transaction; approved, it becomes payable, once however often this runs, and uses
 * what its person has of advances.
 * @param input.approvedLines what was approved of each line, by its number from 1; a line that is not there is
 *   approved as it was claimed. More than was claimed the database refuses.
 */
export async function closeClaim(
  tx: Transaction,
  input: {
    claimId: string;
    outcome: Outcome;
    approvedLines?: { key: string; amount: Money }[];
  },
): Promise<void> {
  const approved = (input.approvedLines ?? []).map(({ key, amount }) => ({
    ordinal: Number(key),
    minor: amount.minor.toString(),
  }));
  const [payable] = await tx.query<{ employeeId: string; currency: string; minor: string }>(
    `WITH closed AS (
       UPDATE expense_claim SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING id, employee_id, currency
     ), granted AS (
       SELECT l.claim_id, l.ordinal, coalesce(a.minor, l.amount_minor) AS minor
       FROM closed c
       JOIN expense_claim_line l ON l.claim_id = c.id
       LEFT JOIN jsonb_to_recordset($3::jsonb) AS a (ordinal integer, minor bigint) ON a.ordinal = l.ordinal
       WHERE $2 = 'approved'
     ), lines AS (
       UPDATE expense_claim_line l SET approved_minor = g.minor
       FROM granted g WHERE g.claim_id = l.claim_id AND g.ordinal = l.ordinal
     )
     INSERT INTO reimbursement (claim_id, employee_id, currency, amount_minor)
     SELECT c.id, c.employee_id, c.currency, sum(g.minor)
     FROM closed c JOIN granted g ON g.claim_id = c.id
     GROUP BY c.id, c.employee_id, c.currency
     ON CONFLICT (claim_id) DO NOTHING
     RETURNING employee_id AS "employeeId", currency, amount_minor AS minor`,
    [input.claimId, input.outcome, JSON.stringify(approved)],
  );
  if (!payable) return;
  await settleAdvances(tx, {
    ...payable,
    claimId: input.claimId,
    minor: BigInt(payable.minor),
  });
}
