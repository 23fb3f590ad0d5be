import type { Principal } from '../../../domain/access/principal';
import type { FileWire } from '../../../domain/wire/approval-files';
import type { FileStore } from '../../../platform/files/file-store';
import { readStored } from '../../../platform/files/stored-content';
import type { ApprovalDeps } from '../deps';
import { presentFile, readFileRow } from '../files';
import { readVisibleRequest } from '../queries';

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
  return { file: presentFile(row), content: await readStored(deps.files, row) };
}
