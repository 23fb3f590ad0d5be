import type { Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';

/**
 * Ends every session of a person in the caller's transaction, by raising the token version; sockets are told after
 * the commit. What has been signed for the old version is worth nothing from then on.
 * @param keptSessionId the one that goes on: it is carried over to the new version
 */
export async function endSessions(
  deps: { bus: Bus },
  tx: Transaction,
  employeeId: string,
  keptSessionId: string | null = null,
): Promise<void> {
  await tx.query(
    'UPDATE employee SET token_version = token_version + 1, updated_at = now() WHERE id = $1',
    [employeeId],
  );
  await tx.query(
    `UPDATE auth_session s SET ended_at = CASE WHEN s.id IS DISTINCT FROM $2::uuid THEN now() END,
       token_version = CASE WHEN s.id = $2 THEN e.token_version ELSE s.token_version END
     FROM employee e WHERE e.id = $1 AND s.employee_id = e.id AND s.ended_at IS NULL`,
    [employeeId, keptSessionId],
  );
  tx.afterCommit(() => deps.bus.publish({ topic: 'sessions', userIds: [employeeId] }));
}
