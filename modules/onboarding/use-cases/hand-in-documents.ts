import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { isPicture, mediaTypeOf } from '../../../domain/files/file-types';
import { MOST_WAITING_DOCUMENTS } from '../../../domain/onboarding/documents';
import type { OnboardingTaskWire } from '../../../domain/wire/onboarding';
import type { Database, Transaction } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { receiveUpload, type GoodFile, type Upload } from '../../../platform/files/receive-upload';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { noSuchDocument } from '../document-queries';
import { lockTask, requireOwnOpenTask } from '../own-task';
import { keepsDocumentsOf } from '../policy';
import { visibleTask } from '../queries';

interface FileDeps {
  db: Database;
  bus: Bus;
  files: FileStore;
}

/**
 * Takes in the files that a task of one's own asks for, and tells HR: all of them, or none and nothing left behind.
 * @throws DomainError not-found, forbidden (somebody else's task), conflict (not open, asks for nothing, too many wait),
 * invalid-input (what a file is, or is called), too-large
 */
export async function handInDocuments(
  deps: FileDeps,
  principal: Principal,
  input: { taskId: string; upload: Upload },
): Promise<OnboardingTaskWire> {
  const { taskId, upload } = input;
  refuse(await visibleTask(deps.db, principal, taskId), principal);
  await receiveUpload(deps.files, upload, (files) => {
    const wrong = files.filter(({ mediaType }) => !isDocument(mediaType));
    const message = (name: string) => `“${name}”: A document is a picture or a PDF.`;
    if (wrong.length > 0)
      throw invalidInput(wrong.map(({ name }) => ({ path: 'file', message: message(name) })));
    return deps.db.transaction((tx) => write(deps, tx, { principal, taskId, files }));
  });
  return visibleTask(deps.db, principal, taskId);
}

const isDocument = (type: string) => isPicture(type) || type === mediaTypeOf('pdf');

function refuse(task: OnboardingTaskWire, principal: Principal): void {
  requireOwnOpenTask(task, principal);
  if (task.documentKind === null) {
    throw new DomainError('conflict', 'This task asks for no document.');
  }
}

async function write(
  deps: FileDeps,
  tx: Transaction,
  { principal, taskId, files }: { principal: Principal; taskId: string; files: GoodFile[] },
): Promise<void> {
  await lockTask(tx, taskId);
  const task = await visibleTask(tx, principal, taskId);
  refuse(task, principal);
  const waiting = task.documents.filter(({ status }) => status === 'waiting').length;
  if (waiting + files.length > MOST_WAITING_DOCUMENTS) {
    const message = `At most ${MOST_WAITING_DOCUMENTS} files of a task wait for HR; ${waiting} do.`;
    throw new DomainError('conflict', message);
  }
  await tx.query(
    `INSERT INTO onboarding_document (id, task_id, uploaded_by, name, media_type, size, sha256)
     SELECT f.id, $1, $2, f.name, f."mediaType", f.size, f.sha256
     FROM jsonb_to_recordset($3::jsonb) AS f (id uuid, name text, "mediaType" text, size integer, sha256 text)`,
    [taskId, principal.id, JSON.stringify(files)],
  );
  // Before the commit: a row never names content that is not there. Should the commit fail, it is removed again.
  for (const { id } of files) await deps.files.keep(id);
  recordAudit(
    tx,
    files.map(({ id, sha256 }) => ({
      ...{ actorId: principal.id, action: 'onboarding-document.handed-in' },
      ...{ subjectType: 'person', subjectId: task.person.id },
      details: { onboardingId: task.onboardingId, taskId, documentId: id, sha256 },
    })),
  );
  await tellReviewers(deps, tx, { task, by: principal.id, firstId: files[0]?.id ?? '' });
}

/** HR of the department; the admins where it has nobody but those whom the documents are of. */
async function tellReviewers(
  deps: { bus: Bus },
  tx: Transaction,
  { task, by, firstId }: { task: OnboardingTaskWire; by: string; firstId: string },
): Promise<void> {
  const reviewers = await tx.query<{ id: string }>(
    `WITH keeper AS (
       SELECT r.id, 'hr' = ANY(r.roles) AS is_hr FROM employee r
       WHERE ${keepsDocumentsOf('r', '$1::uuid')} AND r.id NOT IN ($1, $2)
     )
     SELECT id FROM keeper WHERE is_hr OR NOT EXISTS (SELECT FROM keeper WHERE is_hr) ORDER BY id`,
    [task.person.id, by],
  );
  notifyPeople(
    deps,
    tx,
    reviewers.map(({ id }) => ({
      ...{
        userId: id,
        type: 'onboarding-document-waits',
        link: `/onboardings/${task.onboardingId}`,
      },
      title: `A document for the ${task.purpose === 'onboarding' ? 'start' : 'leaving'} of ${task.person.name} waits for you`,
      body: task.title,
      dedupeKey: `onboarding-document.${firstId}.waits`,
    })),
  );
}

/** Takes back a document of one's own that HR has not reviewed. @throws DomainError not-found, also once it is reviewed */
export async function takeBackDocument(
  deps: { db: Database; files: FileStore },
  { id, ownerId }: { id: string; ownerId: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [gone] = await tx.query<{ personId: string; onboardingId: string; taskId: string }>(
      `DELETE FROM onboarding_document d USING onboarding_task k JOIN onboarding o ON o.id = k.onboarding_id
       WHERE d.id = $1 AND d.uploaded_by = $2 AND d.status = 'waiting' AND k.id = d.task_id
       RETURNING o.person_id AS "personId", o.id AS "onboardingId", k.id AS "taskId"`,
      [id, ownerId],
    );
    if (!gone) throw noSuchDocument();
    recordAudit(tx, [
      {
        ...{ actorId: ownerId, action: 'onboarding-document.taken-back' },
        ...{ subjectType: 'person', subjectId: gone.personId },
        details: { onboardingId: gone.onboardingId, taskId: gone.taskId, documentId: id },
      },
    ]);
  });
  await deps.files.remove([id]);
}
