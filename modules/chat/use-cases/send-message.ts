import { COMMAND_HELP } from '../../../domain/chat/commands';
import { NETRA } from '../../../domain/chat/netra';
import { invalidInput } from '../../../domain/errors';
import type { MessageWire } from '../../../domain/wire/chat';
import type { Queryable } from '../../../platform/database/database';
import { requireUnrestrictedPerson } from '../../restrictions/queries';
import type { MessageQueue } from '../message-queue';
import { guardMentionOfAll } from '../mentions';
import { netraConversationId } from '../netra-conversation';
import { isMember } from '../policy';
import { noSuchConversation, readHeads } from '../queries';

/**
 * Sends a message. The same client id again answers the first message, however often and however much later. An answer
 * to an answer belongs to the same thread.
 * @throws DomainError not-found when there is no such conversation or its author is not in it, invalid-input (an answer
 * to nothing, files that are not one's own to send, a crowd that is named without saying so), forbidden (a crowd in a large
 * channel), restricted
 */
export async function sendMessage(
  deps: { db: Queryable; queue: MessageQueue },
  input: {
    userId: string;
    conversationId: string;
    clientId: string;
    text: string;
    threadOf?: number;
    mentions?: string[];
    mentionsAll?: boolean;
    confirmMentionsAll?: boolean;
    fileIds?: string[];
  },
): Promise<MessageWire> {
  const {
    conversationId,
    userId: authorId,
    clientId,
    text,
    mentions,
    mentionsAll,
    fileIds,
  } = input;
  if (mentionsAll) {
    await guardMentionOfAll(deps.db, { ...input, confirmed: input.confirmMentionsAll ?? false });
  }
  const threadOf =
    input.threadOf === undefined
      ? undefined
      : await findThread(deps.db, { ...input, seq: input.threadOf });
  const message = await deps.queue.write(conversationId, {
    ...{ authorId, clientId, text, threadOf, mentions, mentionsAll, fileIds },
  });
  if (message) {
    if (conversationId === netraConversationId(authorId)) await answerAsNetra(deps.queue, message);
    return message;
  }
  await requireUnrestrictedPerson(deps.db, 'chat', authorId);
  if (fileIds?.length) await readHeads(deps.db, input);
  else throw noSuchConversation();
  const problem = 'Name files that you uploaded to this conversation and have not sent yet.';
  throw invalidInput([{ path: 'fileIds', message: problem }]);
}

/** Whoever writes to NETRA is told what it understands, once per message. Should that fail, the same send tries again. */
async function answerAsNetra(queue: MessageQueue, message: MessageWire): Promise<void> {
  await queue.write(message.conversationId, {
    authorId: NETRA.id,
    clientId: `answer.${message.id}`,
    text: COMMAND_HELP,
    threadOf: message.threadOf ?? undefined,
  });
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
