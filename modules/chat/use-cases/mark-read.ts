import type { ConversationWire } from '../../../domain/wire/chat';
import type { Transaction } from '../../../platform/database/database';
import type { ChatDeps } from '../deps';
import { lockAsMember } from '../lock-conversation';
import { readMentions } from '../mentions';
import { noteChanges } from '../note-change';
import { tellsRead } from '../policy';
import { findConversation } from '../queries';

/** In larger conversations nobody is told what others have read: each message would be followed by one row per reader. */
const MOST_READERS = 50;

interface Place {
  userId: string;
  conversationId: string;
}

/**
 * Marks a conversation as read up to a message, never back. The person's other pages are told at once, the others in the
 * conversation as a change of it, unless the person tells no receipts.
 * @throws DomainError not-found
 */
export async function markConversationRead(
  deps: ChatDeps,
  input: Place & { upTo: number },
): Promise<ConversationWire> {
  await deps.db.transaction(async (tx) => {
    const { head, readSeq, memberCount } = await lockAsMember(tx, input);
    const upTo = Math.min(input.upTo, head);
    if (upTo <= readSeq) return;
    const seen = await setRead(tx, { ...input, upTo });
    await readMentions(deps, tx, { ...input, after: readSeq, upTo });
    if (seen && memberCount <= MOST_READERS) {
      const changes = [{ kind: 'read' as const, by: input.userId, seq: upTo }];
      await noteChanges(deps, tx, { conversationId: input.conversationId, changes });
    }
    tellPages(deps, tx, { ...input, upTo });
  });
  return findConversation(deps.db, input);
}

/**
 * Makes a message and what follows it unread again, for this person alone: that they have seen it stays told.
 * @throws DomainError not-found
 */
export async function markConversationUnread(
  deps: ChatDeps,
  input: Place & { from: number },
): Promise<ConversationWire> {
  const { userId, conversationId } = input;
  await deps.db.transaction(async (tx) => {
    const { readSeq } = await lockAsMember(tx, input);
    const upTo = Math.min(input.from - 1, readSeq);
    tx.send(
      'UPDATE conversation_member SET read_seq = $3 WHERE conversation_id = $1 AND user_id = $2',
      [conversationId, userId, upTo],
    );
    tellPages(deps, tx, { ...input, upTo });
  });
  return findConversation(deps.db, input);
}

/** @returns whether others are to be told: it is news, and the person tells what they have read */
async function setRead(tx: Transaction, input: Place & { upTo: number }): Promise<boolean> {
  const { userId, conversationId, upTo } = input;
  const told = await tx.query(
    `UPDATE conversation_member m SET seen_seq = $3
     WHERE m.conversation_id = $1 AND m.user_id = $2 AND m.seen_seq < $3 AND ${tellsRead('$2')} RETURNING 1`,
    [conversationId, userId, upTo],
  );
  tx.send(
    'UPDATE conversation_member SET read_seq = $3 WHERE conversation_id = $1 AND user_id = $2',
    [conversationId, userId, upTo],
  );
  return told.length > 0;
}

function tellPages(deps: ChatDeps, tx: Transaction, input: Place & { upTo: number }): void {
  const { userId, conversationId, upTo } = input;
  tx.afterCommit(() => deps.bus.publish({ topic: 'chat-read', userId, conversationId, upTo }));
}
