import { z } from 'zod';
import {
  changeListSchema,
  changeQuerySchema,
  conversationSchema,
  editMessageSchema,
  emojiSchema,
  messageListSchema,
  messageQuerySchema,
  messageSchema,
  readUpToSchema,
  sendMessageSchema,
} from '../../domain/wire/chat';
import { createMessageQueue } from '../../modules/chat/message-queue';
import {
  deleteMessage,
  editMessage,
  reactToMessage,
} from '../../modules/chat/use-cases/change-message';
import { markConversationRead } from '../../modules/chat/use-cases/mark-read';
import { readChanges, readMessages } from '../../modules/chat/use-cases/read-conversation';
import { sendMessage } from '../../modules/chat/use-cases/send-message';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Chat';
const params = z.object({ id: z.uuid() });
const messageParams = params.extend({ messageId: z.uuid() });

/** Messages of the conversations one is in. */
export function messageRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...writingRoutes(deps), ...reactionRoutes(deps)];
}

function readingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/conversations/:id/messages',
      tag,
      summary: 'Messages after a seq, oldest first; or the newest first, before a seq',
      params,
      query: messageQuerySchema,
      answer: messageListSchema,
      handle: async ({ params: { id }, query, principal }) => ({
        ...(await readMessages(deps.db, { userId: principal.id, conversationId: id, ...query })),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/conversations/:id/changes',
      tag,
      summary: 'What happened in a conversation after a change, oldest first',
      params,
      query: changeQuerySchema,
      answer: changeListSchema,
      handle: async ({ params: { id }, query, principal }) => ({
        ...(await readChanges(deps.db, { userId: principal.id, conversationId: id, ...query })),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/conversations/:id/read',
      tag,
      summary: 'Mark a conversation as read up to a message',
      params,
      body: readUpToSchema,
      answer: conversationSchema,
      handle: ({ params: { id }, body, principal }) =>
        markConversationRead(deps, { userId: principal.id, conversationId: id, ...body }),
    }),
  ];
}

function writingRoutes(deps: ApiDeps): Route[] {
  const queue = createMessageQueue(deps);
  return [
    defineRoute({
      method: 'post',
      path: '/conversations/:id/messages',
      tag,
      summary: 'Send a message; the same client id again answers the first one',
      params,
      body: sendMessageSchema,
      answer: messageSchema,
      status: 201,
      handle: ({ params: { id }, body, principal }) =>
        sendMessage({ db: deps.db, queue }, { userId: principal.id, conversationId: id, ...body }),
    }),
    defineRoute({
      method: 'patch',
      path: '/conversations/:id/messages/:messageId',
      tag,
      summary: 'Change the text of my message; what it said before is kept for audit',
      params: messageParams,
      body: editMessageSchema,
      answer: messageSchema,
      handle: ({ params: { id, messageId }, body, principal }) =>
        editMessage(deps, { userId: principal.id, conversationId: id, messageId, ...body }),
    }),
    defineRoute({
      method: 'delete',
      path: '/conversations/:id/messages/:messageId',
      tag,
      summary: 'Delete my message; what it said is kept for audit',
      params: messageParams,
      answer: messageSchema,
      handle: ({ params: { id, messageId }, principal }) =>
        deleteMessage(deps, { userId: principal.id, conversationId: id, messageId }),
    }),
  ];
}

function reactionRoutes(deps: ApiDeps): Route[] {
  const react = (method: 'put' | 'delete', summary: string) =>
    defineRoute({
      method,
      path: '/conversations/:id/messages/:messageId/reactions/:emoji',
      tag,
      summary,
      params: messageParams.extend({ emoji: emojiSchema }),
      answer: messageSchema,
      handle: ({ params: { id, messageId, emoji }, principal }) =>
        reactToMessage(deps, {
          userId: principal.id,
          conversationId: id,
          messageId,
          emoji,
          given: method === 'put',
        }),
    });
  return [
    react('put', 'Give a message my emoji'),
    react('delete', 'Take my emoji back from a message'),
  ];
}
