import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Transaction } from '../../../platform/database/database';

/** Ends a pending claim, in the caller's transaction; approved, it becomes payable, once however often this runs. */
export function closeClaim(tx: Transaction, input: { claimId: string; outcome: Outcome }): void {
  tx.send(
    `WITH closed AS (
       UPDATE expense_claim SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING id, employee_id, currency, total_minor
     )
     INSERT INTO reimbursement (claim_id, employee_id, currency, amount_minor)
     SELECT id, employee_id, currency, total_minor FROM closed WHERE $2 = 'approved'
     ON CONFLICT (claim_id) DO NOTHING`,
    [input.claimId, input.outcome],
  );
}
