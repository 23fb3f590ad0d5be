import type { Transaction } from '../../platform/database/database';
import type { ApprovalDeps } from './deps';

/** What must reach Temporal after a commit. */
export type OutboxMessage =
  | { topic: 'start-approval'; requestId: string }
  | { topic: 'signal-approval'; requestId: string; signal: string; argument?: string };

/** Writes a message in the caller's transaction and wakes the relay once it is committed. */
export function postToOutbox(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  message: OutboxMessage,
): void {
  const parameters: unknown[] = [];
  tx.send(outboxInsert(message, parameters), parameters);
  tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
}

/**
 * The INSERT of a message as SQL, for a caller that writes it in one statement with its own rows; the caller wakes the
 * relay after the commit.
 * @param parameters the statement's parameters so far; what the INSERT needs is appended
 * @param availableAt SQL of the instant from which on it is delivered
 */
export function outboxInsert(
  message: OutboxMessage,
  parameters: unknown[],
  availableAt = 'now()',
): string {
  const topic = parameters.push(message.topic);
  const payload = parameters.push(JSON.stringify(message));
  return `INSERT INTO outbox_message (topic, payload, available_at) VALUES ($${topic}, $${payload}, ${availableAt})`;
}
