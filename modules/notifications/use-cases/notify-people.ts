import { noticeOfRow, notices } from '../../../domain/notifications/notices';
import type { Bus } from '../../../platform/realtime/bus';
import type { Transaction } from '../../../platform/database/database';
import { jsonRows } from '../../../platform/database/json-rows';

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

/** Longer than a burst of one event takes, so that its rows leave as one push. */
const GATHER_PUSHES = '1 second';

/**
 * A key that exists is left out before numbers are given, so that it burns none. Who does not want a row in the bell gets
 * it filed away as read: the numbers stay without gaps, and nothing rings.
 */
const INSERT_NOTIFICATIONS = `
  WITH draft AS (
    SELECT DISTINCT ON (d."userId", d."dedupeKey") d.*
    FROM ${jsonRows(
      '$1',
      '"userId" uuid, type text, title text, body text, link text, "approvalId" uuid, "dedupeKey" text, notice text, bell text, push text',
    )} AS d
    ORDER BY d."userId", d."dedupeKey", d.ordinality
  ), fresh AS (
    SELECT d.*, row_number() OVER (PARTITION BY d."userId" ORDER BY d.ordinality) AS place
    FROM draft d
    WHERE NOT EXISTS (
      SELECT 1 FROM notification n WHERE n.user_id = d."userId" AND n.dedupe_key = d."dedupeKey")
  ), stream AS (
    UPDATE notification_stream s SET head = s.head + added.total
    FROM (SELECT "userId", count(*) AS total FROM fresh GROUP BY "userId") AS added
    WHERE s.user_id = added."userId"
    RETURNING s.user_id, s.head - added.total AS base
  ), wished AS (
    SELECT f.*, stream.base + f.place AS seq, clock_timestamp() AS at,
      f.bell IS DISTINCT FROM 'always' AND NOT coalesce(b.wanted, f.bell = 'on', false) AS filed,
      f.push IS NOT NULL AND coalesce(p.wanted, f.push <> 'off')
        AND EXISTS (SELECT FROM push_subscription s WHERE s.user_id = f."userId") AS pushed
    FROM fresh f JOIN stream ON stream.user_id = f."userId"
    LEFT JOIN notification_preference b ON b.user_id = f."userId" AND b.notice = f.notice AND b.channel = 'bell'
    LEFT JOIN notification_preference p ON p.user_id = f."userId" AND p.notice = f.notice AND p.channel = 'push'
  ), written AS (
    INSERT INTO notification
      (user_id, seq, type, title, body, link, approval_id, dedupe_key, created_at, read_at, archived_at)
    SELECT w."userId", w.seq, w.type, w.title, coalesce(w.body, ''), w.link, w."approvalId", w."dedupeKey", w.at,
      CASE WHEN filed THEN w.at END, CASE WHEN filed THEN w.at END
    FROM wished w
    RETURNING id, user_id, seq
  ), told AS (
    SELECT written.id, written.user_id, w.filed, w.pushed
    FROM written JOIN wished w ON w."userId" = written.user_id AND w.seq = written.seq
  ), logged AS (
    INSERT INTO notification_delivery (notification_id, channel, state, detail)
    SELECT id, 'bell', 'queued', CASE WHEN filed THEN 'turned-off' ELSE '' END FROM told
    UNION ALL SELECT id, 'push', 'queued', '' FROM told WHERE pushed
  )
  INSERT INTO push_job (subscription_id, notification_id, next_attempt_at)
  SELECT s.id, told.id, clock_timestamp() + interval '${GATHER_PUSHES}'
  FROM told JOIN push_subscription s ON s.user_id = told.user_id WHERE told.pushed`;

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
  tx.send(INSERT_NOTIFICATIONS, [JSON.stringify(drafts.map(withDefaults))]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'notifications', userIds: owners }));
}

/** What is sent by which channel unless the person has chosen otherwise. */
function withDefaults(draft: NotificationDraft) {
  const notice = noticeOfRow(draft.type);
  const { bell, push } = notices[notice].channels;
  return { ...draft, notice, bell, push };
}
