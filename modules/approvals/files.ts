import { FILES_PER_REQUEST } from '../../domain/files/file-types';
import { DomainError, invalidInput } from '../../domain/errors';
import type { FileWire } from '../../domain/wire/approval-files';
import type { Queryable, Transaction } from '../../platform/database/database';

/** A row of approval_file, with the uploader's name. */
export interface FileRow {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  uploaderId: string;
  uploaderName: string;
  commentId: string | null;
  decisionId: string | null;
  createdAt: Date;
}

const COLUMNS = `f.id, f.name, f.media_type AS "mediaType", f.size, f.sha256, f.uploader_id AS "uploaderId",
  e.name AS "uploaderName", f.comment_id AS "commentId", f.decision_id AS "decisionId", f.created_at AS "createdAt"`;

/** The files of a request, oldest first. Whether one may see the request is the caller's to check. */
export function readFiles(db: Queryable, requestId: string): Promise<FileRow[]> {
  return db.query<FileRow>(
    `SELECT ${COLUMNS} FROM approval_file f JOIN employee e ON e.id = f.uploader_id
     WHERE f.request_id = $1 ORDER BY f.ordinal`,
    [requestId],
  );
}

/** One file of a request. @throws DomainError not-found, also for a file of another request */
export async function readFileRow(
  db: Queryable,
  of: { requestId: string; fileId: string },
): Promise<FileRow> {
  const [row] = await db.query<FileRow>(
    `SELECT ${COLUMNS} FROM approval_file f JOIN employee e ON e.id = f.uploader_id
     WHERE f.request_id = $1 AND f.id = $2`,
    [of.requestId, of.fileId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such file');
  return row;
}

/** @throws DomainError conflict when so many more files would be too many for the request */
export async function refuseTooMany(
  db: Queryable,
  { requestId, adding }: { requestId: string; adding: number },
): Promise<void> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM approval_file WHERE request_id = $1',
    [requestId],
  );
  const count = row?.count ?? 0;
  if (count + adding <= FILES_PER_REQUEST) return;
  throw new DomainError(
    'conflict',
    `A request has at most ${FILES_PER_REQUEST} files; this one has ${count}`,
  );
}

/**
 * Shows files with a comment or a decision of the person who uploaded them, in the caller's transaction.
 * @returns them as they leave the API, or nothing where there are none
 * @throws DomainError invalid-input: not a file of this request, somebody else's, or shown elsewhere already
 */
export async function attachFiles(
  tx: Transaction,
  input: {
    requestId: string;
    uploaderId: string;
    fileIds: string[];
    place: { commentId: string } | { decisionId: string };
  },
): Promise<{ files?: FileWire[] }> {
  const ids = [...new Set(input.fileIds)];
  if (ids.length === 0) return {};
  const column = 'commentId' in input.place ? 'comment_id' : 'decision_id';
  const place = 'commentId' in input.place ? input.place.commentId : input.place.decisionId;
  const rows = await tx.query<FileRow>(
    `WITH f AS (
       UPDATE approval_file SET ${column} = $4
       WHERE id = ANY($1::uuid[]) AND request_id = $2 AND uploader_id = $3 AND comment_id IS NULL AND decision_id IS NULL
       RETURNING *
     ) SELECT ${COLUMNS} FROM f JOIN employee e ON e.id = f.uploader_id ORDER BY f.ordinal`,
    [ids, input.requestId, input.uploaderId, place],
  );
  if (rows.length === ids.length) return { files: rows.map(presentFile) };
  const message = 'Name files that you uploaded to this request and have not shown elsewhere yet';
  throw invalidInput([{ path: 'files', message }]);
}

/** A file as it leaves the API. */
export function presentFile(row: FileRow): FileWire {
  return {
    id: row.id,
    name: row.name,
    type: row.mediaType,
    size: row.size,
    sha256: row.sha256,
    by: { id: row.uploaderId, name: row.uploaderName },
    at: row.createdAt.toISOString(),
  };
}

/** The files that stand with a comment or a decision, as they leave the API; no member where there are none. */
export function filesAt(rows: FileRow[], placeId: string | undefined): { files?: FileWire[] } {
  const found = rows.filter(
    ({ commentId, decisionId }) =>
      placeId !== undefined && [commentId, decisionId].includes(placeId),
  );
  return found.length > 0 ? { files: found.map(presentFile) } : {};
}
