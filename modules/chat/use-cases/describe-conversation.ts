import { DomainError } from '../../../domain/errors';
import type { ConversationWire, DescribeConversation } from '../../../domain/wire/chat';
import { violatedConstraint } from '../../../platform/database/database';
import type { ChatDeps } from '../deps';
import { lockAsMember } from '../lock-conversation';
import { noteChanges } from '../note-change';
import { findConversation } from '../queries';
import { mayDescribe } from './read-conversation';

/**
 * Names a group or a channel, or says what it is about: anybody in a group, the owners of a channel.
 * @throws DomainError not-found, forbidden, conflict (a channel of that name)
 */
export async function describeConversation(
  deps: ChatDeps,
  input: { userId: string; conversationId: string; wanted: DescribeConversation },
): Promise<ConversationWire> {
  const { conversationId, userId, wanted } = input;
  try {
    await deps.db.transaction(async (tx) => {
      const conversation = await lockAsMember(tx, input);
      if (conversation.follows && wanted.name !== undefined) {
        throw new DomainError(
          'forbidden',
          `This channel is named after its ${conversation.follows}.`,
        );
      }
      if (!mayDescribe(conversation)) {
        throw new DomainError('forbidden', 'Only an owner describes a channel.');
      }
      await tx.query(
        'UPDATE conversation SET name = coalesce($2, name), topic = coalesce($3, topic) WHERE id = $1',
        [conversationId, wanted.name ?? null, wanted.topic ?? null],
      );
      const changes = [{ kind: 'described' as const, by: userId }];
      await noteChanges(deps, tx, { conversationId, changes });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'conversation_channel_name') throw error;
    throw new DomainError('conflict', 'There is a channel of this name already.');
  }
  return findConversation(deps.db, input);
}
