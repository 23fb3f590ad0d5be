import { DomainError } from '../../../domain/errors';
import type { Queryable } from '../../../platform/database/database';
import { blockingTasksOf } from '../queries';

/**
 * Lets a person ask for approvals unless a blocking task of their onboarding is open.
 * @throws DomainError forbidden, naming the tasks that hold them
 */
export async function requireNotHeld(db: Queryable, personId: string): Promise<void> {
  const heldBy = await blockingTasksOf(db, personId);
  if (heldBy.length === 0) return;
  const titles = heldBy.map(({ title }) => `“${title}”`).join(', ');
  throw new DomainError(
    'forbidden',
    `Your onboarding is not far enough for this yet. Still open: ${titles}.`,
    { heldBy },
  );
}
