/**
 * A hint between processes that rows have changed. Never trusted: whoever listens reads the rows,
 * and sweeps them anyway, so a lost message costs a second and nothing else.
 */
export type BusMessage =
  | { topic: 'notifications'; userIds: string[] }
  | {
      topic: 'notifications-read';
      userId: string;
      unread: number;
      head: number;
      revision: number;
      ids?: string[];
      upTo?: number;
    }
  | { topic: 'bell'; userId: string }
  | { topic: 'approval'; approvalId: string }
  | { topic: 'chat'; conversationIds: string[] }
  | { topic: 'chat-read'; userId: string; conversationId: string; upTo: number }
  | { topic: 'typing'; conversationId: string; userId: string }
  | { topic: 'sessions'; userIds: string[] }
  | { topic: 'restrictions'; userIds: string[] }
  | { topic: 'mail' }
  | { topic: 'mail-settings' }
  | { topic: 'outbox' }
  | { topic: 'people' };

/** Carries hints over PostgreSQL NOTIFY, or Redis when `REDIS_URL` is set. Publish after the commit only. */
export interface Bus {
  /** Sends to every process, this one included. Never throws and never waits: a failure is logged. */
  publish(message: BusMessage): void;
  /** Calls back for every message; returns how to stop. */
  subscribe(callback: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}
