import { DomainError } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { Person } from '../../../domain/wire/people';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { endSessions } from '../../auth/use-cases/end-sessions';
import { lockPerson, requireAdmin, requireAnotherAdmin } from '../administration';
import { visiblePerson } from '../queries';

/**
 * Bars a person from signing in and ends every session they have, at once. Whoever is inactive already stays so.
 * @throws DomainError forbidden, not-found, conflict (oneself, or the last active admin)
 */
export async function deactivatePerson(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  id: string,
): Promise<Person> {
  requireAdmin(principal);
  if (id === principal.id) {
    throw new DomainError('conflict', 'You cannot deactivate yourself.');
  }
  await deps.db.transaction(async (tx) => {
    const { active } = await lockPerson(tx, id);
    if (!active) return;
    await requireAnotherAdmin(tx, id);
    await tx.query('UPDATE employee SET active = false WHERE id = $1', [id]);
    await endSessions(deps, tx, id);
    recordAudit(tx, [
      { actorId: principal.id, action: 'person.deactivated', subjectType: 'person', subjectId: id },
    ]);
  });
  return visiblePerson(deps.db, principal, id);
}
