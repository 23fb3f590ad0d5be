import type { Transaction } from '../../../platform/database/database';

/**
 * Lets each of these channels be owned by somebody who is there: where nobody active owns it, the active person longest
 * in it does from now on. Channels that follow the organisation have their owners by it. The caller holds their locks.
 */
export function passOwnership(tx: Transaction, conversationIds: readonly string[]): void {
  tx.send(
    `UPDATE conversation_member heir SET role = 'owner' FROM (
       SELECT DISTINCT ON (c.id) c.id, m.user_id FROM conversation c
       JOIN conversation_member m ON m.conversation_id = c.id AND m.left_at IS NULL
       JOIN employee e ON e.id = m.user_id AND e.active
       WHERE c.id = ANY($1::uuid[]) AND c.kind = 'channel'
         AND NOT EXISTS (SELECT FROM organisation_channel o WHERE o.conversation_id = c.id)
       ORDER BY c.id, m.role = 'member', m.joined_at, m.user_id) AS next
     WHERE heir.conversation_id = next.id AND heir.user_id = next.user_id AND heir.role <> 'owner'`,
    [conversationIds],
  );
}

/** The same for every channel that somebody owns who is not active any more, in the caller's transaction. */
export async function passChannelsOf(tx: Transaction, personId: string): Promise<void> {
  const owned = await tx.query<{ id: string }>(
    `SELECT c.id FROM conversation c JOIN conversation_member m ON m.conversation_id = c.id
     WHERE c.kind = 'channel' AND m.user_id = $1 AND m.role = 'owner' AND m.left_at IS NULL
     ORDER BY c.id FOR NO KEY UPDATE OF c`,
    [personId],
  );
  passOwnership(
    tx,
    owned.map(({ id }) => id),
  );
}
