import type { Principal } from '../../../domain/access/principal';
import type { DepartmentKind, Role } from '../../../domain/roles';
import type { Config } from '../../../platform/config/config';
import type { Queryable } from '../../../platform/database/database';
import { notSignedIn, verifySessionToken } from '../../../platform/tokens/session-token';
import { PRINCIPAL_COLUMNS, PRINCIPAL_TABLES } from '../principal-columns';

const ONE_QUERY = `
  SELECT ${PRINCIPAL_COLUMNS}, s.id AS "sessionId",
    s.last_seen_at < $4::timestamptz - interval '5 minutes' AS "isSeenAnew"
  FROM auth_session s
  JOIN employee e ON e.id = s.employee_id
  ${PRINCIPAL_TABLES}
  WHERE s.id = $1 AND s.employee_id = $2 AND s.token_version >= $3
    AND s.ended_at IS NULL AND s.expires_at > $4
    AND e.active AND e.token_version = s.token_version`;

interface PrincipalRow extends Omit<Principal, 'roles' | 'departmentKind'> {
  roles: Role[];
  departmentKind: DepartmentKind | null;
  isSeenAnew: boolean;
}

/**
 * Who carries this session token, as the database knows them now: one query per request or socket event, so a change
 * of role, manager or session counts from the next one on. A session that was kept through a change of its password is
 * newer than its token, never older. Notes
 * every five minutes that the session is in use. Sockets ask the same for many at once (`live-sessions`).
 * @throws DomainError unauthenticated when the token, the session or the account is not good any more
 */
export async function authenticate(
  deps: { db: Queryable; config: Pick<Config, 'SESSION_SECRET'> },
  token: string,
): Promise<Principal> {
  const now = new Date();
  const claims = verifySessionToken(deps.config.SESSION_SECRET, token, now);
  const rows = await deps.db.query<PrincipalRow>(ONE_QUERY, [
    claims.sessionId,
    claims.employeeId,
    claims.tokenVersion,
    now,
  ]);
  if (!rows[0]) throw notSignedIn();
  const { isSeenAnew, ...principal } = rows[0];
  if (isSeenAnew) {
    const seen = [claims.sessionId, now];
    await deps.db.query('UPDATE auth_session SET last_seen_at = $2 WHERE id = $1', seen);
  }
  return principal;
}
