import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { OnboardingTaskWire, ReviewDocuments } from '../../../domain/wire/onboarding';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { lockTask } from '../own-task';
import { visibleTask } from '../queries';

interface Review {
  task: OnboardingTaskWire;
  by: string;
  wanted: ReviewDocuments;
}

/**
 * Accepts what was handed in for a task, which is done by that, or sends it back with a reason; once, and all that waits.
 * @throws DomainError not-found, forbidden (not HR of the department, or their own documents), conflict (nothing waits,
 * or something else than was named; nobody owns the task)
 */
export async function reviewDocuments(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  { taskId, wanted }: { taskId: string; wanted: ReviewDocuments },
): Promise<OnboardingTaskWire> {
  await deps.db.transaction(async (tx) => {
    await lockTask(tx, taskId);
    const task = await visibleTask(tx, principal, taskId);
    refuse(task, wanted);
    const review = { task, by: principal.id, wanted };
    await mark(tx, review);
    if (wanted.verdict === 'accept') await settle(deps, tx, review);
    tell(deps, tx, review);
  });
  return visibleTask(deps.db, principal, taskId);
}

function refuse(task: OnboardingTaskWire, wanted: ReviewDocuments): void {
  if (task.handIn !== 'waiting' || task.status !== 'open') {
    throw new DomainError('conflict', 'Nothing of this task waits for HR.');
  }
  if (!task.mayReview) {
    const message =
      'HR of the department, or an admin, reviews documents, and nobody reviews their own.';
    throw new DomainError('forbidden', message);
  }
  const waiting = task.documents.filter(({ status }) => status === 'waiting').map(({ id }) => id);
  const isWhole =
    waiting.length === new Set(wanted.documents).size &&
    waiting.every((id) => wanted.documents.includes(id));
  if (!isWhole) {
    throw new DomainError('conflict', 'What was handed in has changed: look at it again.');
  }
  if (!task.owner) throw new DomainError('conflict', 'Nobody owns this task now.');
}

async function mark(tx: Transaction, { task, by, wanted }: Review): Promise<void> {
  const isAccepted = wanted.verdict === 'accept';
  await tx.query(
    `UPDATE onboarding_document SET status = $3, reviewed_by = $2, reviewed_at = clock_timestamp(), reason = $4
     WHERE task_id = $1 AND status = 'waiting'`,
    [task.id, by, isAccepted ? 'accepted' : 'sent-back', isAccepted ? null : wanted.reason],
  );
  recordAudit(
    tx,
    wanted.documents.map((documentId) => ({
      ...{ actorId: by, action: `onboarding-document.${isAccepted ? 'accepted' : 'sent-back'}` },
      ...{ subjectType: 'person', subjectId: task.person.id },
      details: { onboardingId: task.onboardingId, taskId: task.id, documentId },
    })),
  );
}

/** The task stays its owner's: they handed in what settles it. Who accepted it stands with the document. */
async function settle(deps: { bus: Bus }, tx: Transaction, { task }: Review): Promise<void> {
  await tx.query(
    `UPDATE onboarding_task SET status = 'done', settled_at = clock_timestamp(), settled_by = owner_id WHERE id = $1`,
    [task.id],
  );
  await tx.query('UPDATE onboarding SET revision = revision + 1 WHERE id = $1', [
    task.onboardingId,
  ]);
  recordAudit(tx, [
    {
      ...{ actorId: task.owner?.id ?? null, action: 'onboarding-task.done' },
      ...{ subjectType: 'person', subjectId: task.person.id },
      details: { onboardingId: task.onboardingId, taskId: task.id },
    },
  ]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
}

function tell(deps: { bus: Bus }, tx: Transaction, { task, wanted }: Review): void {
  if (!task.owner) return;
  const isAccepted = wanted.verdict === 'accept';
  const title = isAccepted
    ? `Accepted: ${task.title}`
    : `Sent back, to be handed in again: ${task.title}`;
  notifyPeople(deps, tx, [
    {
      ...{ userId: task.owner.id, type: 'onboarding-document-reviewed', title, link: '/tasks' },
      ...(isAccepted ? {} : { body: wanted.reason }),
      dedupeKey: `onboarding-document.${wanted.documents[0]}.reviewed`,
    },
  ]);
}
