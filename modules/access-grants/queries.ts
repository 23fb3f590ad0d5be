import type { Principal } from '../../domain/access/principal';
import type { AccessGrant, AccessGrantQuery } from '../../domain/wire/access-grants';
import type { Queryable } from '../../platform/database/database';

const MOST = 500;

type Row = Omit<AccessGrant, 'grantedAt' | 'revokedAt' | 'lastUsedAt'> & {
  grantedAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

const RUNNING = 'g.revoked_at IS NULL AND g.ends_at > clock_timestamp()';

/** SQL condition that somebody may end a grant: admins, who heads the department, and who has it. */
function revocable(principal: Principal, parameters: unknown[]): string {
  if (principal.roles.includes('admin')) return 'true';
  const self = parameters.push(principal.id);
  const headed = parameters.push(principal.headsDepartmentIds);
  return `(g.grantee_id = $${self} OR g.department_id = ANY($${headed}::uuid[]))`;
}

/**
 * Grants, those that run first, then the newest: what the person has, or who has what of the departments they head (of
 * all, for admins). At most five hundred.
 */
export async function listAccessGrants(
  db: Queryable,
  principal: Principal,
  query: AccessGrantQuery,
): Promise<AccessGrant[]> {
  const parameters: unknown[] = [principal.id];
  const side =
    query.side === 'mine'
      ? 'g.grantee_id = $1'
      : `g.grantee_id <> $1 AND ${revocable(principal, parameters)}`;
  const state = query.state === 'running' ? RUNNING : 'true';
  return read(db, principal, { where: `${side} AND ${state}`, parameters });
}

/** One grant as the person may see it, or null. */
export async function findAccessGrant(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<AccessGrant | null> {
  const parameters: unknown[] = [id];
  const where = `g.id = $1 AND ${revocable(principal, parameters)}`;
  return (await read(db, principal, { where, parameters }))[0] ?? null;
}

async function read(
  db: Queryable,
  principal: Principal,
  { where, parameters }: { where: string; parameters: unknown[] },
): Promise<AccessGrant[]> {
  const mayRevoke = revocable(principal, parameters);
  const rows = await db.query<Row>(
    `SELECT g.id, json_build_object('id', p.id, 'name', p.name) AS person,
       json_build_object('id', d.id, 'name', d.name) AS department, g.resources, g.reason, g.until,
       CASE WHEN g.revoked_at IS NOT NULL THEN 'revoked' WHEN ${RUNNING} THEN 'running' ELSE 'over' END AS state,
       g.granted_at AS "grantedAt", g.approval_id AS "approvalId", g.revoked_at AS "revokedAt",
       CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.name) END AS "grantedBy",
       u.used, u.last AS "lastUsedAt", (${RUNNING} AND ${mayRevoke}) AS "mayRevoke"
     FROM access_grant g JOIN employee p ON p.id = g.grantee_id JOIN department d ON d.id = g.department_id
     LEFT JOIN employee b ON b.id = g.granted_by
     CROSS JOIN LATERAL (SELECT count(*)::int AS used, max(a.at) AS last FROM audit_event a
       WHERE a.subject_type = 'access-grant' AND a.subject_id = g.id::text AND a.action = 'access-grant.used') u
     WHERE g.granted_at IS NOT NULL AND ${where}
     ORDER BY (${RUNNING}) DESC, g.granted_at DESC, g.id LIMIT ${MOST}`,
    parameters,
  );
  return rows.map(({ grantedAt, revokedAt, lastUsedAt, ...row }) => ({
    ...row,
    grantedAt: grantedAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}
