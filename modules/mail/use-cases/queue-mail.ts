import type { Bus } from '../../../platform/realtime/bus';
import type { Transaction } from '../../../platform/database/database';

/** One mail to one person. `props` are data of the template: ids and texts, never tokens or links that act. */
export interface MailDraft {
  template: string;
  to: { userId: string | null; address: string };
  props: Record<string, unknown>;
  /** `<recipient.step.round.kind>`: becomes the Message-ID; the same key is queued once. */
  messageKey: string;
  approvalId?: string;
}

/** Writes mail rows; the mail relay of the worker is woken after the commit and sends them. */
export async function queueMail(
  _deps: { bus: Bus },
  _tx: Transaction,
  _drafts: MailDraft[],
): Promise<void> {
  throw new Error('being built');
}
