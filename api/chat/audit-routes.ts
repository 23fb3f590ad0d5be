import type { Request } from 'express';
import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import {
  auditedConversationListSchema,
  auditedMessageListSchema,
  auditListQuerySchema,
  auditMessagesQuerySchema,
  chatAuditListSchema,
  chatAuditsQuerySchema,
  chatExportQuerySchema,
} from '../../domain/wire/chat-audit';
import type { Auditor } from '../../modules/chat/note-access';
import {
  auditConversations,
  auditMessages,
} from '../../modules/chat/use-cases/audit-conversations';
import { readChatAudits } from '../../modules/chat/use-cases/read-chat-audits';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { sendExport } from './export';

const about = { tag: 'Audit of conversations', access: ['admin'] } satisfies Partial<Route>;

/** Who asks, and from where. */
export function auditorOf(principal: Principal, request: Request): Auditor {
  return { id: principal.id, zone: principal.zone, address: request.ip ?? '' };
}

/** Conversations of others, for admins with a reason; and the log of that. */
export function chatAuditRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/conversations',
      summary: 'Conversations of anybody, with a reason that is logged',
      query: auditListQuerySchema,
      answer: auditedConversationListSchema,
      handle: ({ query, principal, request }) =>
        auditConversations(db, auditorOf(principal, request), query),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/conversations/:id/messages',
      summary: 'Messages of any conversation with every version, and who was in it when',
      params: z.object({ id: z.uuid() }),
      query: auditMessagesQuerySchema,
      answer: auditedMessageListSchema,
      handle: ({ params: { id }, query, principal, request }) =>
        auditMessages(db, auditorOf(principal, request), { conversationId: id, query }),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/chat-exports',
      summary: 'A conversation, or those of a person, as a JSON or CSV file with its own hash',
      query: chatExportQuerySchema,
      answer: z.string(),
      handle: async ({ query, principal, request, response }) => {
        const auditor = auditorOf(principal, request);
        await sendExport(db, { principal, auditor, query, response });
        return '';
      },
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/chat-audits',
      summary: 'Who audited whose conversations, and why: all of it for HR, their own for admins',
      access: ['hr', 'admin'],
      query: chatAuditsQuerySchema,
      answer: chatAuditListSchema,
      handle: ({ query, principal, request }) =>
        readChatAudits(db, { principal, address: request.ip ?? '' }, query),
    }),
  ];
}
