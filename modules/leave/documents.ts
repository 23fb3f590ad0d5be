import { invalidInput } from '../../domain/errors';
import type { Queryable, Transaction } from '../../platform/database/database';

/** A document as a request shows it. */
export interface NamedDocument {
  id: string;
  name: string;
}

const NOT_YOURS = 'Name documents that you uploaded and that are with no other leave';

/**
 * The documents that a request names, in its order.
 * @param of.leaveId the leave that may have them already: one that is being changed
 * @throws DomainError invalid-input for one that is somebody else's, with another leave, or named twice
 */
export async function documentsFor(
  db: Queryable,
  of: { ids: readonly string[]; employeeId: string; leaveId?: string },
): Promise<NamedDocument[]> {
  if (of.ids.length === 0) return [];
  const rows = await db.query<NamedDocument>(
    `SELECT id, name FROM leave_document WHERE id = ANY($1::uuid[]) AND employee_id = $2
       AND (leave_request_id IS NULL OR leave_request_id = $3) ORDER BY array_position($1::uuid[], id)`,
    [of.ids, of.employeeId, of.leaveId ?? null],
  );
  if (rows.length === of.ids.length) return rows;
  throw invalidInput([{ path: 'documents', message: NOT_YOURS }]);
}

/**
 * Puts documents with a leave, in the caller's transaction; those it had before are free again.
 * @throws DomainError invalid-input when one was put elsewhere a moment ago
 */
export async function placeDocuments(
  tx: Transaction,
  of: { ids: readonly string[]; employeeId: string; leaveId: string },
): Promise<void> {
  await tx.query(
    'UPDATE leave_document SET leave_request_id = NULL WHERE leave_request_id = $1 AND NOT id = ANY($2::uuid[])',
    [of.leaveId, of.ids],
  );
  if (of.ids.length === 0) return;
  const placed = await tx.query(
    `UPDATE leave_document SET leave_request_id = $1
     WHERE id = ANY($2::uuid[]) AND employee_id = $3 AND (leave_request_id IS NULL OR leave_request_id = $1) RETURNING 1`,
    [of.leaveId, of.ids, of.employeeId],
  );
  if (placed.length < of.ids.length)
    throw invalidInput([{ path: 'documents', message: NOT_YOURS }]);
}
