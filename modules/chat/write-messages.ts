import type { MessageWire } from '../../domain/wire/chat';
import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { MESSAGE_COLUMNS, presentMessage, type MessageRow } from './present-message';

/** A message somebody sends. */
export interface DraftMessage {
  authorId: string;
  clientId: string;
  text: string;
}

/**
 * Writes messages into one conversation, in order, in one transaction. The conversation is locked first, so that what
 * follows sees who is in it and what is written already; a number that is taken is used.
 * @returns for each draft its message, or the first one of the same author and client id, or undefined when the author
 * is not in the conversation
 */
export async function writeMessages(
  deps: { db: Database; bus: Bus },
  conversationId: string,
  drafts: DraftMessage[],
): Promise<(MessageWire | undefined)[]> {
  const rows = await deps.db.transaction(async (tx) => {
    tx.send('SELECT 1 FROM conversation WHERE id = $1 FOR NO KEY UPDATE', [conversationId]);
    return tx.query<MessageRow>(WRITE, [
      conversationId,
      drafts.map(({ authorId }) => authorId),
      drafts.map(({ clientId }) => clientId),
      drafts.map(({ text }) => text),
    ]);
  });
  if (rows.length > 0) deps.bus.publish({ topic: 'chat', conversationIds: [conversationId] });
  const written = new Map(rows.map((row) => [keyOf(row), presentMessage(row)]));
  return drafts.map((draft) => written.get(keyOf(draft)));
}

const keyOf = ({ authorId, clientId }: { authorId: string; clientId: string }) =>
  `${authorId} ${clientId}`;

const WRITE = `
  WITH draft AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS d (author_id, client_id, text, ord)
    WHERE EXISTS (SELECT FROM conversation_member i
      WHERE i.conversation_id = $1 AND i.user_id = d.author_id AND i.left_at IS NULL)
  ), known AS (
    SELECT x.* FROM chat_message x WHERE x.conversation_id = $1
      AND (x.author_id, x.client_id) IN (SELECT author_id, client_id FROM draft)
  ), fresh AS (
    SELECT DISTINCT ON (author_id, client_id) * FROM draft
    WHERE (author_id, client_id) NOT IN (SELECT author_id, client_id FROM known) ORDER BY author_id, client_id, ord
  ), numbered AS (
    SELECT *, row_number() OVER (ORDER BY ord) AS n, count(*) OVER () AS size FROM fresh
  ), taken AS (
    UPDATE conversation SET head = head + f.size, change_head = change_head + f.size
    FROM (SELECT max(size) AS size FROM numbered) AS f WHERE id = $1 AND f.size > 0
    RETURNING head - f.size AS head, change_head - f.size AS change
  ), written AS (
    INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change)
    SELECT $1, taken.head + n, author_id, client_id, text, taken.change + n FROM numbered, taken RETURNING *
  ), noted AS (
    INSERT INTO conversation_change (conversation_id, change, kind, seq, user_id)
    SELECT $1, change, 'message', seq, author_id FROM written
  )
  SELECT ${MESSAGE_COLUMNS} FROM (SELECT * FROM written UNION ALL SELECT * FROM known) AS m
  JOIN employee author ON author.id = m.author_id`;
