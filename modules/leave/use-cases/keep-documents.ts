import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { LeaveDocumentWire } from '../../../domain/wire/leave-types';
import type { Database } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { receiveEarly, sweepEarly, type EarlyUploads } from '../../../platform/files/early-uploads';
import type { Upload } from '../../../platform/files/receive-upload';
import { readStored } from '../../../platform/files/stored-content';
import { visibleRequests } from '../../approvals/policy';

interface FileDeps {
  db: Database;
  files: FileStore;
}

const DOCUMENTS: EarlyUploads = {
  table: 'leave_document',
  belongsTo: 'leave_request_id',
  most: 20,
  noun: 'document',
  tooMany: 'Ask for leave with the documents you have uploaded first',
};
const COLUMNS = 'd.id, d.name, d.media_type AS type, d.size, d.sha256';

const noSuchDocument = () => new DomainError('not-found', 'There is no such document');

/** Takes in documents for leave that is still to be asked for. @see receiveEarly */
export async function uploadDocuments(
  deps: FileDeps,
  input: { employeeId: string; upload: Upload },
): Promise<LeaveDocumentWire[]> {
  const kept = await receiveEarly(deps, DOCUMENTS, input);
  return kept.map(({ id, name, type, size, sha256 }) => ({ id, name, type, size, sha256 }));
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

/** Forgets documents that go with no leave. @see sweepEarly */
export const sweepDocuments = (deps: FileDeps): Promise<number> => sweepEarly(deps, DOCUMENTS);
