import type { ConversationWire } from '../../../domain/wire/chat';
import type { ChatDeps } from '../deps';
import { lockAsMember } from '../lock-conversation';
import { noteChanges } from '../note-change';
import { findConversation } from '../queries';

/** In larger conversations nobody is told what others have read: each message would be followed by one row per reader. */
const MOST_READERS = 50;

/**
 * Marks a conversation as read up to a message, never back. The person's other pages are told at once, the others in the
 * conversation as a change of it.
 * @throws DomainError not-found
 */
export async function markConversationRead(
  deps: ChatDeps,
  input: { userId: string; conversationId: string; upTo: number },
): Promise<ConversationWire> {
  const { userId, conversationId } = input;
  await deps.db.transaction(async (tx) => {
    const { head, readSeq, memberCount } = await lockAsMember(tx, input);
    const upTo = Math.min(input.upTo, head);
    if (upTo <= readSeq) return;
    tx.send(
      'UPDATE conversation_member SET read_seq = $3 WHERE conversation_id = $1 AND user_id = $2',
      [conversationId, userId, upTo],
    );
    if (memberCount <= MOST_READERS) {
      const changes = [{ kind: 'read' as const, by: userId, seq: upTo }];
      await noteChanges(deps, tx, { conversationId, changes });
    }
    tx.afterCommit(() => deps.bus.publish({ topic: 'chat-read', userId, conversationId, upTo }));
  });
  return findConversation(deps.db, input);
}
