import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import type { OnboardingTaskWire } from '../../domain/wire/onboarding';
import type { Transaction } from '../../platform/database/database';

/**
 * Locks a task for the transaction. The onboarding first, as everything that changes it does; in a statement of its own,
 * so that the next one sees what it waited for.
 */
export async function lockTask(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    `SELECT 1 FROM onboarding WHERE id = (SELECT onboarding_id FROM onboarding_task WHERE id = $1) FOR NO KEY UPDATE`,
    [id],
  );
}

/** Lets an owner act on a task that is open. @throws DomainError forbidden (somebody else's), conflict (not open) */
export function requireOwnOpenTask(task: OnboardingTaskWire, principal: Principal): void {
  if (task.status === 'waiting') {
    throw new DomainError('conflict', `This task opens on ${task.dueOn}.`);
  }
  if (task.owner?.id !== principal.id) {
    const whose = task.owner ? `${task.owner.name}'s` : 'nobody’s yet';
    throw new DomainError('forbidden', `This task is ${whose}: only its owner can settle it.`);
  }
  if (!task.mine) {
    const how = task.status === 'open' ? 'Its checklist was cancelled.' : 'It is settled already.';
    throw new DomainError('conflict', how);
  }
}
