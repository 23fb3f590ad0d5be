import { z } from 'zod';
import type { AuditRow } from '../../domain/wire/admin';
import type { Page } from '../../domain/wire/common';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';

const eventNumber = z.string().regex(/^\d{1,18}$/);

interface AuditEventRow extends Omit<AuditRow, 'at' | 'actor'> {
  at: Date;
  actorId: string | null;
  actorName: string | null;
}

/** The audit trail, newest first. For admins: who may read it is the caller's to check. */
export async function listAudit(
  db: Queryable,
  filter: { limit: number; cursor?: string; action?: string; subjectId?: string },
): Promise<Page<AuditRow>> {
  const after = decodeCursor(filter.cursor, { sortKey: eventNumber, id: eventNumber });
  const rows = await db.query<AuditEventRow>(
    `SELECT a.id::text AS id, a.at, a.action, a.subject_type AS "subjectType", a.subject_id AS "subjectId",
       a.channel, a.details, e.id AS "actorId", e.name AS "actorName"
     FROM audit_event a LEFT JOIN employee e ON e.id = a.actor_id
     WHERE ($1::bigint IS NULL OR a.id < $1) AND ($2::text IS NULL OR a.action = $2)
       AND ($3::text IS NULL OR a.subject_id = $3)
     ORDER BY a.id DESC LIMIT $4`,
    [after?.id ?? null, filter.action ?? null, filter.subjectId ?? null, filter.limit + 1],
  );
  return toPage(rows, filter.limit, {
    position: (row) => ({ sortKey: row.id, id: row.id }),
    present: ({ at, actorId, actorName, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
    }),
  });
}
