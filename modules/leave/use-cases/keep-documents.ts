import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { isPicture, mediaTypeOf } from '../../../domain/files/file-types';
import type { LeaveDocumentWire } from '../../../domain/wire/leave-types';
import type { Database } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { receiveUpload, type GoodFile, type Upload } from '../../../platform/files/receive-upload';
import { readStored } from '../../../platform/files/stored-content';
import { visibleRequests } from '../../approvals/policy';

interface FileDeps {
  db: Database;
  files: FileStore;
}

/** How many documents somebody may have that go with no leave yet. */
const MOST_UNUSED = 20;
const SWEPT_AT_ONCE = 200;
const COLUMNS = 'd.id, d.name, d.media_type AS type, d.size, d.sha256';

const noSuchDocument = () => new DomainError('not-found', 'There is no such document');

/**
 * Takes in documents for leave that is still to be asked for: all of them, or none and nothing left behind.
 * @throws DomainError invalid-input (what a file is, or is called), too-large, conflict (too many that go with no leave)
 */
export async function uploadDocuments(
  deps: FileDeps,
  input: { employeeId: string; upload: Upload },
): Promise<LeaveDocumentWire[]> {
  return receiveUpload(deps.files, input.upload, (files) => {
    const wrong = files.filter(
      ({ mediaType }) => !isPicture(mediaType) && mediaType !== mediaTypeOf('pdf'),
    );
    const message = (name: string) => `“${name}”: A document is a picture or a PDF.`;
    if (wrong.length > 0)
      throw invalidInput(wrong.map(({ name }) => ({ path: 'file', message: message(name) })));
    return writeDocuments(deps, { employeeId: input.employeeId, files });
  });
}

function writeDocuments(
  deps: FileDeps,
  { employeeId, files }: { employeeId: string; files: GoodFile[] },
): Promise<LeaveDocumentWire[]> {
  return deps.db.transaction(async (tx) => {
    // One upload of a person at a time, or two together would pass the limit that each of them keeps.
    tx.send(`SELECT pg_advisory_xact_lock(hashtextextended('leave documents of ' || $1, 0))`, [
      employeeId,
    ]);
    const [unused] = await tx.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM leave_document WHERE employee_id = $1 AND leave_request_id IS NULL',
      [employeeId],
    );
    if ((unused?.count ?? 0) + files.length > MOST_UNUSED)
      throw new DomainError('conflict', 'Ask for leave with the documents you have uploaded first');
    const rows = await tx.query<LeaveDocumentWire>(
      `WITH d AS (
         INSERT INTO leave_document (id, employee_id, name, media_type, size, sha256)
         SELECT f.id, $1, f.name, f."mediaType", f.size, f.sha256
         FROM jsonb_to_recordset($2::jsonb) AS f (id uuid, name text, "mediaType" text, size integer, sha256 text)
         RETURNING *
       ) SELECT ${COLUMNS} FROM d`,
      [employeeId, JSON.stringify(files)],
    );
    // Before the commit: a row never names content that is not there. Should the commit fail, it is removed again.
    for (const { id } of files) await deps.files.keep(id);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return files.flatMap(({ id }) => byId.get(id) ?? []);
  });
}

/**
 * A document with its content: for whoever uploaded it and, once it goes with a leave, for those who may see the request.
 * @throws DomainError not-found, conflict (`damage`: the content in the store is another, or gone)
 */
export async function readDocument(
  deps: FileDeps,
  { id, principal }: { id: string; principal: Principal },
): Promise<{ file: LeaveDocumentWire; content: Buffer }> {
  const parameters: unknown[] = [id, principal.id];
  const visible = visibleRequests(principal, 'a', parameters);
  const [file] = await deps.db.query<LeaveDocumentWire>(
    `SELECT ${COLUMNS} FROM leave_document d WHERE d.id = $1 AND (d.employee_id = $2 OR EXISTS (
       SELECT FROM approval_request a WHERE a.kind = 'leave' AND a.subject_id = d.leave_request_id AND ${visible}))`,
    parameters,
  );
  if (!file) throw noSuchDocument();
  return { file, content: await readStored(deps.files, file) };
}

/**
 * Forgets documents that were uploaded over thirty days ago, longer than any draft is kept for, and go with no leave. The
 * row first: a crash in between leaves content without a row, never a row without content. Returns how many.
 */
export async function sweepDocuments(deps: FileDeps): Promise<number> {
  const gone = await deps.db.query<{ id: string }>(
    `DELETE FROM leave_document WHERE id IN (SELECT id FROM leave_document
       WHERE leave_request_id IS NULL AND created_at < now() - interval '30 days' LIMIT ${SWEPT_AT_ONCE}
       FOR UPDATE SKIP LOCKED) RETURNING id`,
  );
  await deps.files.remove(gone.map(({ id }) => id));
  return gone.length;
}
