import type { ConversationWire, MemberWire } from '../../domain/wire/chat';
import type { Transaction } from '../../platform/database/database';
import { requireUnrestrictedPerson } from '../restrictions/queries';
import { FOLLOWS, mayChat } from './policy';
import { noSuchConversation } from './queries';

/** A conversation under its lock, and what somebody is in it. */
interface LockedConversation {
  kind: ConversationWire['kind'];
  visibility: ConversationWire['visibility'];
  follows: ConversationWire['follows'];
  head: number;
  /** Null: they are not in it. */
  role: MemberWire['role'] | null;
  readSeq: number;
  memberCount: number;
}

/**
 * Locks a conversation until the transaction ends and reads it afterwards: whoever is in it then is in it, and whoever
 * is restricted then is.
 * @throws DomainError not-found when there is none, restricted
 */
export async function lockConversation(
  tx: Transaction,
  input: { conversationId: string; userId: string },
): Promise<LockedConversation> {
  tx.send('SELECT 1 FROM conversation WHERE id = $1 FOR NO KEY UPDATE', [input.conversationId]);
  const [row] = await tx.query<
    Omit<LockedConversation, 'head' | 'readSeq' | 'memberCount'> &
      Record<'head' | 'readSeq' | 'memberCount', string> & { mayChat: boolean }
  >(
    `SELECT c.kind, c.visibility, ${FOLLOWS} AS follows, c.head, m.role, coalesce(m.read_seq, 0) AS "readSeq",
       ${mayChat('$2')} AS "mayChat",
       (SELECT count(*) FROM conversation_member o WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS "memberCount"
     FROM conversation c LEFT JOIN conversation_member m
       ON m.conversation_id = c.id AND m.user_id = $2 AND m.left_at IS NULL
     WHERE c.id = $1`,
    [input.conversationId, input.userId],
  );
  if (!row) throw noSuchConversation();
  const { mayChat: isUnrestricted, ...conversation } = row;
  if (!isUnrestricted) await requireUnrestrictedPerson(tx, 'chat', input.userId);
  return {
    ...conversation,
    head: Number(row.head),
    readSeq: Number(row.readSeq),
    memberCount: Number(row.memberCount),
  };
}

/** The same for somebody who has to be in it. @throws DomainError not-found, also when they are not */
export async function lockAsMember(
  tx: Transaction,
  input: { conversationId: string; userId: string },
): Promise<LockedConversation & { role: MemberWire['role'] }> {
  const { role, ...conversation } = await lockConversation(tx, input);
  if (!role) throw noSuchConversation();
  return { ...conversation, role };
}
