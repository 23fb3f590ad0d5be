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
  const parameters: unknown[] = [];
  await tx.query(outboxInsert(message, parameters), parameters);
  tx.afterCommit(deps.wakeRelay);
}

/**
 * The INSERT of a message as SQL, for a caller that writes it in one statement with its own rows; the caller wakes the
 * relay after the commit.
 * @param parameters the statement's parameters so far; what the INSERT needs is appended
 */
export function outboxInsert(message: OutboxMessage, parameters: unknown[]): string {
  const topic = parameters.push(message.topic);
  const payload = parameters.push(JSON.stringify(message));
  return `INSERT INTO outbox_message (topic, payload) VALUES ($${topic}, $${payload})`;
}
