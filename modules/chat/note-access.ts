import type { ChatAuditAction } from '../../domain/wire/chat-audit';
import type { Transaction } from '../../platform/database/database';
import { recordAudit } from '../audit/use-cases/record-audit';

/** Who reads what they are not in. */
export interface Auditor {
  id: string;
  /** What days mean to them. */
  zone: string;
  /** Where they ask from. */
  address: string;
}

/** One entry of the auditors' log. */
interface Access {
  action: ChatAuditAction;
  /** Without either it is about all conversations. */
  conversationId?: string;
  personId?: string;
  reason?: string;
  /** What was looked for, or set. */
  filters?: Record<string, unknown>;
  hits?: number;
}

/**
 * Writes an entry of the auditors' log in the caller's transaction: what was found may be shown once that is committed,
 * and not before. The reason stands there in words, where nobody can change it.
 */
export function noteAccess(tx: Transaction, auditor: Auditor, access: Access): void {
  const { action, conversationId, personId, reason, filters = {}, hits } = access;
  const subject = conversationId
    ? { subjectType: 'conversation', subjectId: conversationId }
    : personId
      ? { subjectType: 'person', subjectId: personId }
      : { subjectType: 'chat', subjectId: 'all' };
  const details = { reason, filters, hits, address: auditor.address };
  recordAudit(tx, [{ actorId: auditor.id, action: `chat-audit.${action}`, ...subject, details }]);
}
