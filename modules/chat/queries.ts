import { NETRA } from '../../domain/chat/netra';
import { DomainError } from '../../domain/errors';
import type {
  ChangeKind,
  ChangeWire,
  ChannelWire,
  ChatPerson,
  ConversationWire,
  MemberWire,
  MessageWire,
} from '../../domain/wire/chat';
import type { Queryable } from '../../platform/database/database';
import { jsonRows } from '../../platform/database/json-rows';
import { FOLLOWS, isMember, tellsRead } from './policy';
import { MESSAGE_COLUMNS, personColumns, presentMessage, type MessageRow } from './present-message';

/** Unread messages are counted up to here: a page shows "999+" beyond. */
const MOST_UNREAD = 1000;
const MOST_CONVERSATIONS = 500;
const OTHERS_NAMED = 8;

interface ConversationRow extends Omit<ConversationWire, 'others' | 'last'> {
  others: ConversationWire['others'] | null;
  lastSeq: string | null;
  lastText: string;
  lastAt: Date;
  lastDeletedAt: Date | null;
  lastAuthorId: string;
  lastAuthorName: string;
}

/**
 * The conversations of a person, the liveliest first, or the one of `conversationId` if they are in it.
 * Unread are the messages of others after the last one read that are not deleted, counted now.
 */
export async function listConversations(
  db: Queryable,
  input: { userId: string; conversationId?: string },
): Promise<ConversationWire[]> {
  const rows = await db.query<ConversationRow>(
    `SELECT c.id, c.kind, c.visibility, c.name, c.topic, c.head, c.change_head AS change, me.read_seq AS "readSeq",
       me.muted, me.favourite,
       (SELECT count(*) FROM (SELECT FROM chat_message u WHERE u.conversation_id = c.id AND u.seq > me.read_seq
          AND u.author_id IS DISTINCT FROM $1 AND u.deleted_at IS NULL LIMIT ${MOST_UNREAD}) AS u) AS unread,
       (SELECT count(*) FROM chat_mention n JOIN chat_message u ON u.conversation_id = n.conversation_id AND u.seq = n.seq
        WHERE n.user_id = $1 AND n.conversation_id = c.id AND n.seq > me.read_seq AND u.deleted_at IS NULL)
         AS "unreadMentions",
       (SELECT count(*) FROM conversation_member o WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS "memberCount",
       CASE WHEN c.kind <> 'channel' THEN
         (SELECT json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id) FROM
            (SELECT e.id, e.name FROM conversation_member o JOIN employee e ON e.id = o.user_id
             WHERE o.conversation_id = c.id AND o.left_at IS NULL AND o.user_id <> $1
             UNION ALL SELECT '${NETRA.id}', '${NETRA.name}' WHERE c.direct_key LIKE 'netra:%'
             ORDER BY name, id LIMIT ${OTHERS_NAMED}) AS o) END AS others,
       ${FOLLOWS} AS follows,
       last.seq AS "lastSeq", last.text AS "lastText", last.created_at AS "lastAt", last.deleted_at AS "lastDeletedAt",
       ${personColumns('last.author_id', 'lastAuthor')}
     FROM conversation_member me JOIN conversation c ON c.id = me.conversation_id
     LEFT JOIN LATERAL (SELECT l.seq, l.text, l.created_at, l.author_id, l.deleted_at FROM chat_message l
       WHERE l.conversation_id = c.id ORDER BY l.seq DESC LIMIT 1) AS last ON true
     LEFT JOIN employee "lastAuthor" ON "lastAuthor".id = last.author_id
     WHERE me.user_id = $1 AND me.left_at IS NULL AND ($2::uuid IS NULL OR c.id = $2)
     ORDER BY coalesce(last.created_at, c.created_at) DESC, c.id LIMIT ${MOST_CONVERSATIONS}`,
    [input.userId, input.conversationId ?? null],
  );
  return rows.map(presentConversation);
}

