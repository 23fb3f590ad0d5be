import type { Role } from '../../domain/roles';
import type { Queryable } from '../../platform/database/database';

/** A session that still counts, with what may have changed since it was opened. */
export interface LiveSession {
  id: string;
  roles: Role[];
  expiresAt: Date;
}

/** Those of the sessions that are not over: not ended, not expired, of an active person, of the current token version. */
export async function liveSessions(
  db: Queryable,
  sessionIds: string[],
): Promise<Map<string, LiveSession>> {
  const rows = await db.query<LiveSession>(
    `SELECT s.id, e.roles, s.expires_at AS "expiresAt"
     FROM auth_session s JOIN employee e ON e.id = s.employee_id
     WHERE s.id = ANY($1::uuid[]) AND s.ended_at IS NULL AND s.expires_at > now()
       AND e.active AND e.token_version = s.token_version`,
    [sessionIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
