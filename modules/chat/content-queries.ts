import { DomainError } from '../../domain/errors';
import type { BookmarkWire, ConversationWire, MessageWire } from '../../domain/wire/chat';
import type { Queryable } from '../../platform/database/database';
import { isMember } from './policy';
import { MESSAGE_COLUMNS, presentMessage, type MessageRow } from './present-message';

const MOST_PINS = 100;
const MOST_BOOKMARKS = 200;

interface Place {
  userId: string;
  conversationId: string;
}

/**
 * A thread: the message it begins with and the answers after a seq, oldest first. A deleted beginning stays, without its
 * text, and so do its answers.
 * @throws DomainError not-found, also when the person is not in the conversation
 */
export async function readThread(
  db: Queryable,
  input: Place & { messageId: string; after: number; limit: number },
): Promise<{ root: MessageWire; items: MessageWire[] }> {
  const rows = await db.query<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM chat_message named
     JOIN chat_message m ON m.conversation_id = named.conversation_id
       AND (m.seq = coalesce(named.thread_of, named.seq)
         OR (m.thread_of = coalesce(named.thread_of, named.seq) AND m.seq > $4))
     LEFT JOIN employee author ON author.id = m.author_id
     WHERE named.conversation_id = $1 AND named.id = $3 AND ${isMember('$1', '$2')}
     ORDER BY m.seq LIMIT $5`,
    [input.conversationId, input.userId, input.messageId, input.after, input.limit + 1],
  );
  const [root, ...items] = rows.map(presentMessage);
  if (!root) throw new DomainError('not-found', 'There is no such message.');
  return { root, items };
}

/** What is pinned in a conversation, the newest pin first. Only for those in it: nothing for others. */
export async function listPins(db: Queryable, input: Place): Promise<MessageWire[]> {
  const rows = await db.query<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM chat_pin pin
     JOIN chat_message m ON m.conversation_id = pin.conversation_id AND m.seq = pin.seq
     LEFT JOIN employee author ON author.id = m.author_id
     WHERE pin.conversation_id = $1 AND ${isMember('$1', '$2')}
     ORDER BY pin.pinned_at DESC LIMIT ${MOST_PINS}`,
    [input.conversationId, input.userId],
  );
  return rows.map(presentMessage);
}

/** What a person keeps for themselves, the newest first: only of conversations they are in now. */
export async function listBookmarks(db: Queryable, userId: string): Promise<BookmarkWire[]> {
  const rows = await db.query<
    MessageRow & { keptAt: Date; kind: ConversationWire['kind']; name: string | null }
  >(
    `SELECT ${MESSAGE_COLUMNS}, kept.created_at AS "keptAt", c.kind, c.name FROM chat_bookmark kept
     JOIN chat_message m ON m.conversation_id = kept.conversation_id AND m.seq = kept.seq
     JOIN conversation c ON c.id = kept.conversation_id
     LEFT JOIN employee author ON author.id = m.author_id
     WHERE kept.user_id = $1 AND ${isMember('kept.conversation_id', '$1')}
     ORDER BY kept.created_at DESC LIMIT ${MOST_BOOKMARKS}`,
    [userId],
  );
  return rows.map((row) => ({
    message: presentMessage(row),
    conversation: { id: row.conversationId, kind: row.kind, name: row.name },
    keptAt: row.keptAt.toISOString(),
  }));
}
