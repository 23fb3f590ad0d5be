import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { OwnPreboarding } from '../../../domain/wire/preboarding';
import type { Clock } from '../../../platform/clock/clock';
import type { Database } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import type { Upload } from '../../../platform/files/receive-upload';
import type { Bus } from '../../../platform/realtime/bus';
import { handInDocuments, takeBackDocument } from '../../onboarding/use-cases/hand-in-documents';
import { findForm, type FoundForm } from '../links';
import { ownForm } from '../queries';

interface EarlyDeps {
  db: Database;
  clock: Clock;
  bus: Bus;
  files: FileStore;
}

/**
 * Takes in documents that a task of the newcomer's own asks for, before their first day: the task opens with the first of
 * them, and HR reviews them as all others.
 * @throws as findForm and handInDocuments; DomainError not-found (no such task of theirs)
 */
export async function handInEarly(
  deps: EarlyDeps,
  { token, taskId, upload }: { token: string; taskId: string; upload: Upload },
): Promise<OwnPreboarding> {
  const form = await findForm(deps, deps.db, token);
  await openEarly(deps, form, taskId);
  const newcomer = await asThemselves(deps.db, form.personId);
  await handInDocuments(deps, newcomer, { taskId, upload });
  return ownForm(deps.db, form);
}

/** Takes back a document that HR has not reviewed. @throws as findForm; DomainError not-found */
export async function takeBackEarly(
  deps: EarlyDeps,
  { token, documentId }: { token: string; documentId: string },
): Promise<OwnPreboarding> {
  const form = await findForm(deps, deps.db, token);
  await takeBackDocument(deps, { id: documentId, ownerId: form.personId });
  return ownForm(deps.db, form);
}

async function openEarly(
  { db, bus }: EarlyDeps,
  { onboardingId, personId }: FoundForm,
  taskId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    // The onboarding first, as everything that changes its tasks does.
    await tx.query('SELECT 1 FROM onboarding WHERE id = $1 FOR NO KEY UPDATE', [onboardingId]);
    const [task] = await tx.query<{ isWaiting: boolean }>(
      `SELECT status = 'waiting' AS "isWaiting" FROM onboarding_task
       WHERE id = $1 AND onboarding_id = $2 AND owner_role = 'employee' AND document_kind IS NOT NULL`,
      [taskId, onboardingId],
    );
    if (!task) throw new DomainError('not-found', 'There is no such task.');
    if (!task.isWaiting) return;
    await tx.query(
      `UPDATE onboarding_task SET status = 'open', opened_at = clock_timestamp(), owner_id = $2 WHERE id = $1`,
      [taskId, personId],
    );
    await tx.query('UPDATE onboarding SET revision = revision + 1 WHERE id = $1', [onboardingId]);
    tx.afterCommit(() => bus.publish({ topic: 'outbox' }));
  });
}

/** The newcomer as use-cases know people, without a role and without a session: they see what is about themselves. */
async function asThemselves(db: Database, id: string): Promise<Principal> {
  const [person] = await db.query<Pick<Principal, 'id' | 'email' | 'name' | 'zone'>>(
    'SELECT id, email::text AS email, name, zone FROM employee WHERE id = $1',
    [id],
  );
  if (!person) throw new Error('a link of nobody');
  return {
    ...person,
    ...{ roles: [], headsDepartmentIds: [], granted: {}, restrictions: [] },
    ...{ departmentId: null, departmentName: null, departmentKind: null },
    ...{ managerId: null, managerName: null, language: null, sessionId: '' },
  };
}
