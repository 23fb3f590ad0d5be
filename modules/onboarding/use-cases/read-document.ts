import { LEAVER_DOCUMENT_DAYS, UNUSED_DOCUMENT_DAYS } from '../../../domain/onboarding/documents';
import type { Database } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { readStored } from '../../../platform/files/stored-content';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findDocument, type StoredDocument } from '../document-queries';

interface FileDeps {
  db: Database;
  files: FileStore;
}

const REMOVED_AT_ONCE = 200;

/**
 * A document with its content, for the person it is about, who handed it in, HR of the department and admins. Each look
 * is in the audit trail before the first byte.
 * @throws DomainError not-found, conflict (`damage`: the content in the store is another, or gone)
 */
export async function readDocument(
  deps: FileDeps,
  input: { id: string; readerId: string },
): Promise<{ file: StoredDocument; content: Buffer }> {
  const file = await deps.db.transaction(async (tx) => {
    const found = await findDocument(tx, input);
    recordAudit(tx, [
      {
        ...{ actorId: input.readerId, action: 'onboarding-document.read' },
        ...{ subjectType: 'person', subjectId: found.personId },
        details: { taskId: found.taskId, documentId: found.id },
      },
    ]);
    return found;
  });
  return { file, content: await readStored(deps.files, file) };
}

/**
 * Removes content and names of documents that have served: what was sent back or belongs to a cancelled checklist after
 * thirty days, and all of somebody's a year after they were deactivated. That they were there, and who reviewed them, stays.
 * The row first: a crash in between leaves content without a row, never a row without content.
 * @returns how many
 */
export async function sweepOnboardingDocuments(deps: FileDeps): Promise<number> {
  const gone = await deps.db.query<{ id: string }>(
    `UPDATE onboarding_document SET removed_at = clock_timestamp(), name = NULL WHERE id IN (
       SELECT d.id FROM onboarding_document d JOIN onboarding_task k ON k.id = d.task_id
       JOIN onboarding o ON o.id = k.onboarding_id JOIN employee p ON p.id = o.person_id
       WHERE d.removed_at IS NULL AND (
         (d.status = 'sent-back' AND d.reviewed_at < now() - make_interval(days => $1))
         OR (o.status = 'cancelled' AND o.ended_at < now() - make_interval(days => $1))
         OR (NOT p.active AND (SELECT max(e.at) FROM audit_event e WHERE e.subject_type = 'person'
           AND e.subject_id = p.id::text AND e.action = 'person.deactivated') < now() - make_interval(days => $2)))
       LIMIT ${REMOVED_AT_ONCE} FOR UPDATE OF d SKIP LOCKED)
     RETURNING id`,
    [UNUSED_DOCUMENT_DAYS, LEAVER_DOCUMENT_DAYS],
  );
  await deps.files.remove(gone.map(({ id }) => id));
  return gone.length;
}
