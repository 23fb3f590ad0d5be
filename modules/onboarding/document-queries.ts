import { DomainError } from '../../domain/errors';
import type { HandInState } from '../../domain/onboarding/documents';
import type { OnboardingDocumentWire } from '../../domain/wire/onboarding';
import type { Queryable } from '../../platform/database/database';
import { keepsDocumentsOf } from './policy';

/** What was handed in for a task, as far as its reader may see it. */
export interface HandIn {
  state: HandInState;
  documents: OnboardingDocumentWire[];
  mayReview: boolean;
}

type DocumentRow = Omit<OnboardingDocumentWire, 'review'> & {
  reviewerId: string | null;
  reviewerName: string | null;
  reviewedAt: string | null;
  reason: string | null;
};

interface HandInRow {
  taskId: string;
  state: HandInState;
  mayReview: boolean;
  documents: DocumentRow[];
}

/**
 * SQL condition that a reader may see a document: it is about them, they handed it in, or they keep such documents.
 * @param names SQL of the document's row, of its onboarding's row, and of the reader's employee row
 */
function visibleDocument(names: { document: string; onboarding: string; reader: string }): string {
  const { document, onboarding, reader } = names;
  return `(${onboarding}.person_id = ${reader}.id OR ${document}.uploaded_by = ${reader}.id
    OR ${keepsDocumentsOf(reader, `${onboarding}.person_id`)})`;
}

const WAITING = `EXISTS (SELECT FROM onboarding_document d WHERE d.task_id = k.id AND d.status = 'waiting'`;

/**
 * What was handed in for tasks, by the task's id. Whether the reader may see the tasks is the caller's to check. Nobody
 * reviews what is about them, or what they handed in themselves.
 */
export async function handInsOf(
  db: Queryable,
  taskIds: string[],
  readerId: string,
): Promise<Map<string, HandIn>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db.query<HandInRow>(
    `SELECT k.id AS "taskId",
       CASE WHEN ${WAITING}) THEN 'waiting'
         ELSE coalesce((SELECT d.status FROM onboarding_document d WHERE d.task_id = k.id
           ORDER BY d.reviewed_at DESC LIMIT 1), 'none') END AS state,
       o.status <> 'cancelled' AND k.status = 'open' AND o.person_id <> r.id AND ${WAITING}) AND NOT ${WAITING}
         AND d.uploaded_by = r.id) AND ${keepsDocumentsOf('r', 'o.person_id')} AS "mayReview",
       (SELECT coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'type', d.media_type, 'size', d.size,
          'by', json_build_object('id', u.id, 'name', u.name), 'at', d.uploaded_at, 'status', d.status,
          'reviewerId', v.id, 'reviewerName', v.name, 'reviewedAt', d.reviewed_at, 'reason', d.reason)
          ORDER BY d.uploaded_at, d.id), '[]')
        FROM onboarding_document d JOIN employee u ON u.id = d.uploaded_by LEFT JOIN employee v ON v.id = d.reviewed_by
        WHERE d.task_id = k.id AND d.removed_at IS NULL
          AND ${visibleDocument({ document: 'd', onboarding: 'o', reader: 'r' })}) AS documents
     FROM onboarding_task k JOIN onboarding o ON o.id = k.onboarding_id JOIN employee r ON r.id = $2
     WHERE k.id = ANY($1::uuid[])`,
    [taskIds, readerId],
  );
  return new Map(rows.map((row) => [row.taskId, presentHandIn(row)]));
}

function presentHandIn({ state, mayReview, documents }: HandInRow): HandIn {
  return { state, mayReview, documents: documents.map(presentDocument) };
}

function presentDocument(row: DocumentRow): OnboardingDocumentWire {
  const { reviewerId, reviewerName, reviewedAt, reason, at, ...document } = row;
  const by = { id: reviewerId ?? '', name: reviewerName ?? '' };
  return {
    ...document,
    at: new Date(at).toISOString(),
    review: reviewedAt === null ? null : { by, at: new Date(reviewedAt).toISOString(), reason },
  };
}

/** A document as it lies in the file store, and whom it is about. */
export interface StoredDocument {
  id: string;
  taskId: string;
  personId: string;
  name: string;
  type: string;
  sha256: string;
}

/** One document that a reader may see. @throws DomainError not-found, also once its content is removed */
export async function findDocument(
  db: Queryable,
  { id, readerId }: { id: string; readerId: string },
): Promise<StoredDocument> {
  const [row] = await db.query<StoredDocument>(
    `SELECT d.id, d.task_id AS "taskId", o.person_id AS "personId", d.name, d.media_type AS type, d.sha256
     FROM onboarding_document d JOIN onboarding_task k ON k.id = d.task_id JOIN onboarding o ON o.id = k.onboarding_id
     JOIN employee r ON r.id = $2
     WHERE d.id = $1 AND d.removed_at IS NULL AND ${visibleDocument({ document: 'd', onboarding: 'o', reader: 'r' })}`,
    [id, readerId],
  );
  if (!row) throw noSuchDocument();
  return row;
}

/** The refusal of a document that is not there for the reader. */
export function noSuchDocument(): DomainError {
  return new DomainError('not-found', 'There is no such document.');
}
