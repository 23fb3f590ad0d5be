import type { BellState } from '../../../domain/wire/notifications';
import { changeRows, CHOSEN, type RowChange, type RowDeps } from '../choose-rows';

/**
 * Marks a person's own rows as read: those named, or all up to a seq. Ids of others are passed over.
 * The person's other pages are told after the commit.
 * @returns how the bell stands, recounted
 */
export async function markRead(deps: RowDeps, change: RowChange): Promise<BellState> {
  const { userId, ids, upTo, group } = change;
  return deps.db.transaction(async (tx) => {
    const state = await changeRows(tx, change, [
      `WITH done AS (UPDATE notification n SET read_at = clock_timestamp()
         WHERE ${CHOSEN} AND n.read_at IS NULL RETURNING n.id)
       INSERT INTO notification_delivery (notification_id, channel, state) SELECT id, 'bell', 'read' FROM done
       ON CONFLICT DO NOTHING`,
    ]);
    // Which rows are of a group, pages do not know: they look again.
    const which = group === undefined ? { ids, upTo } : {};
    tx.afterCommit(() => {
      deps.bus.publish({ topic: 'notifications-read', userId, ...state, ...which });
      if (group !== undefined) deps.bus.publish({ topic: 'bell', userId });
    });
    return state;
  });
}
