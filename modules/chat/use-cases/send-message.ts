import type { MessageWire } from '../../../domain/wire/chat';
import type { MessageQueue } from '../message-queue';
import { noSuchConversation } from '../queries';

/**
 * Sends a message. The same client id again answers the first message, however often and however much later.
 * @throws DomainError not-found when there is no such conversation or its author is not in it
 */
export async function sendMessage(
  queue: MessageQueue,
  input: { userId: string; conversationId: string; clientId: string; text: string },
): Promise<MessageWire> {
  const { conversationId, userId: authorId, clientId, text } = input;
  const message = await queue.write(conversationId, { authorId, clientId, text });
  if (!message) throw noSuchConversation();
  return message;
}
