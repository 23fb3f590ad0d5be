import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Transaction } from '../../../platform/database/database';

/** Ends a pending go-live, in the caller's transaction; approved, its project is live from the planned day. Safe to repeat. */
export async function closeGoLive(
  tx: Transaction,
  input: { goLiveId: string; outcome: Outcome },
): Promise<void> {
  await tx.query(
    `WITH closed AS (
       UPDATE go_live SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING project_id, planned_on
     )
     UPDATE project p SET status = 'live', live_on = closed.planned_on
     FROM closed WHERE p.id = closed.project_id AND $2 = 'approved'`,
    [input.goLiveId, input.outcome],
  );
}
