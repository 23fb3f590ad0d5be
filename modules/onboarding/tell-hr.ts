import type { Transaction } from '../../platform/database/database';
import type { NotificationDraft } from '../notifications/use-cases/notify-people';

/** Something about an onboarding that those who look after it are to hear. */
interface NewsForHr {
  onboardingId: string;
  type: 'onboarding-nobody' | 'onboarding-overdue' | 'onboarding-finished';
  title: string;
  body: string;
  dedupeKey: string;
}

/**
 * The rings of the bell for news of an onboarding: for whoever started it, while they are still in HR or an admin; else
 * for all of HR, and where there is nobody in HR for the admins.
 */
export async function newsForHr(
  tx: Transaction,
  { onboardingId, ...news }: NewsForHr,
): Promise<NotificationDraft[]> {
  const rows = await tx.query<{ id: string }>(
    `WITH keeper AS (
       SELECT e.id, CASE WHEN e.id = o.started_by THEN 1 WHEN 'hr' = ANY(e.roles) THEN 2 ELSE 3 END AS choice
       FROM onboarding o JOIN employee e ON e.active AND e.roles && ARRAY['hr', 'admin'] WHERE o.id = $1
     )
     SELECT id FROM keeper WHERE choice = (SELECT min(choice) FROM keeper) ORDER BY id`,
    [onboardingId],
  );
  return rows.map(({ id }) => ({ ...news, userId: id, link: `/onboardings/${onboardingId}` }));
}
