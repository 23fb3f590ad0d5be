import type { Database } from '../../../platform/database/database';

/** What should have opened for this long waits for a workflow that is lost. */
const OVERDUE_DAYS = 3;

/**
 * Has the workflows of onboardings started anew in which tasks, or the review of a probation, wait whose day is long past;
 * the relay does it.
 * @returns how many
 */
export async function reconcileOnboardings(deps: { db: Database }): Promise<number> {
  const lost = await deps.db.query(
    `UPDATE onboarding o SET revision = revision + 1 WHERE relayed_revision = revision
       AND (status = 'running' AND EXISTS (SELECT FROM onboarding_task k WHERE k.onboarding_id = o.id
           AND k.status = 'waiting' AND k.due_on < current_date - ${OVERDUE_DAYS})
         OR status <> 'cancelled' AND EXISTS (SELECT FROM probation b JOIN employee p ON p.id = b.person_id AND p.active
           WHERE b.onboarding_id = o.id AND b.status = 'running' AND b.review_opened_at IS NULL
             AND b.ends_on < current_date - ${OVERDUE_DAYS}))
     RETURNING 1`,
  );
  return lost.length;
}
