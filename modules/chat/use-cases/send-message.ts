import { invalidInput } from '../../../domain/errors';
import type { MessageWire } from '../../../domain/wire/chat';
import type { Queryable } from '../../../platform/database/database';
import { requireUnrestrictedPerson } from '../../restrictions/queries';
import type { MessageQueue } from '../message-queue';
import { isMember } from '../policy';
import { noSuchConversation } from '../queries';

/**
 * Sends a message. The same client id again answers the first message, however often and however much later. An answer
 * to an answer belongs to the same thread.
 * @throws DomainError not-found when there is no such conversation or its author is not in it, invalid-input (an answer
 * to nothing), restricted
 */
export async function sendMessage(
  deps: { db: Queryable; queue: MessageQueue },
  input: {
    userId: string;
    conversationId: string;
    clientId: string;
    text: string;
    threadOf?: number;
  },
): Promise<MessageWire> {
  const { conversationId, userId: authorId, clientId, text } = input;
  const threadOf =
    input.threadOf === undefined
      ? undefined
      : await findThread(deps.db, { ...input, seq: input.threadOf });
  const message = await deps.queue.write(conversationId, { authorId, clientId, text, threadOf });
  if (message) return message;
  await requireUnrestrictedPerson(deps.db, 'chat', authorId);
  throw noSuchConversation();
}

async function findThread(
  db: Queryable,
  input: { userId: string; conversationId: string; seq: number },
): Promise<number> {
  const [row] = await db.query<{ first: string }>(
    `SELECT coalesce(thread_of, seq) AS first FROM chat_message
     WHERE conversation_id = $1 AND seq = $3 AND ${isMember('$1', '$2')}`,
    [input.conversationId, input.userId, input.seq],
  );
  if (!row) throw invalidInput([{ path: 'threadOf', message: 'There is no such message.' }]);
  return Number(row.first);
}
