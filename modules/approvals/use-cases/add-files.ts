import type { Readable } from 'node:stream';
import type { Principal } from '../../../domain/access/principal';
import {
  cleanFileName,
  declaredFormat,
  FILE_MAX_BYTES,
  mediaTypeOf,
} from '../../../domain/approvals/file-types';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { FileWire } from '../../../domain/wire/approval-files';
import type { Transaction } from '../../../platform/database/database';
import { contentProblem } from '../../../platform/files/check-content';
import type { ArrivedFile, FileStore } from '../../../platform/files/file-store';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { ApprovalDeps } from '../deps';
import { presentFile, readFiles, refuseTooMany } from '../files';
import { readVisibleRequest } from '../queries';
import { lockRequest, touchRequest } from '../store';

/** A file on its way in, as its sender describes it. */
export interface IncomingFile {
  name: string;
  declaredType: string;
  content: Readable;
  /** Known once the content has ended: more came than {@link FILE_MAX_BYTES}, and the rest was let go. */
  isCut(): boolean;
}

/** Hands every file that comes in to `take`, one after the other; rejects when what comes in cannot be read. */
export type Upload = (take: (file: IncomingFile) => Promise<void>) => Promise<void>;

interface GoodFile extends ArrivedFile {
  name: string;
  mediaType: string;
}

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
  const arrivedIds: string[] = [];
  const looks: Promise<GoodFile | DomainError>[] = [];
  try {
    await input.upload(async (file) => {
      // In the order they came, whichever is looked at faster.
      looks.push(lookAt(deps.files, file, arrivedIds));
      await looks.at(-1);
    });
    const good = allGood(await Promise.all(looks));
    return await deps.db.transaction((tx) => writeFiles(deps, tx, { ...input, files: good }));
  } catch (error) {
    await deps.files.remove(arrivedIds);
    throw error;
  }
}

/** Refusals are kept until everything has come in: a sender who is still talking does not listen. */
async function lookAt(
  store: FileStore,
  file: IncomingFile,
  arrivedIds: string[],
): Promise<GoodFile | DomainError> {
  const name = cleanFileName(file.name);
  const refuse = (problem: string) =>
    invalidInput([{ path: 'file', message: name ? `“${name}”: ${problem}` : problem }]);
  const declared = declaredFormat({ name, declaredType: file.declaredType });
  if (!name || 'problem' in declared) {
    file.content.resume();
    return refuse('problem' in declared ? declared.problem : 'A file needs a name.');
  }
  const arrived = await store.receive(file.content);
  arrivedIds.push(arrived.id);
  if (file.isCut() || arrived.size > FILE_MAX_BYTES) {
    const limit = FILE_MAX_BYTES / 1024 / 1024;
    return new DomainError('too-large', `“${name}” is larger than ${limit} MB`);
  }
  const problem = contentProblem(declared.format, await store.readArrived(arrived.id));
  if (problem !== undefined) return refuse(problem);
  return { ...arrived, name, mediaType: mediaTypeOf(declared.format) };
}

function allGood(looked: (GoodFile | DomainError)[]): GoodFile[] {
  const problems = looked.filter((file) => file instanceof DomainError);
  const tooLarge = problems.find(({ code }) => code === 'too-large');
  if (tooLarge) throw tooLarge;
  if (problems.length > 0)
    throw invalidInput(problems.flatMap(({ details }) => details.errors ?? []));
  if (looked.length === 0) throw invalidInput([{ path: 'file', message: 'Choose a file.' }]);
  return looked as GoodFile[];
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
