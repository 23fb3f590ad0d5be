import type { Transaction } from '../../platform/database/database';
import type { ApprovalDeps } from './deps';

/** What must reach Temporal after a commit. */
export type OutboxMessage =
  | { topic: 'start-approval'; requestId: string }
  | { topic: 'signal-approval'; requestId: string; signal: string; argument?: string };

/** Writes a message in the caller's transaction and wakes the relay once it is committed. */
export async function postToOutbox(
  deps: Pick<ApprovalDeps, 'wakeRelay'>,
  tx: Transaction,
  message: OutboxMessage,
): Promise<void> {
  await tx.query('INSERT INTO outbox_message (topic, payload) VALUES ($1, $2)', [
    message.topic,
    JSON.stringify(message),
  ]);
  tx.afterCommit(deps.wakeRelay);
}
