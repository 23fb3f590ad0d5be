import { DomainError } from '../../../domain/errors';
import type { MessageWire } from '../../../domain/wire/chat';
import type { ChatDeps } from '../deps';
import { presentMessage } from '../present-message';
import { isMember } from '../policy';
import { lockMessage, touch } from './change-message';
import { mayPin } from './read-conversation';

interface Target {
  userId: string;
  conversationId: string;
  messageId: string;
}

/**
 * Keeps a message in everybody's sight, or lets it go. Again changes nothing.
 * @throws DomainError not-found, forbidden (somebody who owns not this channel), conflict (deleted)
 */
export async function pinMessage(
  deps: ChatDeps,
  input: Target & { pinned: boolean },
): Promise<MessageWire> {
  const { conversationId, userId, pinned } = input;
  return deps.db.transaction(async (tx) => {
    const { message, conversation } = await lockMessage(tx, input);
    if (!mayPin(conversation)) {
      throw new DomainError('forbidden', 'Only an owner pins messages of a channel.');
    }
    if (message.deletedAt) throw new DomainError('conflict', 'This message has been deleted.');
    const changed = await tx.query(
      pinned
        ? `INSERT INTO chat_pin (conversation_id, seq, pinned_by) VALUES ($1, $2, $3)
           ON CONFLICT DO NOTHING RETURNING 1`
        : `DELETE FROM chat_pin WHERE conversation_id = $1 AND seq = $2 AND $3::uuid IS NOT NULL RETURNING 1`,
      [conversationId, message.seq, userId],
    );
    if (changed.length === 0) return presentMessage(message);
    const kind = pinned ? 'pinned' : 'unpinned';
    return touch(deps, tx, { ...input, seq: message.seq, kind });
  });
}

/**
 * Keeps a message for oneself, or lets it go: nobody else is told. Again changes nothing.
 * @throws DomainError not-found, also for what is deleted
 */
export async function bookmarkMessage(
  deps: Pick<ChatDeps, 'db'>,
  input: Target & { kept: boolean },
): Promise<void> {
  const { conversationId, messageId, userId, kept } = input;
  const [message] = await deps.db.query(
    `SELECT 1 FROM chat_message m WHERE m.conversation_id = $1 AND m.id = $2 AND m.deleted_at IS NULL
       AND ${isMember('$1', '$3')}`,
    [conversationId, messageId, userId],
  );
  if (!message) throw new DomainError('not-found', 'There is no such message.');
  await deps.db.query(
    kept
      ? `INSERT INTO chat_bookmark (user_id, conversation_id, seq)
         SELECT $3, m.conversation_id, m.seq FROM chat_message m WHERE m.conversation_id = $1 AND m.id = $2
         ON CONFLICT DO NOTHING`
      : `DELETE FROM chat_bookmark b USING chat_message m WHERE m.conversation_id = $1 AND m.id = $2
         AND b.user_id = $3 AND b.conversation_id = m.conversation_id AND b.seq = m.seq`,
    [conversationId, messageId, userId],
  );
}
