import { checkUntil, endOfGrant } from '../../../domain/access/grants';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import type { AccessGrant, GiveAccess } from '../../../domain/wire/access-grants';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findAccessGrant } from '../queries';
import { tellGrantee } from '../tell-grantee';

/**
 * Lets somebody look into a department's records from now on until the end of a day. For admins, and for whoever heads
 * the department. Who gets it is told.
 * @throws DomainError forbidden, invalid-input (nobody or no department of the id, oneself, a day that is past or too far)
 */
export async function giveAccess(
  deps: { db: Database; clock: Clock; bus: Bus },
  principal: Principal,
  given: GiveAccess,
): Promise<AccessGrant> {
  const heads = principal.headsDepartmentIds.includes(given.departmentId);
  if (!heads && !principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins and who heads the department may give this.');
  }
  const now = deps.clock.now();
  const id = await deps.db.transaction(async (tx) => {
    const zone = await checkGiven(tx, { principal, given, now });
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO access_grant (grantee_id, department_id, resources, reason, until, ends_at, granted_at, granted_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [
        ...[given.personId, given.departmentId, given.resources, given.reason, given.until],
        ...[endOfGrant(given.until, zone), now, principal.id],
      ],
    );
    const grantId = rows[0]?.id ?? '';
    const { personId, departmentId, resources, until } = given;
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'access-grant.given', channel: 'app' },
        ...{ subjectType: 'access-grant', subjectId: grantId },
        details: { personId, departmentId, resources, until },
      },
    ]);
    await tellGrantee(deps, tx, { grantId, by: principal, what: 'given' });
    return grantId;
  });
  const grant = await findAccessGrant(deps.db, principal, id);
  if (!grant) throw noSuchGrant();
  return grant;
}

/** Refuses what is wrong with a grant. @returns the grantee's zone */
async function checkGiven(
  tx: Transaction,
  { principal, given, now }: { principal: Principal; given: GiveAccess; now: Date },
): Promise<string> {
  const [known] = await tx.query<{ zone: string | null; hasDepartment: boolean }>(
    `SELECT (SELECT zone FROM employee WHERE id = $1 AND active) AS zone,
       EXISTS (SELECT FROM department WHERE id = $2) AS "hasDepartment"`,
    [given.personId, given.departmentId],
  );
  const zone = known?.zone ?? null;
  const problems: FieldProblem[] = checkUntil(given.until, zone ?? principal.zone, now);
  if (zone === null) problems.push({ path: 'personId', message: 'There is no such active person' });
  if (given.personId === principal.id) {
    problems.push({ path: 'personId', message: 'Nobody grants themselves anything' });
  }
  if (!known?.hasDepartment) {
    problems.push({ path: 'departmentId', message: 'There is no such department' });
  }
  if (zone === null || problems.length > 0) throw invalidInput(problems);
  return zone;
}

const noSuchGrant = () => new DomainError('not-found', 'There is no such grant.');

/**
 * Ends a grant at once. For admins, for whoever heads the department, and for who has it, who else is told.
 * @throws DomainError not-found, conflict (it is over already)
 */
export async function revokeAccess(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  id: string,
): Promise<AccessGrant> {
  const grant = await findAccessGrant(deps.db, principal, id);
  if (!grant) throw noSuchGrant();
  await deps.db.transaction(async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `WITH ended AS (
         UPDATE access_grant SET revoked_at = clock_timestamp(), revoked_by = $2
         WHERE id = $1 AND revoked_at IS NULL AND ends_at > clock_timestamp() RETURNING id)
       SELECT id FROM ended`,
      [id, principal.id],
    );
    if (rows.length === 0) throw new DomainError('conflict', 'This grant is over already.');
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'access-grant.revoked', channel: 'app' },
        ...{ subjectType: 'access-grant', subjectId: id },
      },
    ]);
    await tellGrantee(deps, tx, { grantId: id, by: principal, what: 'ended' });
  });
  return (await findAccessGrant(deps.db, principal, id)) ?? grant;
}

/** Ends every grant of somebody who leaves, in the caller's transaction: coming back does not bring them back. */
export function revokeGrantsOf(tx: Transaction, personId: string, by: string): void {
  tx.send(
    `UPDATE access_grant SET revoked_at = clock_timestamp(), revoked_by = $2
     WHERE grantee_id = $1 AND revoked_at IS NULL AND granted_at IS NOT NULL AND ends_at > clock_timestamp()`,
    [personId, by],
  );
}
