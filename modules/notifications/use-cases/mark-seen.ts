import type { Database } from '../../../platform/database/database';

/** Nobody looks at more rows than this at once; older ones are not said to have been seen. */
const MOST_SEEN_AT_ONCE = 500;

/** Notes that a person has had everything up to a seq before their eyes; what is archived or snoozed was not there. */
export async function markSeen(
  deps: { db: Database },
  input: { userId: string; upTo: number },
): Promise<void> {
  await deps.db.query(
    `WITH before AS (
       SELECT user_id, seen, least($2::bigint, head) AS up_to FROM notification_stream WHERE user_id = $1 FOR UPDATE
     ), moved AS (
       UPDATE notification_stream s SET seen = before.up_to FROM before
       WHERE s.user_id = before.user_id AND before.seen < before.up_to RETURNING before.seen AS was, before.up_to
     )
     INSERT INTO notification_delivery (notification_id, channel, state)
     SELECT n.id, 'bell', 'seen' FROM moved JOIN notification n
       ON n.user_id = $1 AND n.seq > greatest(moved.was, moved.up_to - ${MOST_SEEN_AT_ONCE}) AND n.seq <= moved.up_to
     WHERE n.archived_at IS NULL AND (n.snoozed_until IS NULL OR n.snoozed_until <= now())
     ON CONFLICT DO NOTHING`,
    [input.userId, input.upTo],
  );
}
