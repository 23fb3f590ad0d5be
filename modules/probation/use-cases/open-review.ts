import { formatDate } from '../../../domain/dates/format';
import type { OnboardingWorkflowInput } from '../../../domain/onboarding/workflow-contract';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { notifyPeople } from '../../notifications/use-cases/notify-people';

interface Opened {
  personId: string;
  personName: string;
  endsOn: string;
  extensions: number;
  managerId: string | null;
}

/**
 * Asks for the review of a probation that comes to its end: the manager, or the next one up the line who is here; HR where
 * there is nobody. Again changes nothing.
 */
export async function openProbationReview(
  deps: { db: Database; bus: Bus },
  { onboardingId }: OnboardingWorkflowInput,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [opened] = await tx.query<Opened>(
      `UPDATE probation b SET review_opened_at = clock_timestamp() FROM employee p
       WHERE b.onboarding_id = $1 AND b.status = 'running' AND b.review_opened_at IS NULL AND p.id = b.person_id
       RETURNING p.id AS "personId", p.name AS "personName", b.ends_on AS "endsOn", b.extensions,
         (WITH RECURSIVE line AS (
            SELECT p.manager_id AS id, 1 AS depth
            UNION ALL SELECT m.manager_id, line.depth + 1 FROM employee m JOIN line ON m.id = line.id)
          SELECT boss.id FROM line JOIN employee boss ON boss.id = line.id AND boss.active ORDER BY line.depth LIMIT 1)
         AS "managerId"`,
      [onboardingId],
    );
    if (!opened) return;
    const { personId, personName, endsOn, extensions, managerId } = opened;
    const reviewers = managerId
      ? [{ id: managerId }]
      : await tx.query<{ id: string }>(
          `SELECT id FROM employee WHERE active AND 'hr' = ANY(roles) AND id <> $1 ORDER BY id`,
          [personId],
        );
    notifyPeople(
      deps,
      tx,
      reviewers.map(({ id }) => ({
        ...{ userId: id, type: 'probation-review-due' },
        title: `The probation of ${personName} ends on ${formatDate(endsOn)}`,
        body: 'Say whether it is confirmed, extended or ended. HR signs.',
        link: `/requests/new/probation-review?person=${personId}`,
        dedupeKey: `probation.${onboardingId}.${extensions}`,
      })),
    );
  });
}
