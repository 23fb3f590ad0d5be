import type { Database } from '../../platform/database/database';
import type { PushTarget } from '../../platform/web-push/push-sender';

/** Longer than one delivery can take: afterwards whoever took it is dead, and another may. */
const LEASE = '40 seconds';
const BROWSERS = 20;
/** What was to be told longer ago is in the bell, and no news. */
const NEWS_FOR = '1 day';

/** One row of a bell that one browser is to be told of. */
export interface TakenPush {
  jobId: string;
  attempts: number;
  notificationId: string;
  userId: string;
  type: string;
  title: string;
  link: string;
  /** It has been read, archived or snoozed meanwhile, or is old. */
  isPointless: boolean;
}

/** Everything that waits for one browser, to be told at once. */
export interface PushBatch extends PushTarget {
  subscriptionId: string;
  userId: string;
  /** The session in which the browser asked still runs. */
  isSignedIn: boolean;
  pushes: TakenPush[];
}

type Row = TakenPush & Omit<PushBatch, 'pushes'>;

/**
 * Takes what is due, browser by browser, with everything else that is about to be: a burst leaves as one push. What is
 * taken belongs to this process until its lease is over, and comes back if it dies.
 */
export async function takeDuePushes(db: Database): Promise<PushBatch[]> {
  const rows = await db.query<Row>(
    `WITH taken AS (
       UPDATE push_job SET next_attempt_at = now() + interval '${LEASE}', attempts = attempts + 1
       WHERE id IN (SELECT id FROM push_job
         WHERE next_attempt_at <= now() + interval '1 second' AND subscription_id IN (
           SELECT subscription_id FROM push_job WHERE next_attempt_at <= now() GROUP BY 1
           ORDER BY min(next_attempt_at) LIMIT ${BROWSERS})
         FOR UPDATE SKIP LOCKED)
       RETURNING *)
     SELECT t.id AS "jobId", t.attempts, n.id AS "notificationId", n.type, n.title, n.link,
       (n.read_at IS NOT NULL OR n.archived_at IS NOT NULL OR coalesce(n.snoozed_until > now(), false)
         OR greatest(t.created_at, n.snoozed_until) < now() - interval '${NEWS_FOR}') AS "isPointless",
       s.id AS "subscriptionId", s.user_id AS "userId", s.endpoint, s.p256dh, s.auth,
       (a.ended_at IS NULL AND a.expires_at > now() AND e.active AND e.token_version = a.token_version)
         AS "isSignedIn"
     FROM taken t JOIN push_subscription s ON s.id = t.subscription_id
     JOIN notification n ON n.id = t.notification_id AND n.user_id = s.user_id
     JOIN auth_session a ON a.id = s.session_id JOIN employee e ON e.id = s.user_id
     ORDER BY s.id, n.seq`,
  );
  const batches = new Map<string, PushBatch>();
  for (const row of rows) {
    const { subscriptionId, userId, endpoint, p256dh, auth, isSignedIn, ...push } = row;
    const browser = { subscriptionId, userId, endpoint, p256dh, auth, isSignedIn };
    const batch = batches.get(subscriptionId) ?? { ...browser, pushes: [] };
    batch.pushes.push({ ...push, userId });
    batches.set(subscriptionId, batch);
  }
  return [...batches.values()];
}

/** What has been told, or is not to be, waits no more. */
export async function dropPushes(db: Database, pushes: TakenPush[]): Promise<void> {
  if (pushes.length === 0) return;
  await db.query('DELETE FROM push_job WHERE id = ANY($1::bigint[])', [
    pushes.map(({ jobId }) => jobId),
  ]);
}

/** Not now: at an instant, without counting as an attempt if it was none. */
export async function postponePushes(
  db: Database,
  pushes: TakenPush[],
  { until, isAttempt }: { until: Date; isAttempt: boolean },
): Promise<void> {
  if (pushes.length === 0) return;
  await db.query(
    `UPDATE push_job SET next_attempt_at = $2, attempts = attempts - CASE WHEN $3 THEN 0 ELSE 1 END
     WHERE id = ANY($1::bigint[])`,
    [pushes.map(({ jobId }) => jobId), until, isAttempt],
  );
}

/** A browser that is gone, with what still waited for it. */
export async function forgetBrowser(db: Database, subscriptionId: string): Promise<void> {
  await db.query('DELETE FROM push_subscription WHERE id = $1', [subscriptionId]);
}
