import { NETRA } from '../../domain/chat/netra';
import type { MessageWire } from '../../domain/wire/chat';

/** A message as `MESSAGE_COLUMNS` reads it. */
export interface MessageRow {
  id: string;
  conversationId: string;
  seq: string;
  change: string;
  authorId: string;
  authorName: string;
  clientId: string;
  text: string;
  threadOf: string | null;
  card: MessageWire['card'];
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  removedAt: Date | null;
  reactions: MessageWire['reactions'] | null;
  thread: MessageWire['thread'];
  mentions: string[];
  pinnedAt: Date | null;
  files: MessageWire['files'] | null;
}

/**
 * Columns `<role>Id` and `<role>Name` of whoever did something; where nobody is named, it was NETRA itself.
 * @param column SQL of the person's id
 * @param role what they were, which is also the name of the `LEFT JOIN`ed employee
 */
export function personColumns(column: string, role: string): string {
  return `coalesce(${column}, '${NETRA.id}') AS "${role}Id", coalesce("${role}".name, '${NETRA.name}') AS "${role}Name"`;
}

/** SQL of a file `f` as it crosses the wire. */
export const FILE_JSON = `json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.media_type, 'sha256', f.sha256)`;

/** Columns of a message `m` written by `author`, which is to be `LEFT JOIN`ed: NETRA has no row among people. */
export const MESSAGE_COLUMNS = `m.id, m.conversation_id AS "conversationId", m.seq, m.change, ${personColumns('m.author_id', 'author')},
  m.client_id AS "clientId", m.text, m.thread_of AS "threadOf", m.card, m.created_at AS "createdAt",
  m.edited_at AS "editedAt", m.deleted_at AS "deletedAt", m.removed_at AS "removedAt",
  (SELECT json_agg(json_build_object('emoji', given.emoji, 'userIds', given.users) ORDER BY given.first)
   FROM (SELECT r.emoji, array_agg(r.user_id ORDER BY r.created_at) AS users, min(r.created_at) AS first
         FROM chat_reaction r WHERE r.conversation_id = m.conversation_id AND r.seq = m.seq AND m.deleted_at IS NULL
         GROUP BY r.emoji) AS given) AS reactions,
  (SELECT json_build_object('seq', coalesce(m.thread_of, m.seq), 'count', count(*), 'lastAt', max(a.created_at))
   FROM chat_message a WHERE a.conversation_id = m.conversation_id AND a.thread_of = coalesce(m.thread_of, m.seq)
     AND a.deleted_at IS NULL HAVING count(*) > 0) AS thread,
  ARRAY(SELECT p.user_id FROM chat_mention p WHERE p.conversation_id = m.conversation_id AND p.seq = m.seq
        ORDER BY p.user_id) AS mentions,
  (SELECT p.pinned_at FROM chat_pin p WHERE p.conversation_id = m.conversation_id AND p.seq = m.seq) AS "pinnedAt",
  (SELECT json_agg(${FILE_JSON} ORDER BY f.position) FROM chat_file f
   WHERE f.conversation_id = m.conversation_id AND f.seq = m.seq AND m.deleted_at IS NULL) AS files`;

/** A message as it crosses the wire. */
export function presentMessage(row: MessageRow): MessageWire {
  return {
    id: row.id,
    conversationId: row.conversationId,
    seq: Number(row.seq),
    change: Number(row.change),
    author: { id: row.authorId, name: row.authorName },
    clientId: row.clientId,
    text: row.text,
    threadOf: row.threadOf === null ? null : Number(row.threadOf),
    card: row.card,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    removedAt: row.removedAt?.toISOString() ?? null,
    reactions: row.reactions ?? [],
    thread: row.thread,
    mentions: row.mentions,
    pinnedAt: row.pinnedAt?.toISOString() ?? null,
    files: row.files ?? [],
  };
}
