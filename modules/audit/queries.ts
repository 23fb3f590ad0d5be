import { z } from 'zod';
import type { SortOf } from '../../domain/lists/sorting';
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

/**
 * The audit trail, newest first unless sorted otherwise. For admins: who may read it is the caller's to check. Who audits whose conversations is
 * for those to read who oversee that; an admin finds what they did themselves, and what NETRA did.
 */
export async function listAudit(
  db: Queryable,
  filter: {
    readerId: string;
    limit: number;
    cursor?: string;
    action?: string;
    subjectId?: string;
    sort?: SortOf<'audit'>;
  },
): Promise<Page<AuditRow>> {
  // Rows are numbered as they are recorded.
  const sort = filter.sort === 'at' ? filter.sort : undefined;
  const [beyond, way] = sort ? ['>', 'ASC'] : ['<', 'DESC'];
  const after = decodeCursor(filter.cursor, { sortKey: eventNumber, id: eventNumber, sort });
  const rows = await db.query<AuditEventRow>(
    `SELECT a.id::text AS id, a.at, a.action, a.subject_type AS "subjectType", a.subject_id AS "subjectId",
       a.channel, a.details, e.id AS "actorId", e.name AS "actorName"
     FROM audit_event a LEFT JOIN employee e ON e.id = a.actor_id
     WHERE ($1::bigint IS NULL OR a.id ${beyond} $1) AND ($2::text IS NULL OR a.action = $2)
       AND ($3::text IS NULL OR a.subject_id = $3)
       AND (a.action NOT LIKE 'chat-audit.%' OR a.actor_id IS NULL OR a.actor_id = $5)
     ORDER BY a.id ${way} LIMIT $4`,
    [
      ...[after?.id ?? null, filter.action ?? null, filter.subjectId ?? null],
      ...[filter.limit + 1, filter.readerId],
    ],
  );
  return toPage(rows, filter.limit, {
    position: (row) => ({ sortKey: row.id, id: row.id, ...(sort ? { sort } : {}) }),
    present: ({ at, actorId, actorName, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
    }),
  });
}

/** The newest row of the chain. `hash` in hex. */
export interface Head {
  position: number;
  hash: string;
  sealedAt: Date;
}

/** An audited fact with its place in the chain, null while it waits for its seal. */
export interface SealOfEvent {
  /** ISO 8601 in UTC, to the millisecond. */
  at: string;
  action: string;
  seal: { position: number; hash: string } | null;
}

/** The head of the chain; null when nothing is sealed yet. */
export async function readHead(db: Queryable): Promise<Head | null> {
  const [row] = await db.query<Omit<Head, 'position'> & { position: string }>(
    `SELECT s.position::text AS position, encode(s.hash, 'hex') AS hash, s.sealed_at AS "sealedAt"
     FROM audit_seal s ORDER BY s.position DESC LIMIT 1`,
  );
  return row ? { ...row, position: Number(row.position) } : null;
}

/** What is recorded about a subject, oldest first, each with its seal. Who may read it is the caller's to check. */
export async function sealsOf(
  db: Queryable,
  subject: { subjectType: string; subjectId: string },
): Promise<SealOfEvent[]> {
  const rows = await db.query<{
    at: Date;
    action: string;
    position: string | null;
    hash: string | null;
  }>(
    `SELECT a.at, a.action, s.position::text AS position, encode(s.hash, 'hex') AS hash
     FROM audit_event a LEFT JOIN audit_seal s ON s.event_id = a.id
     WHERE a.subject_type = $1 AND a.subject_id = $2 ORDER BY a.id`,
    [subject.subjectType, subject.subjectId],
  );
  return rows.map(({ at, action, position, hash }) => ({
    at: at.toISOString(),
    action,
    seal: position === null || hash === null ? null : { position: Number(position), hash },
  }));
}
