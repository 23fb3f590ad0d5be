import type { Principal } from '../../../domain/access/principal';
import type { FileWire } from '../../../domain/wire/approval-files';
import type { Transaction } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { receiveUpload, type GoodFile, type Upload } from '../../../platform/files/receive-upload';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { ApprovalDeps } from '../deps';
import { presentFile, readFiles, refuseTooMany } from '../files';
import { readVisibleRequest } from '../queries';
import { lockRequest, touchRequest } from '../store';

/**
 * Adds files to a request that the person may see: all of them, or none and nothing left behind.
 * @throws DomainError not-found, conflict (too many files), invalid-input (what a file is, or is called), too-large
 */
export async function addFiles(
  deps: ApprovalDeps & { files: FileStore },
  input: { approvalId: string; principal: Principal; upload: Upload },
): Promise<FileWire[]> {
  const request = await readVisibleRequest(deps.db, input.principal, input.approvalId);
  await refuseTooMany(deps.db, { requestId: request.id, adding: 1 });
  return receiveUpload(deps.files, input.upload, (files) =>
    deps.db.transaction((tx) => writeFiles(deps, tx, { ...input, files })),
  );
}

async function writeFiles(
  deps: ApprovalDeps & { files: FileStore },
  tx: Transaction,
  input: { approvalId: string; principal: Principal; files: GoodFile[] },
): Promise<FileWire[]> {
  const { approvalId, principal, files } = input;
  const { request } = await lockRequest(tx, approvalId);
  await refuseTooMany(tx, { requestId: request.id, adding: files.length });
  tx.send(
    `INSERT INTO approval_file (id, request_id, uploader_id, name, media_type, size, sha256)
     SELECT f.id, $1, $2, f.name, f.media_type, f.size, f.sha256
     FROM jsonb_to_recordset($3::jsonb)
       AS f (id uuid, name text, media_type text, size integer, sha256 text)`,
    [
      request.id,
      principal.id,
      JSON.stringify(files.map(({ mediaType, ...file }) => ({ ...file, media_type: mediaType }))),
    ],
  );
  touchRequest(tx, request.id);
  recordAudit(
    tx,
    files.map(({ id, sha256 }) => ({
      actorId: principal.id,
      action: 'approval.file-added',
      subjectType: 'approval',
      subjectId: request.id,
      channel: 'app',
      details: { fileId: id, sha256 },
    })),
  );
  const rows = await readFiles(tx, request.id);
  // Before the commit: a row never names content that is not there. Should the commit fail, it is removed again.
  for (const { id } of files) await deps.files.keep(id);
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
  return rows.filter((row) => files.some(({ id }) => id === row.id)).map(presentFile);
}