function presentConversation(row: ConversationRow): ConversationWire {
  const {
    lastSeq,
    lastText,
    lastAt,
    lastDeletedAt,
    lastAuthorId,
    lastAuthorName,
    ...conversation
  } = row;
  return {
    ...conversation,
    head: Number(row.head),
    change: Number(row.change),
    readSeq: Number(row.readSeq),
    unread: Number(row.unread),
    unreadMentions: Number(row.unreadMentions),
    memberCount: Number(row.memberCount),
    others: row.others ?? [],
    last: lastSeq
      ? {
          seq: Number(lastSeq),
          text: lastText,
          createdAt: lastAt.toISOString(),
          deletedAt: lastDeletedAt?.toISOString() ?? null,
          author: { id: lastAuthorId, name: lastAuthorName },
        }
      : null,
  };
}

/** A conversation as a person in it sees it. @throws DomainError not-found, also when they are not in it */
export async function findConversation(
  db: Queryable,
  input: { userId: string; conversationId: string },
): Promise<ConversationWire> {
  const [found] = await listConversations(db, input);
  if (!found) throw noSuchConversation();
  return found;
}

/** What is answered to whoever is not in a conversation, whether there is one or not. */
export function noSuchConversation(): DomainError {
  return new DomainError('not-found', 'There is no such conversation.');
}

/** Who is in a conversation, owners first, as somebody in it sees them: receipts are between those who tell theirs. */
export async function listMembers(
  db: Queryable,
  input: { userId: string; conversationId: string },
): Promise<MemberWire[]> {
  const rows = await db.query<Omit<MemberWire, 'readSeq'> & { readSeq: string | null }>(
    `SELECT e.id, e.name, m.role, CASE WHEN m.user_id = $2 THEN m.read_seq
         WHEN ${tellsRead('m.user_id')} AND ${tellsRead('$2')} THEN m.seen_seq END AS "readSeq"
     FROM conversation_member m JOIN employee e ON e.id = m.user_id
     WHERE m.conversation_id = $1 AND m.left_at IS NULL ORDER BY m.role = 'member', e.name, e.id`,
    [input.conversationId, input.userId],
  );
  return rows.map((row) => ({
    ...row,
    readSeq: row.readSeq === null ? null : Number(row.readSeq),
  }));
}

/** The newest numbers of a conversation. @throws DomainError not-found, also when the person is not in it */
export async function readHeads(
  db: Queryable,
  input: { userId: string; conversationId: string },
): Promise<{ head: number; change: number }> {
  const [row] = await db.query<{ head: string; change: string }>(
    `SELECT head, change_head AS change FROM conversation WHERE id = $1 AND ${isMember('$1', '$2')}`,
    [input.conversationId, input.userId],
  );
  if (!row) throw noSuchConversation();
  return { head: Number(row.head), change: Number(row.change) };
}

