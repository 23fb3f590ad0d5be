import { allocateAdvances } from '../../domain/expenses/advances';
import type { Transaction } from '../../platform/database/database';

/**
 * Sets a new reimbursement off against the advances of its person, the oldest first, in the caller's transaction. The
 * advances stay locked until it ends: two claims approved at once do not use the same money.
 */
export async function settleAdvances(
  tx: Transaction,
  reimbursement: { claimId: string; employeeId: string; currency: string; minor: bigint },
): Promise<void> {
  const { claimId, employeeId, currency, minor } = reimbursement;
  const rows = await tx.query<{ id: string; left: string }>(
    `SELECT id, amount_minor - settled_minor - returned_minor AS left FROM expense_advance
     WHERE employee_id = $1 AND currency = $2 AND amount_minor > settled_minor + returned_minor
     ORDER BY paid_on, recorded_at, id FOR UPDATE`,
    [employeeId, currency],
  );
  const open = rows.map(({ id, left }) => ({ id, left: BigInt(left) }));
  const allocations = allocateAdvances(minor, open);
  if (allocations.length === 0) return;
  tx.send(
    `INSERT INTO advance_allocation (advance_id, claim_id, amount_minor)
     SELECT a.id, $1, a.minor FROM jsonb_to_recordset($2::jsonb) AS a (id uuid, minor bigint)`,
    [
      claimId,
      JSON.stringify(
        allocations.map(({ advanceId, minor: used }) => ({
          ...{ id: advanceId, minor: used.toString() },
        })),
      ),
    ],
  );
}
