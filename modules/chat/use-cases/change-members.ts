import { DomainError } from '../../../domain/errors';
import type { ConversationWire } from '../../../domain/wire/chat';
import { admitMembers, requireActivePeople } from '../admit-members';
import type { ChatDeps } from '../deps';
import { lockAsMember, lockConversation } from '../lock-conversation';
import { noteChanges } from '../note-change';
import { findConversation, noSuchConversation } from '../queries';
import { passOwnership } from './pass-channels';

interface Place {
  userId: string;
  conversationId: string;
}

/**
 * Brings people into a group or a channel; anybody in it may. Who is in it already is passed over.
 * @throws DomainError not-found, forbidden (a direct conversation stays between two, a channel that follows the
 * organisation), invalid-input
 */
export async function addMembers(
  deps: ChatDeps,
  input: Place & { memberIds: string[] },
): Promise<ConversationWire> {
  const { conversationId, userId: by } = input;
  await deps.db.transaction(async (tx) => {
    const { kind, follows } = await lockAsMember(tx, input);
    refuseByHand(follows);
    if (kind === 'direct') {
      throw new DomainError('forbidden', 'A direct conversation stays between two people.');
    }
    await requireActivePeople(tx, input.memberIds);
    const people = input.memberIds.map((id) => ({ id, role: 'member' as const }));
    await admitMembers(deps, tx, { conversationId, by, people });
  });
  return findConversation(deps.db, input);
}

function refuseByHand(follows: ConversationWire['follows']): void {
  if (!follows) return;
  throw new DomainError(
    'forbidden',
    `This channel follows its ${follows}: who belongs to that is in it, and nobody comes or goes by hand.`,
  );
}

/** Lets a person into a public channel. @throws DomainError not-found, also for anything that is not public */
export async function joinChannel(deps: ChatDeps, input: Place): Promise<ConversationWire> {
  const { conversationId, userId } = input;
  await deps.db.transaction(async (tx) => {
    const { visibility, role } = await lockConversation(tx, input);
    if (role) return;
    if (visibility !== 'public') throw noSuchConversation();
    const people = [{ id: userId, role: 'member' as const }];
    await admitMembers(deps, tx, { conversationId, by: userId, people });
  });
  return findConversation(deps.db, input);
}

/**
 * Takes a person out of a group or a channel: oneself, or an owner somebody else. The longest there owns what its last
 * owner who is active leaves.
 * @throws DomainError not-found, forbidden (a direct conversation, a channel that follows the organisation, somebody
 * else's leave to take)
 */
export async function removeMember(
  deps: ChatDeps,
  input: Place & { memberId: string },
): Promise<void> {
  const { conversationId, userId, memberId } = input;
  await deps.db.transaction(async (tx) => {
    const { kind, role, follows } = await lockAsMember(tx, input);
    refuseByHand(follows);
    if (kind === 'direct') {
      throw new DomainError('forbidden', 'A direct conversation cannot be left.');
    }
    if (memberId !== userId && role !== 'owner') {
      throw new DomainError('forbidden', 'Only an owner takes somebody out of a conversation.');
    }
    const left = await tx.query(
      `UPDATE conversation_member SET left_at = clock_timestamp()
       WHERE conversation_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING 1`,
      [conversationId, memberId],
    );
    if (left.length === 0) {
      throw new DomainError('not-found', 'This person is not in the conversation.');
    }
    passOwnership(tx, [conversationId]);
    const changes = [{ kind: 'left' as const, by: userId, person: memberId }];
    await noteChanges(deps, tx, { conversationId, changes });
  });
}
