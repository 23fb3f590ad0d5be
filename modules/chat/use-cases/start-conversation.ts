import { randomUUID } from 'node:crypto';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { ConversationWire, StartConversation } from '../../../domain/wire/chat';
import { violatedConstraint, type Transaction } from '../../../platform/database/database';
import { requireUnrestrictedPerson } from '../../restrictions/queries';
import { admitMembers, requireActivePeople } from '../admit-members';
import type { ChatDeps } from '../deps';
import { findConversation } from '../queries';

/**
 * Starts a conversation with whoever starts it in it. A direct one that exists already is answered as it is; between two
 * people there is one at most, whoever writes first.
 * @throws DomainError invalid-input (somebody unknown or inactive, oneself alone), conflict (a channel of that name)
 */
export async function startConversation(
  deps: ChatDeps,
  input: { userId: string; wanted: StartConversation },
): Promise<ConversationWire> {
  const { userId, wanted } = input;
  const others = wanted.memberIds.filter((id) => id !== userId);
  if (wanted.kind !== 'channel' && others.length === 0) {
    throw invalidInput([{ path: 'memberIds', message: 'Name somebody else.' }]);
  }
  try {
    const conversationId = await deps.db.transaction(async (tx) => {
      await requireUnrestrictedPerson(tx, 'chat', userId);
      await requireActivePeople(tx, wanted.memberIds);
      const { id, isNew } = await insert(tx, { userId, wanted, others });
      if (isNew) {
        const people = [userId, ...others].map((person) => ({
          id: person,
          role: person === userId && wanted.kind === 'channel' ? 'owner' : 'member',
        })) as { id: string; role: 'owner' | 'member' }[];
        await admitMembers(deps, tx, { conversationId: id, by: userId, people });
      }
      return id;
    });
    return await findConversation(deps.db, { userId, conversationId });
  } catch (error) {
    if (violatedConstraint(error) !== 'conversation_channel_name') throw error;
    throw new DomainError('conflict', 'There is a channel of this name already.', {
      errors: [{ path: 'name', message: 'There is a channel of this name already.' }],
    });
  }
}

async function insert(
  tx: Transaction,
  input: { userId: string; wanted: StartConversation; others: string[] },
): Promise<{ id: string; isNew: boolean }> {
  const { userId, wanted, others } = input;
  const id = randomUUID();
  const directKey = wanted.kind === 'direct' ? [userId, ...others].sort().join(':') : null;
  // Two people who write to each other at the same moment wait for one another here.
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO conversation (id, kind, visibility, name, topic, direct_key, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (direct_key) DO UPDATE SET direct_key = excluded.direct_key RETURNING id`,
    [
      ...[id, wanted.kind, wanted.kind === 'channel' ? wanted.visibility : 'private'],
      ...[wanted.kind === 'direct' ? null : (wanted.name ?? null)],
      ...[wanted.kind === 'channel' ? wanted.topic : '', directKey, userId],
    ],
  );
  return { id: row?.id ?? id, isNew: row?.id === id };
}
