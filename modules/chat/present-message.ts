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
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  reactions: MessageWire['reactions'] | null;
}

/** Columns of a message `m` written by `author`. */
export const MESSAGE_COLUMNS = `m.id, m.conversation_id AS "conversationId", m.seq, m.change, m.author_id AS "authorId",
  author.name AS "authorName", m.client_id AS "clientId", m.text, m.created_at AS "createdAt",
  m.edited_at AS "editedAt", m.deleted_at AS "deletedAt",
  (SELECT json_agg(json_build_object('emoji', given.emoji, 'userIds', given.users) ORDER BY given.first)
   FROM (SELECT r.emoji, array_agg(r.user_id ORDER BY r.created_at) AS users, min(r.created_at) AS first
         FROM chat_reaction r WHERE r.conversation_id = m.conversation_id AND r.seq = m.seq
         GROUP BY r.emoji) AS given) AS reactions`;

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
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    reactions: row.reactions ?? [],
  };
}
