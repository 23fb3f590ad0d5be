import type { Presence } from '../../domain/wire/chat-presence';

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
  | { topic: 'presence-setting'; userId: string }
  | PresenceMessage
  | { topic: 'sessions'; userIds: string[] }
  | { topic: 'restrictions'; userIds: string[] }
  | { topic: 'mail' }
  | { topic: 'mail-settings' }
  | { topic: 'outbox' }
  | { topic: 'people' };

/** What a process says of who is connected to it; `version` numbers the changes of that. */
export type PresenceMessage =
  | { topic: 'presence'; node: string; version: number; userId: string; state: Presence }
  | { topic: 'presence-beat'; node: string; version: number }
  | { topic: 'presence-ask'; node: string }
  | {
      topic: 'presence-whole';
      node: string;
      version: number;
      part: number;
      parts: number;
      people: [string, Exclude<Presence, 'offline'>][];
    };

/** Carries hints over PostgreSQL NOTIFY, or Redis when `REDIS_URL` is set. Publish after the commit only. */
export interface Bus {
  /** Sends to every process, this one included. Never throws and never waits: a failure is logged. */
  publish(message: BusMessage): void;
  /** Calls back for every message; returns how to stop. */
  subscribe(callback: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}
