import { DomainError } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { Deactivated } from '../../../domain/wire/people';
import type { Database, Queryable } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { endSessions } from '../../auth/use-cases/end-sessions';
import { revokePersonsLinks } from '../../mail/use-cases/revoke-persons-links';
import { lockPerson, requireAdmin, requireAnotherAdmin } from '../administration';
import { visiblePerson } from '../queries';

/**
 * Bars a person from signing in, ends every session they have and kills the links mailed to them, all at once; what
 * waits on them moves to others right after. Whoever is inactive already stays so.
 * @returns the person, and counts of what has nobody above it now
 * @throws DomainError forbidden, not-found, conflict (oneself, or the last active admin)
 */
export async function deactivatePerson(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  id: string,
): Promise<Deactivated> {
  requireAdmin(principal);
  if (id === principal.id) {
    throw new DomainError('conflict', 'You cannot deactivate yourself.');
  }
  const leftBehind = await deps.db.transaction(async (tx) => {
    const { active } = await lockPerson(tx, id);
    const counts = await countLeftBehind(tx, id);
    if (!active) return counts;
    await requireAnotherAdmin(tx, id);
    await tx.query('UPDATE employee SET active = false WHERE id = $1', [id]);
    await endSessions(deps, tx, id);
    revokePersonsLinks(tx, id);
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'person.deactivated',
        subjectType: 'person',
        subjectId: id,
        details: { leftBehind: counts },
      },
    ]);
    // A trigger has noted the change; this is who hears of it at once.
    tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
    return counts;
  });
  return { ...(await visiblePerson(deps.db, principal, id)), leftBehind };
}

async function countLeftBehind(db: Queryable, id: string): Promise<Deactivated['leftBehind']> {
  const [counts] = await db.query<Deactivated['leftBehind']>(
    `SELECT (SELECT count(*) FROM employee WHERE manager_id = $1 AND active)::int AS "directReports",
       (SELECT count(*) FROM department WHERE head_id = $1)::int AS departments,
       (SELECT count(*) FROM approval_task WHERE approver_id = $1 AND status = 'open')::int AS "openTasks"`,
    [id],
  );
  return counts ?? { directReports: 0, departments: 0, openTasks: 0 };
}
