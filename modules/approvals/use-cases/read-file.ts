import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { FileWire } from '../../../domain/wire/approval-files';
import type { FileStore } from '../../../platform/files/file-store';
import type { ApprovalDeps } from '../deps';
import { presentFile, readFileRow } from '../files';
import { readVisibleRequest } from '../queries';

const DAMAGED = {
  changed: 'has changed since it was uploaded: its hash is another one. It is not served',
  missing: 'is no longer in the file store',
};

/**
 * A file of a request that the person may see, with its content, which is exactly what was uploaded.
 * @throws DomainError not-found (request or file), conflict (`damage`: the content in the store is another, or gone)
 */
export async function readFile(
  deps: Pick<ApprovalDeps, 'db'> & { files: FileStore },
  input: { approvalId: string; fileId: string; principal: Principal },
): Promise<{ file: FileWire; content: Buffer }> {
  const request = await readVisibleRequest(deps.db, input.principal, input.approvalId);
  const row = await readFileRow(deps.db, { requestId: request.id, fileId: input.fileId });
  const stored = await deps.files.read(row);
  if (stored.state === 'intact') return { file: presentFile(row), content: stored.content };
  throw new DomainError('conflict', `“${row.name}” ${DAMAGED[stored.state]}`, {
    damage: stored.state,
    fileId: row.id,
  });
}
