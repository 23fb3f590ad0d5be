import type { NotificationWire } from '../../domain/wire/notifications';
import type { Queryable } from '../../platform/database/database';

interface Row {
  id: string;
  userId: string;
  seq: string;
  type: string;
  title: string;
  body: string;
  link: string;
  approvalId: string | null;
  createdAt: Date;
  readAt: Date | null;
}

const COLUMNS = `n.id, n.user_id AS "userId", n.seq, n.type, n.title, n.body, n.link,
  n.approval_id AS "approvalId", n.created_at AS "createdAt", n.read_at AS "readAt"`;

/** A person's notifications after `after`, oldest first, or without it the newest before `before`, newest first. */
export async function listNotifications(
  db: Queryable,
  input: { userId: string; after?: number; before?: number; limit: number },
): Promise<NotificationWire[]> {
  const forward = input.after !== undefined;
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notification n
     WHERE n.user_id = $1
       AND ($2::bigint IS NULL OR n.seq > $2) AND ($3::bigint IS NULL OR n.seq < $3)
     ORDER BY n.seq ${forward ? 'ASC' : 'DESC'} LIMIT $4`,
    [input.userId, input.after ?? null, input.before ?? null, input.limit],
  );
  return rows.map(present);
}

/** The newest seq of a person (0 when none) and the unread rows, recounted. */
export async function bellState(
  db: Queryable,
  userId: string,
): Promise<{ head: number; unread: number }> {
  const [row] = await db.query<{ head: string; unread: string }>(
    `SELECT coalesce((SELECT head FROM notification_stream WHERE user_id = $1), 0) AS head,
       (SELECT count(*) FROM notification WHERE user_id = $1 AND read_at IS NULL) AS unread`,
    [userId],
  );
  return { head: Number(row?.head ?? 0), unread: Number(row?.unread ?? 0) };
}

/** The newest seq of each person who has one. */
export async function notificationHeads(
  db: Queryable,
  userIds: string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ userId: string; head: string }>(
    `SELECT user_id AS "userId", head FROM notification_stream WHERE user_id = ANY($1::uuid[])`,
    [userIds],
  );
  return new Map(rows.map((row) => [row.userId, Number(row.head)]));
}

/** What each person lacks after a seq of their own, in one statement: at most `limit` rows each, in order. */
export async function notificationsAfter(
  db: Queryable,
  input: { after: Map<string, number>; limit: number },
): Promise<Map<string, NotificationWire[]>> {
  const rows = await db.query<Row>(
    `SELECT n.* FROM unnest($1::uuid[], $2::bigint[]) AS reader (user_id, after)
     CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM notification n
       WHERE n.user_id = reader.user_id AND n.seq > reader.after ORDER BY n.seq LIMIT $3
     ) AS n ORDER BY n."userId", n.seq`,
    [[...input.after.keys()], [...input.after.values()], input.limit],
  );
  const byUser = new Map<string, NotificationWire[]>();
  for (const row of rows) {
    const list = byUser.get(row.userId);
    if (list) list.push(present(row));
    else byUser.set(row.userId, [present(row)]);
  }
  return byUser;
}

function present(row: Row): NotificationWire {
  return {
    id: row.id,
    seq: Number(row.seq),
    type: row.type,
    title: row.title,
    body: row.body,
    link: row.link,
    approvalId: row.approvalId,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}
