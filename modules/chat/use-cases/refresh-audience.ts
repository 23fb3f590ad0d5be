import type { Transaction } from '../../../platform/database/database';

/**
 * Has every process read again who is told of a person's conversations, before it tells anything written after this
 * transaction. Their locks are taken, in order, and kept until it ends: what is being written waits, and is judged by
 * what is true then.
 */
export async function refreshAudience(tx: Transaction, userId: string): Promise<void> {
  await tx.query(
    `SELECT 1 FROM conversation WHERE id IN (SELECT conversation_id FROM conversation_member
       WHERE user_id = $1 AND left_at IS NULL) ORDER BY id FOR NO KEY UPDATE`,
    [userId],
  );
  tx.send(
    `UPDATE conversation SET members_version = members_version + 1 WHERE id IN (SELECT conversation_id
       FROM conversation_member WHERE user_id = $1 AND left_at IS NULL)`,
    [userId],
  );
}
