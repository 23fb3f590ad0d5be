import type {
  AuditedConversationList,
  AuditedMessageList,
  AuditListQuery,
  AuditMessagesQuery,
} from '../../../domain/wire/chat-audit';
import type { Database } from '../../../platform/database/database';
import { findAuditedConversation, listAuditedConversations } from '../audit-queries';
import { countAuditedMessages, listAuditedMessages, listMembership } from '../audited-messages';
import { noteAccess, type Auditor } from '../note-access';

/** What is found and what is counted are of one moment. */
const ONE_MOMENT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ';

/**
 * Conversations of anybody. Reading leaves no trace in them: no receipt, no change, no lock; only an entry of the
 * auditors' log, in the same transaction: where it cannot be written nothing is shown.
 */
export async function auditConversations(
  db: Database,
  auditor: Auditor,
  query: AuditListQuery,
): Promise<AuditedConversationList> {
  return db.transaction(async (tx) => {
    tx.send(ONE_MOMENT);
    const found = await listAuditedConversations(tx, query, auditor.zone);
    const { reason, person, ...filters } = query;
    noteAccess(tx, auditor, {
      ...{ action: 'listed', personId: person, reason, filters, hits: found.hits },
    });
    return found;
  });
}

/**
 * A page of any conversation's messages with all they ever said, and who was in it when; noted as above.
 * @throws DomainError not-found
 */
export async function auditMessages(
  db: Database,
  auditor: Auditor,
  input: { conversationId: string; query: AuditMessagesQuery },
): Promise<AuditedMessageList> {
  const { conversationId, query } = input;
  const { reason, before, after, limit, ...filter } = query;
  return db.transaction(async (tx) => {
    tx.send(ONE_MOMENT);
    const of = { conversationId, filter, zone: auditor.zone };
    const conversation = await findAuditedConversation(tx, conversationId);
    const hits = await countAuditedMessages(tx, of);
    const items = await listAuditedMessages(tx, { ...of, before, after, limit });
    const membership = await listMembership(tx, conversationId);
    const filters = { ...filter, before, after, limit };
    noteAccess(tx, auditor, { action: 'read', conversationId, reason, filters, hits });
    return { items, nextCursor: null, head: conversation.head, hits, conversation, membership };
  });
}
