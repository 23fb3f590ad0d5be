import type { Queryable } from '../../../platform/database/database';

/** One fact for the audit trail. `details` holds ids and codes, never bodies, tokens or reasons. */
export interface AuditEntry {
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  channel?: string;
  details?: Record<string, unknown>;
}

/** Appends entries, in order, in the caller's transaction. */
export async function recordAudit(tx: Queryable, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `INSERT INTO audit_event (actor_id, action, subject_type, subject_id, channel, details)
     SELECT e.actor_id, e.action, e.subject_type, e.subject_id, e.channel, coalesce(e.details, '{}')
     FROM jsonb_to_recordset($1::jsonb) AS e (actor_id uuid, action text, subject_type text, subject_id text, channel text, details jsonb)`,
    [
      JSON.stringify(
        entries.map((entry) => ({
          actor_id: entry.actorId,
          action: entry.action,
          subject_type: entry.subjectType,
          subject_id: entry.subjectId,
          channel: entry.channel ?? null,
          details: entry.details ?? {},
        })),
      ),
    ],
  );
}
