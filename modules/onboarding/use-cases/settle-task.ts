import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { OnboardingTaskWire, SettleTask } from '../../../domain/wire/onboarding';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { lockTask, requireOwnOpenTask } from '../own-task';
import { visibleTask } from '../queries';

/**
 * Ticks a task off, or declares it not applicable with a reason; once, and by its owner alone. Who sees the onboarding
 * without owning the task is refused, whatever their role.
 * @throws DomainError not-found, forbidden (somebody else's), conflict (not open), invalid-input (a document is wanted)
 */
export async function settleTask(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  input: { id: string; wanted: SettleTask },
): Promise<OnboardingTaskWire> {
  await deps.db.transaction(async (tx) => {
    await lockTask(tx, input.id);
    const task = await visibleTask(tx, principal, input.id);
    refuse(task, principal, input.wanted);
    await write(tx, { task, by: principal.id, wanted: input.wanted });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  });
  return visibleTask(deps.db, principal, input.id);
}

function refuse(task: OnboardingTaskWire, principal: Principal, wanted: SettleTask): void {
  requireOwnOpenTask(task, principal);
  if (wanted.outcome === 'done' && task.documentKind !== null) {
    const message = 'Hand the document in; the task is done once HR accepts it';
    throw invalidInput([{ path: 'document', message }]);
  }
  if (task.handIn === 'waiting') {
    throw new DomainError('conflict', 'Take back first what you have handed in.');
  }
  if (wanted.outcome === 'done' && task.wantsDocument && wanted.document === undefined) {
    throw invalidInput([{ path: 'document', message: 'Say where the document is kept' }]);
  }
}

async function write(
  tx: Transaction,
  { task, by, wanted }: { task: OnboardingTaskWire; by: string; wanted: SettleTask },
): Promise<void> {
  const isDone = wanted.outcome === 'done';
  await tx.query(
    `UPDATE onboarding_task SET status = $2, settled_at = clock_timestamp(), settled_by = $3, reason = $4, document = $5
     WHERE id = $1`,
    [
      task.id,
      wanted.outcome,
      by,
      isDone ? null : wanted.reason,
      isDone ? (wanted.document ?? null) : null,
    ],
  );
  await tx.query('UPDATE onboarding SET revision = revision + 1 WHERE id = $1', [
    task.onboardingId,
  ]);
  recordAudit(tx, [
    {
      actorId: by,
      action: isDone ? 'onboarding-task.done' : 'onboarding-task.not-applicable',
      subjectType: 'person',
      subjectId: task.person.id,
      details: { onboardingId: task.onboardingId, taskId: task.id },
    },
  ]);
}
