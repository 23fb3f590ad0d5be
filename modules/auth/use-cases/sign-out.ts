import type { Principal } from '../../../domain/access/principal';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';

/** Ends the session the person came with, and no other one, at once. */
export async function signOut(
  deps: { db: Database; bus: Bus },
  principal: Principal,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await tx.query(
      'UPDATE auth_session SET ended_at = now() WHERE id = $1 AND employee_id = $2 AND ended_at IS NULL',
      [principal.sessionId, principal.id],
    );
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'auth.signed-out',
        subjectType: 'session',
        subjectId: principal.sessionId,
      },
    ]);
    tx.afterCommit(() => deps.bus.publish({ topic: 'sessions', userIds: [principal.id] }));
  });
}
