import type { MessageWire } from '../../domain/wire/chat';
import type { Database } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { commitMessages, type DraftMessage } from './write-messages';

/** Messages written together at most. */
const TOGETHER = 100;

/** Where a process hands in messages. */
export interface MessageQueue {
  /** @returns the message, or undefined when the author is not in the conversation */
  write(conversationId: string, draft: DraftMessage): Promise<MessageWire | undefined>;
}

interface Waiting {
  draft: DraftMessage;
  resolve: (message: MessageWire | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * One write at a time into each conversation: what comes meanwhile makes up the next, in one transaction. Each message
 * waits for the same lock anyway; so a busy conversation pays for one commit instead of for ten.
 */
export function createMessageQueue(deps: { db: Database; bus: Bus }): MessageQueue {
  const waiting = new Map<string, Waiting[]>();
  const drain = async (conversationId: string, queue: Waiting[]) => {
    while (queue.length > 0) {
      const batch = queue.splice(0, TOGETHER);
      try {
        const drafts = batch.map(({ draft }) => draft);
        const messages = await commitMessages(deps, { conversationId, drafts });
        batch.forEach(({ resolve }, at) => resolve(messages[at]));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    waiting.delete(conversationId);
  };
  return {
    write(conversationId, draft) {
      return new Promise((resolve, reject) => {
        const entry = { draft, resolve, reject };
        const queue = waiting.get(conversationId);
        if (queue) return queue.push(entry);
        const started = [entry];
        waiting.set(conversationId, started);
        void drain(conversationId, started);
      });
    },
  };
}
