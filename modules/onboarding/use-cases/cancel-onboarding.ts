import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { OnboardingDetail } from '../../../domain/wire/onboarding';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { visibleOnboardingDetail } from '../queries';

/**
 * Ends a checklist that is no longer wanted, such as that of somebody who will not come. What was done stays on record;
 * what is open waits for nobody any more.
 * @throws DomainError not-found, conflict (it has ended)
 */
export async function cancelOnboarding(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  { id, reason }: { id: string; reason: string },
): Promise<OnboardingDetail> {
  const { person, purpose } = await visibleOnboardingDetail(deps.db, principal, id);
  await deps.db.transaction(async (tx) => {
    const ended = await tx.query(
      `UPDATE onboarding SET status = 'cancelled', ended_at = clock_timestamp(), ended_by = $2, end_reason = $3,
         revision = revision + 1
       WHERE id = $1 AND status = 'running' RETURNING 1`,
      [id, principal.id, reason],
    );
    if (ended.length === 0) throw new DomainError('conflict', 'It has ended already.');
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: `${purpose}.cancelled`,
        subjectType: 'person',
        subjectId: person.id,
        details: { onboardingId: id },
      },
    ]);
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  });
  return visibleOnboardingDetail(deps.db, principal, id);
}
