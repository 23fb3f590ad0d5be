import type { Role } from '../../domain/roles';
import type { Queryable } from '../../platform/database/database';
import type { SessionClaims } from '../../platform/tokens/session-token';

/** A session that still counts, with what may have changed since it was opened. */
interface LiveSession {
  id: string;
  employeeId: string;
  tokenVersion: number;
  roles: Role[];
  expiresAt: Date;
}

/** Those of the sessions that are not over: not ended, not expired, of an active person, of the current token version. */
export async function liveSessions(
  db: Queryable,
  sessionIds: string[],
): Promise<Map<string, LiveSession>> {
  const rows = await db.query<LiveSession>(
    `SELECT s.id, e.id AS "employeeId", s.token_version AS "tokenVersion", e.roles, s.expires_at AS "expiresAt"
     FROM auth_session s JOIN employee e ON e.id = s.employee_id
     WHERE s.id = ANY($1::uuid[]) AND s.ended_at IS NULL AND s.expires_at > now()
       AND e.active AND e.token_version = s.token_version`,
    [sessionIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether a session that counts is the one a token speaks of. */
export function isSessionOf(session: LiveSession, claims: SessionClaims): boolean {
  return (
    session.id === claims.sessionId &&
    session.employeeId === claims.employeeId &&
    session.tokenVersion >= claims.tokenVersion
  );
}
