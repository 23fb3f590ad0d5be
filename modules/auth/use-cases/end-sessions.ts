import type { Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';

/**
 * Ends every session of a person in the caller's transaction, by raising the token version; sockets are told after
 * the commit. What has been signed for the old version is worth nothing from then on.
 */
export async function endSessions(
  deps: { bus: Bus },
  tx: Transaction,
  employeeId: string,
): Promise<void> {
  await tx.query(
    'UPDATE employee SET token_version = token_version + 1, updated_at = now() WHERE id = $1',
    [employeeId],
  );
  await tx.query(
    'UPDATE auth_session SET ended_at = now() WHERE employee_id = $1 AND ended_at IS NULL',
    [employeeId],
  );
  tx.afterCommit(() => deps.bus.publish({ topic: 'sessions', userIds: [employeeId] }));
}
