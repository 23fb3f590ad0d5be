import type { Principal } from '../../../domain/access/principal';
import type { Person } from '../../../domain/wire/people';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { lockPerson, requireAdmin } from '../administration';
import { visiblePerson } from '../queries';

/**
 * Lets a person sign in again, with new sessions only. Whoever is active already stays so.
 * @throws DomainError forbidden, not-found
 */
export async function reactivatePerson(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  id: string,
): Promise<Person> {
  requireAdmin(principal);
  await deps.db.transaction(async (tx) => {
    const { active } = await lockPerson(tx, id);
    if (active) return;
    await tx.query('UPDATE employee SET active = true, updated_at = now() WHERE id = $1', [id]);
    recordAudit(tx, [
      { actorId: principal.id, action: 'person.reactivated', subjectType: 'person', subjectId: id },
    ]);
    tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
  });
  return visiblePerson(deps.db, principal, id);
}
