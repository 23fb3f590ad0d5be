import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { DelegationWire } from '../../../domain/wire/delegations';
import type { Clock } from '../../../platform/clock/clock';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findDelegation } from '../queries';

/** What the use-cases of this module are built from. */
export interface DelegationDeps {
  db: Database;
  bus: Bus;
  clock: Clock;
}

/**
 * Ends a delegation now: the delegator's own, or by an admin anybody's. One that has ended already stays so.
 * @throws DomainError not-found, also for somebody else's
 */
export async function revokeDelegation(
  deps: DelegationDeps,
  principal: Principal,
  id: string,
): Promise<DelegationWire> {
  await deps.db.transaction(async (tx) => {
    const revoked = await tx.query<{ fromId: string; toId: string }>(
      `UPDATE delegation SET revoked_at = coalesce(revoked_at, clock_timestamp())
       WHERE id = $1 AND (from_id = $2 OR $3) RETURNING from_id AS "fromId", to_id AS "toId"`,
      [id, principal.id, principal.roles.includes('admin')],
    );
    const [delegation] = revoked;
    if (!delegation) throw new DomainError('not-found', 'There is no such substitute.');
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'delegation.revoked',
        subjectType: 'person',
        subjectId: delegation.fromId,
        channel: 'app',
        details: { delegationId: id, to: delegation.toId },
      },
    ]);
    tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
  });
  return (await findDelegation(deps.db, { id, at: deps.clock.now() })) as DelegationWire;
}
