import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { SessionWire } from '../../../domain/wire/account';
import type { Database, Queryable } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';

interface SessionRow extends Omit<SessionWire, 'startedAt' | 'lastSeenAt' | 'expiresAt'> {
  startedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** The sessions a person has open, this one first, then by when they were last in use. */
export async function listSessions(db: Queryable, principal: Principal): Promise<SessionWire[]> {
  const rows = await db.query<SessionRow>(
    `SELECT s.id, s.device, s.network, s.created_at AS "startedAt", s.last_seen_at AS "lastSeenAt",
       s.expires_at AS "expiresAt", s.id = $2 AS current
     FROM auth_session s JOIN employee e ON e.id = s.employee_id AND e.token_version = s.token_version
     WHERE s.employee_id = $1 AND s.ended_at IS NULL AND s.expires_at > now()
     ORDER BY s.id = $2 DESC, s.last_seen_at DESC, s.id`,
    [principal.id, principal.sessionId],
  );
  return rows.map(({ startedAt, lastSeenAt, expiresAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

/**
 * Ends one session of one's own, at once.
 * @throws DomainError not-found for sessions of others, and those that are over
 */
export async function endSession(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  sessionId: string,
): Promise<void> {
  const ended = await end(deps, principal, `id = $2`, sessionId);
  if (ended === 0) throw new DomainError('not-found', 'You have no such session.');
}

/** Ends every session of one's own but this one. @returns how many */
export async function endOtherSessions(
  deps: { db: Database; bus: Bus },
  principal: Principal,
): Promise<number> {
  return end(deps, principal, 'id <> $2', principal.sessionId);
}

async function end(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  which: string,
  id: string,
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `WITH over AS (
         UPDATE auth_session SET ended_at = now()
         WHERE employee_id = $1 AND ended_at IS NULL AND expires_at > now() AND ${which} RETURNING id)
       SELECT id FROM over`,
      [principal.id, id],
    );
    recordAudit(
      tx,
      rows.map(({ id: subjectId }) => ({
        ...{ actorId: principal.id, action: 'auth.session-ended' },
        ...{ subjectType: 'session', subjectId },
      })),
    );
    tx.afterCommit(() => deps.bus.publish({ topic: 'sessions', userIds: [principal.id] }));
    return rows.length;
  });
}
