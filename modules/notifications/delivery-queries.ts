import { DomainError } from '../../domain/errors';
import type { DeliveryList } from '../../domain/wire/notifications';
import type { Queryable } from '../../platform/database/database';

type Step = DeliveryList['items'][number];

/**
 * How a notification reached its person, step by step.
 * @param input.userId only if it is this person's; left out for admins, who may look at any
 * @throws DomainError not-found
 */
export async function listDeliveries(
  db: Queryable,
  input: { notificationId: string; userId?: string },
): Promise<Step[]> {
  const rows = await db.query<Omit<Step, 'at'> & { at: Date | null }>(
    `SELECT d.channel, d.state, d.detail, d.at FROM notification n
     LEFT JOIN notification_delivery d ON d.notification_id = n.id
     WHERE n.id = $1 AND ($2::uuid IS NULL OR n.user_id = $2) ORDER BY d.at, d.id`,
    [input.notificationId, input.userId ?? null],
  );
  if (rows.length === 0) throw new DomainError('not-found', 'There is no such notification.');
  return rows.flatMap(({ at, ...step }) => (at ? [{ ...step, at: at.toISOString() }] : []));
}
