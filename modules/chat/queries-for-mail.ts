import type { Queryable } from '../../platform/database/database';
import { mayChat } from './policy';

/** SQL condition that member `m` wants to hear, and may hear, of their conversation by mail. The one place that says so. */
const IS_HEARD = `(NOT m.muted AND ${mayChat('m.user_id')})`;

/** SQL of how many unread mentions of member `m` conversation `c` holds. The one place that says so. */
const MENTIONS = `(SELECT count(*)::int FROM notification n WHERE n.user_id = m.user_id AND n.type = 'mention'
  AND n.read_at IS NULL AND n.link LIKE '/chat/' || c.id || '%')`;

/** A first run does not mail what people left unread ages ago, and neither does one after an outage of days. */
const NOT_OLDER_THAN = '1 day';
const MOST_MESSAGES = 200;
const LINES = 3;
const LONGEST_LINE = 200;

/** SQL condition that message `x` is one to be told of: by others, by people, not deleted, and not too old. */
const isToBeTold = (x: string) => `${x}.author_id <> m.user_id AND ${x}.deleted_at IS NULL
    AND ${x}.created_at > now() - interval '${NOT_OLDER_THAN}'`;

/** SQL of what member `m` has not read of `c` after seq `floor`, of the newest messages. */
const unreadAfter = (floor: string) => `
  SELECT x.seq, x.text, x.created_at, x.author_id FROM (
    SELECT * FROM chat_message y WHERE y.conversation_id = c.id AND y.seq > ${floor}
    ORDER BY y.seq DESC LIMIT ${MOST_MESSAGES}) AS x
  WHERE ${isToBeTold('x')}`;

/**
 * SQL of when the oldest of what {@link unreadAfter} finds was written. It stops at the first such message: everybody's
 * conversations are looked at four times a minute, and reading all that is unread in them took a processor for itself.
 */
const oldestUnreadAfter = (floor: string) => `
  SELECT y.created_at AS at FROM chat_message y
  WHERE y.conversation_id = c.id AND y.seq > greatest(${floor}, c.head - ${MOST_MESSAGES})
    AND ${isToBeTold('y')}
  ORDER BY y.seq LIMIT 1`;

const ROOMS_OF_ONE =
  'SELECT q.conversation_id FROM conversation_member q WHERE q.user_id = $2 AND q.left_at IS NULL';

/** Somebody whose unread messages are to be mailed. */
export interface MailCandidate {
  userId: string;
  address: string;
}

/**
 * Those who left messages unread that were never mailed, the oldest of which is `minutes` old: whoever is reading has
 * read it by then. Muted conversations, people who are gone and people who want no such mail are left out.
 * @param input.userId asks about this person only
 */
export async function mailCandidates(
  db: Queryable,
  input: { minutes: number; userId?: string },
): Promise<MailCandidate[]> {
  const { minutes, userId } = input;
  const floor = 'greatest(m.read_seq, k.mailed_seq)';
  return db.query<MailCandidate>(
    `WITH lively AS MATERIALIZED (
       SELECT c.id, c.head FROM conversation c
       CROSS JOIN LATERAL (SELECT y.created_at FROM chat_message y WHERE y.conversation_id = c.id
         ORDER BY y.seq DESC LIMIT 1) AS newest
       WHERE newest.created_at > now() - interval '${NOT_OLDER_THAN}' ${userId ? `AND c.id IN (${ROOMS_OF_ONE})` : ''}
     )
     SELECT m.user_id AS "userId", e.email::text AS address
     FROM lively c JOIN conversation_member m ON m.conversation_id = c.id
     JOIN employee e ON e.id = m.user_id AND e.active
     LEFT JOIN chat_mail_cursor k ON k.user_id = m.user_id AND k.conversation_id = c.id
     LEFT JOIN notification_preference p
       ON p.user_id = m.user_id AND p.notice = 'chat-message' AND p.channel = 'mail'
     CROSS JOIN LATERAL (${oldestUnreadAfter(floor)}) AS oldest
     WHERE m.left_at IS NULL AND c.head > ${floor} AND ${IS_HEARD} AND coalesce(p.wanted, true)
       ${userId ? 'AND m.user_id = $2' : ''}
     GROUP BY m.user_id, e.email
     HAVING min(oldest.at) <= now() - make_interval(mins => $1::int)
     ORDER BY min(oldest.at)`,
    userId ? [minutes, userId] : [minutes],
  );
}

/** What a mail says of one conversation. */
interface UnreadConversation {
  id: string;
  kind: 'direct' | 'group' | 'channel';
  name: string | null;
  /** Names of the others in it, unless it is a channel. */
  others: string[];
  /** Seqs between which the unread messages are: after this one, up to that one. */
  after: number;
  upTo: number;
  count: number;
  mentions: number;
  /** The first few. */
  lines: { author: string; text: string }[];
}

/** Which messages to look at: after a seq, up to one. */
interface Stretch {
  id: string;
  after: number;
  upTo: number;
}

/**
 * A person's unmuted conversations with unread messages as they stand now: mentions first, then talks between two, then
 * the liveliest. What was read, deleted or left meanwhile is not among them.
 * @param input.stretches looks only there; without it, at all that was not mailed yet
 */
export async function unreadConversations(
  db: Queryable,
  input: { userId: string; stretches?: Stretch[] },
): Promise<UnreadConversation[]> {
  const { userId, stretches } = input;
  const floor =
    'greatest(m.read_seq, CASE WHEN $2::jsonb IS NULL THEN k.mailed_seq ELSE w.after END)';
  const rows = await db.query<UnreadConversation>(
    `SELECT c.id, c.kind, c.name, ${floor}::float8 AS after, coalesce(w."upTo", c.head)::float8 AS "upTo",
       found.count, found.lines, ${MENTIONS} AS mentions,
       ARRAY(SELECT o.name FROM conversation_member q JOIN employee o ON o.id = q.user_id
         WHERE c.kind <> 'channel' AND q.conversation_id = c.id AND q.left_at IS NULL AND q.user_id <> m.user_id
         ORDER BY o.name LIMIT 4) AS others
     FROM conversation_member m JOIN conversation c ON c.id = m.conversation_id
     LEFT JOIN chat_mail_cursor k ON k.user_id = m.user_id AND k.conversation_id = c.id
     LEFT JOIN jsonb_to_recordset($2::jsonb) AS w (id uuid, after bigint, "upTo" bigint) ON w.id = c.id
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count, max(u.created_at) AS newest,
         (array_agg(json_build_object('author', a.name, 'text', left(u.text, ${LONGEST_LINE}))
           ORDER BY u.seq))[1:${LINES}] AS lines
       FROM (${unreadAfter(floor)}) AS u JOIN employee a ON a.id = u.author_id
       WHERE u.seq <= coalesce(w."upTo", c.head)
     ) AS found
     WHERE m.user_id = $1 AND m.left_at IS NULL AND found.count > 0 AND ${IS_HEARD}
       AND ($2::jsonb IS NULL OR w.id IS NOT NULL)
     ORDER BY ${MENTIONS} > 0 DESC, c.kind = 'direct' DESC, found.newest DESC, c.id`,
    [userId, stretches ? JSON.stringify(stretches) : null],
  );
  return rows;
}
