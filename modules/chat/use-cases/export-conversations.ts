import { randomUUID } from 'node:crypto';
import type { AuditedMessage, ChatExportQuery, Membership } from '../../../domain/wire/chat-audit';
import type { Database } from '../../../platform/database/database';
import { listExported, type ExportedConversation } from '../audit-queries';
import { listAuditedMessages, listMembership } from '../audited-messages';
import { noteAccess, type Auditor } from '../note-access';

const PAGE = 500;

/** An export that is written down and may begin. */
export interface ChatExport {
  id: string;
  /** ISO 8601, when it was asked for. */
  at: string;
  query: ChatExportQuery;
  zone: string;
  conversations: ExportedConversation[];
  /** Messages there are. */
  hits: number;
}

/** One piece of an export, in order: a conversation, then its messages. */
type ExportPart =
  | { kind: 'conversation'; conversation: ExportedConversation; membership: Membership[] }
  | { kind: 'message'; message: AuditedMessage };

/**
 * Writes down who exports what, and why; nothing is shown before.
 * @throws DomainError not-found, when a conversation is named and there is none
 */
export async function beginExport(
  db: Database,
  auditor: Auditor,
  query: ChatExportQuery,
): Promise<ChatExport> {
  const { reason, conversationId, personId, ...filters } = query;
  const id = randomUUID();
  return db.transaction(async (tx) => {
    const conversations = await listExported(tx, { ...query, zone: auditor.zone });
    const hits = conversations.reduce((sum, { messages }) => sum + messages, 0);
    noteAccess(tx, auditor, {
      ...{ action: 'exported', conversationId, personId, reason, hits },
      filters: { ...filters, exportId: id, conversations: conversations.length },
    });
    return { id, at: new Date().toISOString(), query, zone: auditor.zone, conversations, hits };
  });
}

/**
 * What an export holds, a page at a time and no faster than it is taken: neither memory nor a connection is held for a
 * slow reader. Of each conversation the messages that were there when it began, each as it stands when it is read; what
 * is edited meanwhile has the text of before among its versions.
 */
export async function* exportParts(
  db: Database,
  { query: { from, to }, zone, conversations }: ChatExport,
): AsyncGenerator<ExportPart> {
  for (const conversation of conversations) {
    const { id: conversationId, head: upTo } = conversation;
    const membership = await listMembership(db, conversationId);
    yield { kind: 'conversation', conversation, membership };
    for (let after = 0; ;) {
      const of = { conversationId, filter: { from, to }, zone, after, upTo, limit: PAGE };
      const messages = await listAuditedMessages(db, of);
      for (const message of messages) yield { kind: 'message', message };
      if (messages.length < PAGE) break;
      after = messages.at(-1)?.seq ?? upTo;
    }
  }
}

/** Seals an export that was sent whole: whoever holds the file can show that it is the one of the auditors' log. */
export async function finishExport(
  db: Database,
  auditor: Auditor,
  done: { export: ChatExport; messages: number; contentSha256: string; manifestSha256: string },
): Promise<void> {
  const { id, query } = done.export;
  const { contentSha256, manifestSha256, messages: hits } = done;
  await db.transaction((tx) =>
    noteAccess(tx, auditor, {
      ...{ action: 'export-finished', hits, reason: query.reason },
      ...{ conversationId: query.conversationId, personId: query.personId },
      filters: { exportId: id, contentSha256, manifestSha256 },
    }),
  );
}
