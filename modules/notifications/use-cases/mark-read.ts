import type { Bus } from '../../../platform/realtime/bus';
import type { Database } from '../../../platform/database/database';
import { bellState } from '../queries';

/**
 * Marks a person's own rows as read: those named, or all up to a seq. Ids of others are passed over.
 * The person's other pages are told after the commit.
 * @returns the unread rows that are left, recounted
 */
export async function markRead(
  deps: { db: Database; bus: Bus },
  input: { userId: string; ids?: string[]; upTo?: number },
): Promise<{ unread: number }> {
  const { userId, ids, upTo } = input;
  return deps.db.transaction(async (tx) => {
    await tx.query(
      `UPDATE notification SET read_at = clock_timestamp()
       WHERE user_id = $1 AND read_at IS NULL AND (id = ANY($2::uuid[]) OR seq <= $3::bigint)`,
      [userId, ids ?? [], upTo ?? null],
    );
    const { unread } = await bellState(tx, userId);
    tx.afterCommit(() =>
      deps.bus.publish({ topic: 'notifications-read', userId, unread, ids, upTo }),
    );
    return { unread };
  });
}