/** Messages after a seq, oldest first, or the newest before one, newest first. Only for those in the conversation. */
export async function listMessages(
  db: Queryable,
  input: {
    userId: string;
    conversationId: string;
    after?: number;
    before?: number;
    around?: number;
    limit: number;
  },
): Promise<MessageWire[]> {
  if (input.around !== undefined) return messagesAround(db, { ...input, around: input.around });
  const { after, before, limit } = input;
  const rows = await db.query<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM chat_message m LEFT JOIN employee author ON author.id = m.author_id
     WHERE m.conversation_id = $1 AND ${isMember('$1', '$2')}
       AND ($3::bigint IS NULL OR m.seq > $3) AND ($4::bigint IS NULL OR m.seq < $4)
     ORDER BY m.seq ${after === undefined ? 'DESC' : 'ASC'} LIMIT $5`,
    [input.conversationId, input.userId, after ?? null, before ?? null, limit],
  );
  return rows.map(presentMessage);
}

/** Half a page before a message, and from it on the rest; oldest first. */
async function messagesAround(
  db: Queryable,
  input: { userId: string; conversationId: string; around: number; limit: number },
): Promise<MessageWire[]> {
  const { around, limit, ...place } = input;
  const earlier = Math.floor(limit / 2);
  const [before, after] = await Promise.all([
    earlier === 0 ? [] : listMessages(db, { ...place, before: around, limit: earlier }),
    listMessages(db, { ...place, after: around - 1, limit: limit - earlier }),
  ]);
  return [...before.reverse(), ...after];
}

interface ChangeRow extends Partial<MessageRow> {
  ofConversation: string;
  number: string;
  kind: ChangeKind;
  upTo: string | null;
  byId: string;
  byName: string;
  personId: string | null;
  personName: string | null;
  at: Date;
}

/**
 * What each conversation's log holds after a change, in order, at most `limit` each. A message is shown as it stands
 * now, under the number of the change that is told. Whose conversations they are is the caller's to check.
 */
export async function changesAfter(
  db: Queryable,
  input: { after: Map<string, number>; limit: number },
): Promise<Map<string, ChangeWire[]>> {
  const rows = await db.query<ChangeRow>(
    `SELECT ch.conversation_id AS "ofConversation", ch.change AS number, ch.kind, ch.at,
       CASE WHEN ch.kind = 'read' THEN ch.seq END AS "upTo", ${personColumns('ch.user_id', 'by')},
       ch.person_id AS "personId", person.name AS "personName", ${MESSAGE_COLUMNS}
     FROM ${jsonRows('$1', 'id uuid, after bigint')} AS wanted
     CROSS JOIN LATERAL (SELECT * FROM conversation_change n
       WHERE n.conversation_id = wanted.id AND n.change > wanted.after ORDER BY n.change LIMIT $2) AS ch
     LEFT JOIN employee "by" ON "by".id = ch.user_id
     LEFT JOIN employee person ON person.id = ch.person_id
     LEFT JOIN chat_message m ON m.conversation_id = ch.conversation_id AND m.seq = ch.seq AND ch.kind <> 'read'
     LEFT JOIN employee author ON author.id = m.author_id
     ORDER BY ch.conversation_id, ch.change`,
    [JSON.stringify(Array.from(input.after, ([id, after]) => ({ id, after }))), input.limit],
  );
  const byConversation = new Map<string, ChangeWire[]>();
  for (const row of rows) {
    const list = byConversation.get(row.ofConversation) ?? [];
    list.push(presentChange(row));
    byConversation.set(row.ofConversation, list);
  }
  return byConversation;
}

function presentChange(row: ChangeRow): ChangeWire {
  const change = Number(row.number);
  return {
    conversationId: row.ofConversation,
    change,
    kind: row.kind,
    by: { id: row.byId, name: row.byName },
    person: row.personId ? { id: row.personId, name: row.personName ?? '' } : null,
    upTo: row.upTo === null ? null : Number(row.upTo),
    message: row.id ? { ...presentMessage(row as MessageRow), change } : null,
    at: row.at.toISOString(),
  };
}

/** Public channels by name, with whether the person is in each. */
export async function listChannels(
  db: Queryable,
  input: { userId: string; q?: string; limit: number },
): Promise<ChannelWire[]> {
  const rows = await db.query<Omit<ChannelWire, 'memberCount'> & { memberCount: string }>(
    `SELECT c.id, c.name, c.topic, ${isMember('c.id', '$1')} AS joined,
       (SELECT count(*) FROM conversation_member o WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS "memberCount"
     FROM conversation c WHERE c.kind = 'channel' AND c.visibility = 'public'
       AND ($2::text IS NULL OR position(lower($2) IN lower(c.name || ' ' || c.topic)) > 0)
     ORDER BY lower(c.name) LIMIT $3`,
    [input.userId, input.q ?? null, input.limit],
  );
  return rows.map((row) => ({ ...row, memberCount: Number(row.memberCount) }));
}

/** Whom a person can write to, by name: everybody who is active, but no more of them than a directory would say. */
export async function listChatPeople(
  db: Queryable,
  input: { userId: string; q?: string; limit: number },
): Promise<ChatPerson[]> {
  return db.query<ChatPerson>(
    `SELECT e.id, e.name, d.name AS department FROM employee e LEFT JOIN department d ON d.id = e.department_id
     WHERE e.active AND e.id <> $1 AND ($2::text IS NULL OR position(lower($2) IN lower(e.name)) > 0)
     ORDER BY e.name, e.id LIMIT $3`,
    [input.userId, input.q ?? null, input.limit],
  );
}
