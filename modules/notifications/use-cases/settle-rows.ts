import type { Transaction } from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';
import type { Bus } from '../../../platform/realtime/bus';

/** A row of somebody's bell, by what it was written for. */
interface RowKey {
  userId: string;
  dedupeKey: string;
}

/** Those that still wait; most changes touch none, and then no stream is locked. */
const WAITING = `SELECT DISTINCT n.user_id AS "userId" FROM ${jsonRows('$1', '"userId" uuid, "dedupeKey" text')} AS d
  JOIN notification n ON n.user_id = d."userId" AND n.dedupe_key = d."dedupeKey" AND n.read_at IS NULL`;

/** The streams come first and in order, as for whoever rings. */
const LOCK = `UPDATE notification_stream s SET revision = s.revision + 1 FROM (
    SELECT user_id FROM notification_stream WHERE user_id = ANY($1::uuid[]) ORDER BY user_id FOR UPDATE
  ) AS locked WHERE s.user_id = locked.user_id`;

const SETTLE = `WITH done AS (
    UPDATE notification n SET read_at = clock_timestamp(), archived_at = CASE WHEN $2 THEN clock_timestamp() ELSE n.archived_at END
    FROM ${jsonRows('$1', '"userId" uuid, "dedupeKey" text')} AS d
    WHERE n.user_id = d."userId" AND n.dedupe_key = d."dedupeKey" AND n.read_at IS NULL RETURNING n.id)
  INSERT INTO notification_delivery (notification_id, channel, state) SELECT id, 'bell', 'read' FROM done WHERE NOT $2
  ON CONFLICT DO NOTHING`;

/**
 * Settles rows of bells for what has happened elsewhere: their people have read what the rows are about or, with
 * `withdrawn`, it is there no more and the rows are filed away. Their pages count anew after the commit.
 */
export async function settleRows(
  deps: { bus: Bus },
  tx: Transaction,
  { keys, withdrawn = false }: { keys: RowKey[]; withdrawn?: boolean },
): Promise<void> {
  if (keys.length === 0) return;
  const rows = JSON.stringify(keys);
  const waiting = await tx.query<{ userId: string }>(WAITING, [rows]);
  if (waiting.length === 0) return;
  tx.send(LOCK, [waiting.map(({ userId }) => userId)]);
  tx.send(SETTLE, [rows, withdrawn]);
  tx.afterCommit(() => {
    for (const { userId } of waiting) deps.bus.publish({ topic: 'bell', userId });
  });
}
