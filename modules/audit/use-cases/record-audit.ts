import type { Transaction } from '../../../platform/database/database';

/**
 * One fact for the audit trail. `details` holds ids, codes and hashes, never bodies, tokens or reasons; the exceptions are
 * the reason of an override and that of reading what others wrote, which must stand where nobody can change them.
 */
export interface AuditEntry {
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  channel?: string;
  details?: Record<string, unknown>;
}

/** Appends entries, in order, in the caller's transaction. */
export function recordAudit(tx: Transaction, entries: AuditEntry[]): void {
  if (entries.length === 0) return;
  const parameters: unknown[] = [];
  tx.send(auditInsert(entries, parameters), parameters);
}

/**
 * The INSERT of entries as SQL, for a caller that writes them in one statement with its own rows (`WITH audit AS (…)`).
 * It ends in its FROM: a caller whose entry depends on its own rows adds a WHERE.
 * @param parameters the statement's parameters so far; what the INSERT needs is appended
 */
export function auditInsert(entries: AuditEntry[], parameters: unknown[]): string {
  const rows = entries.map((entry) => ({
    actor_id: entry.actorId,
    action: entry.action,
    subject_type: entry.subjectType,
    subject_id: entry.subjectId,
    channel: entry.channel ?? null,
    details: entry.details ?? {},
  }));
  return `INSERT INTO audit_event (actor_id, action, subject_type, subject_id, channel, details)
    SELECT e.actor_id, e.action, e.subject_type, e.subject_id, e.channel, e.details
    FROM jsonb_to_recordset($${parameters.push(JSON.stringify(rows))}::jsonb) AS e (actor_id uuid, action text,
      subject_type text, subject_id text, channel text, details jsonb)`;
}
