import type { Bus } from '../../../platform/realtime/bus';
import type { Transaction } from '../../../platform/database/database';

/** One ring of one person's bell. */
export interface NotificationDraft {
  userId: string;
  type: string;
  title: string;
  body?: string;
  /** Path in the app. */
  link: string;
  approvalId?: string;
  /** The same key never rings the same person twice: what makes a repeated activity harmless. */
  dedupeKey: string;
}

/**
 * Takes the streams' row locks, always in the same order, so that two transactions never wait for each other.
 * A statement of its own: the next one's snapshot then sees every key that was written under the lock before.
 */
const LOCK_STREAMS = `
  INSERT INTO notification_stream (user_id)
  SELECT user_id FROM unnest($1::uuid[]) AS user_id ORDER BY user_id
  ON CONFLICT (user_id) DO UPDATE SET head = notification_stream.head`;

/** A key that exists is left out before numbers are given, so that it burns none. */
const INSERT_NOTIFICATIONS = `
  WITH draft AS (
    SELECT DISTINCT ON (d."userId", d."dedupeKey") d.*
    FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("userId" uuid, type text, title text, body text,
      link text, "approvalId" uuid, "dedupeKey" text)) WITH ORDINALITY AS d
      ("userId", type, title, body, link, "approvalId", "dedupeKey", position)
    ORDER BY d."userId", d."dedupeKey", d.position
  ), fresh AS (
    SELECT d.*, row_number() OVER (PARTITION BY d."userId" ORDER BY d.position) AS place
    FROM draft d
    WHERE NOT EXISTS (
      SELECT 1 FROM notification n WHERE n.user_id = d."userId" AND n.dedupe_key = d."dedupeKey")
  ), stream AS (
    UPDATE notification_stream s SET head = s.head + added.total
    FROM (SELECT "userId", count(*) AS total FROM fresh GROUP BY "userId") AS added
    WHERE s.user_id = added."userId"
    RETURNING s.user_id, s.head - added.total AS base
  )
  INSERT INTO notification (user_id, seq, type, title, body, link, approval_id, dedupe_key, created_at)
  SELECT f."userId", stream.base + f.place, f.type, f.title, coalesce(f.body, ''), f.link,
    f."approvalId", f."dedupeKey", clock_timestamp()
  FROM fresh f JOIN stream ON stream.user_id = f."userId"`;

/**
 * Writes notification rows with the next numbers of their owners; sockets are told after the commit.
 * Numbers have no gaps: they are given under the owner's row lock, kept until the caller's transaction ends, and a
 * rollback gives them back. Call it late in the transaction, since others who notify the same person wait meanwhile,
 * and once per transaction, since a second call could lock in another order (the retry of `transaction` covers that).
 */
export function notifyPeople(
  deps: { bus: Bus },
  tx: Transaction,
  drafts: NotificationDraft[],
): void {
  if (drafts.length === 0) return;
  const owners = [...new Set(drafts.map((draft) => draft.userId))];
  tx.send(LOCK_STREAMS, [owners]);
  tx.send(INSERT_NOTIFICATIONS, [JSON.stringify(drafts)]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'notifications', userIds: owners }));
}
