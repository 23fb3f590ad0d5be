import { DomainError } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { Deactivated, HandOver } from '../../../domain/wire/people';
import type { Database, Queryable } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { revokeGrantsOf } from '../../access-grants/use-cases/give-access';
import { recordAudit, type AuditEntry } from '../../audit/use-cases/record-audit';
import { endSessions } from '../../auth/use-cases/end-sessions';
import { passChannelsOf } from '../../chat/use-cases/pass-channels';
import { revokePersonsLinks } from '../../mail/use-cases/revoke-persons-links';
import { lockPerson, requireAdmin, requireAnotherAdmin } from '../administration';
import { handOver, type HandedOver } from '../hand-over';
import { visiblePerson } from '../queries';

/**
 * Bars a person from signing in, ends every session they have and kills the links mailed to them, all at once. Their
 * reports, departments, projects, open deals and customers go to whoever takes over, channels they owned to the longest
 * there; the approvals that wait on them move right after, by their rules, and so to the new manager. Whoever is inactive
 * already stays so, and hands over what is left all the same.
 * @returns the person, and counts of what has nobody above it now
 * @throws DomainError forbidden, not-found, conflict (oneself, or the last active admin), invalid-input (somebody who
 * cannot take over)
 */
export async function deactivatePerson(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  id: string,
  to: HandOver = {},
): Promise<Deactivated> {
  requireAdmin(principal);
  if (id === principal.id) {
    throw new DomainError('conflict', 'You cannot deactivate yourself.');
  }
  const leftBehind = await deps.db.transaction(async (tx) => {
    const { active } = await lockPerson(tx, id);
    if (active) await requireAnotherAdmin(tx, id);
    const handed = await handOver(tx, { id, by: principal.id, to });
    const counts = await countLeftBehind(tx, id);
    if (active) {
      await tx.query('UPDATE employee SET active = false WHERE id = $1', [id]);
      await endSessions(deps, tx, id);
      revokePersonsLinks(tx, id);
      revokeGrantsOf(tx, id, principal.id);
      await passChannelsOf(tx, id);
    }
    recordAudit(tx, entriesOf({ by: principal.id, id, active, counts, handed }));
    // A trigger has noted the change; this is who hears of it at once.
    tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
    return counts;
  });
  return { ...(await visiblePerson(deps.db, principal, id)), leftBehind };
}

function entriesOf(done: {
  by: string;
  id: string;
  active: boolean;
  counts: Deactivated['leftBehind'];
  handed: HandedOver | undefined;
}): AuditEntry[] {
  const about = { actorId: done.by, subjectType: 'person', subjectId: done.id };
  const { counts, handed } = done;
  return [
    ...(handed ? [{ ...about, action: 'person.handed-over', details: { ...handed } }] : []),
    ...(done.active
      ? [{ ...about, action: 'person.deactivated', details: { leftBehind: counts } }]
      : []),
  ];
}

async function countLeftBehind(db: Queryable, id: string): Promise<Deactivated['leftBehind']> {
  const [counts] = await db.query<Deactivated['leftBehind']>(
    `SELECT (SELECT count(*) FROM employee WHERE manager_id = $1 AND active)::int AS "directReports",
       (SELECT count(*) FROM department WHERE head_id = $1)::int AS departments,
       (SELECT count(*) FROM approval_task WHERE approver_id = $1 AND status = 'open')::int AS "openTasks",
       (SELECT count(*) FROM deal WHERE owner_id = $1 AND stage NOT IN ('won', 'lost'))::int AS deals,
       (SELECT count(*) FROM customer WHERE owner_id = $1 AND archived_at IS NULL)::int AS customers`,
    [id],
  );
  return counts ?? { directReports: 0, departments: 0, openTasks: 0, deals: 0, customers: 0 };
}
