import type { Bus } from '../../../platform/realtime/bus';
import type { Transaction } from '../../../platform/database/database';

/** One ring of one person's bell. */
export interface NotificationDraft {
  userId: string;
  type: string;
  title: string;
  body?: string;
  /** Path in the app. */
  link: string;
  approvalId?: string;
  /** The same key never rings the same person twice: what makes a repeated activity harmless. */
  dedupeKey: string;
}

/** Writes notification rows with the next numbers of their owners; sockets are told after the commit. */
export async function notifyPeople(
  _deps: { bus: Bus },
  _tx: Transaction,
  _drafts: NotificationDraft[],
): Promise<void> {
  throw new Error('being built');
}
