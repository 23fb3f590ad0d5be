import { notices } from '../../domain/notifications/notices';
import type {
  BellFilter,
  BellState,
  NotificationGroup,
  NotificationWire,
} from '../../domain/wire/notifications';
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
  archivedAt: Date | null;
  snoozedUntil: Date | null;
}

const COLUMNS = `n.id, n.user_id AS "userId", n.seq, n.type, n.title, n.body, n.link,
  n.approval_id AS "approvalId", n.created_at AS "createdAt", n.read_at AS "readAt", n.archived_at AS "archivedAt",
  n.snoozed_until AS "snoozedUntil"`;

/** SQL condition that row `n` is in sight: what a snooze hid is there again by itself when its time has come. */
const IN_SIGHT = `n.archived_at IS NULL AND (n.snoozed_until IS NULL OR n.snoozed_until <= now())`;
/** SQL condition that row `n` counts as unread: the one definition there is. */
const UNREAD = `n.read_at IS NULL AND ${IN_SIGHT}`;

const mentions = notices.mention.rows.map((type) => `'${type}'`).join(', ');

const FILTERS: Record<BellFilter, string> = {
  inbox: IN_SIGHT,
  unread: UNREAD,
  mentions: `${IN_SIGHT} AND n.type IN (${mentions})`,
  approvals: `${IN_SIGHT} AND n.approval_id IS NOT NULL`,
  snoozed: 'n.archived_at IS NULL AND n.snoozed_until > now()',
  archived: 'n.archived_at IS NOT NULL',
};

/** SQL of what row `n` is about: rows of one approval, or of one page, are shown as one. */
export const GROUP_OF = 'coalesce(n.approval_id::text, n.link)';

/** A person's notifications after `after`, oldest first, or without it the newest before `before`, newest first. */
export async function listNotifications(
  db: Queryable,
  input: {
    userId: string;
    after?: number;
    before?: number;
    limit: number;
    filter?: BellFilter;
    group?: string;
  },
): Promise<NotificationWire[]> {
  const forward = input.after !== undefined;
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM notification n
     WHERE n.user_id = $1
       AND ($2::bigint IS NULL OR n.seq > $2) AND ($3::bigint IS NULL OR n.seq < $3)
       AND ($5::text IS NULL OR ${GROUP_OF} = $5) AND ${input.filter ? FILTERS[input.filter] : 'true'}
     ORDER BY n.seq ${forward ? 'ASC' : 'DESC'} LIMIT $4`,
    [input.userId, input.after ?? null, input.before ?? null, input.limit, input.group ?? null],
  );
  return rows.map(present);
}

/** A person's rows of a filter by what they are about: the groups whose newest row is before `before`, newest first. */
export async function listGroups(
  db: Queryable,
  input: { userId: string; filter: BellFilter; before?: number; limit: number },
): Promise<NotificationGroup[]> {
  const rows = await db.query<Row & { group: string; count: number; unread: number }>(
    `SELECT g."group", g.count, g.unread, ${COLUMNS} FROM (
       SELECT ${GROUP_OF} AS "group", max(n.seq) AS newest, count(*)::int AS count,
         (count(*) FILTER (WHERE ${UNREAD}))::int AS unread
       FROM notification n WHERE n.user_id = $1 AND ${FILTERS[input.filter]} GROUP BY 1
       HAVING $2::bigint IS NULL OR max(n.seq) < $2 ORDER BY newest DESC LIMIT $3
     ) AS g JOIN notification n ON n.user_id = $1 AND n.seq = g.newest ORDER BY n.seq DESC`,
    [input.userId, input.before ?? null, input.limit],
  );
  return rows.map((row) => ({
    group: row.group,
    count: row.count,
    unread: row.unread,
    newest: present(row),
  }));
}

/** How a person's bell stands: its newest seq (0 when none), and the unread rows, recounted. */
export async function bellState(db: Queryable, userId: string): Promise<BellState> {
  return (await bellStates(db, [userId])).get(userId) ?? { head: 0, unread: 0, revision: 0 };
}

/** How the bells of people stand, read at one moment. */
export async function bellStates(
  db: Queryable,
  userIds: string[],
): Promise<Map<string, BellState>> {
  const rows = await db.query<{ userId: string } & Record<keyof BellState, string>>(
    `SELECT s.user_id AS "userId", s.head, s.revision,
       (SELECT count(*) FROM notification n WHERE n.user_id = s.user_id AND ${UNREAD}) AS unread
     FROM notification_stream s WHERE s.user_id = ANY($1::uuid[])`,
    [userIds],
  );
  return new Map(
    rows.map(({ userId, head, unread, revision }) => [
      userId,
      { head: Number(head), unread: Number(unread), revision: Number(revision) },
    ]),
  );
}

/** How often the rows of each person who has some were changed. */
export async function bellRevisions(
  db: Queryable,
  userIds: string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ userId: string; revision: string }>(
    `SELECT user_id AS "userId", revision FROM notification_stream WHERE user_id = ANY($1::uuid[])`,
    [userIds],
  );
  return new Map(rows.map((row) => [row.userId, Number(row.revision)]));
}

/** The rows of people whose snooze ended after an instant, and the instant up to which that was looked at. */
export async function wokenSince(
  db: Queryable,
  input: { userIds: string[]; since: Date },
): Promise<{ rows: Map<string, NotificationWire[]>; upTo: Date }> {
  const rows = await db.query<Row & { upTo: Date }>(
    `SELECT clock.at AS "upTo", woken.* FROM (SELECT now() AS at) AS clock
     LEFT JOIN LATERAL (SELECT ${COLUMNS} FROM notification n
       WHERE n.snoozed_until > $2 AND n.snoozed_until <= clock.at AND n.user_id = ANY($1::uuid[])
         AND n.archived_at IS NULL ORDER BY n.seq) AS woken ON true`,
    [input.userIds, input.since],
  );
  const woken = rows.filter(({ id }) => id !== null);
  return { rows: byOwner(woken), upTo: rows[0]?.upTo ?? input.since };
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
  return byOwner(rows);
}

function byOwner(rows: Row[]): Map<string, NotificationWire[]> {
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
    archivedAt: row.archivedAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  };
}
