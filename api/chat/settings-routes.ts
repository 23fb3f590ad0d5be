import { z } from 'zod';
import {
  changeChatSettingsSchema,
  chatSettingsSchema,
  conversationSchema,
  memberSettingsSchema,
  unreadFromSchema,
} from '../../domain/wire/chat';
import {
  changeChatSettings,
  changeMemberSettings,
  readChatSettings,
} from '../../modules/chat/use-cases/change-settings';
import { markConversationUnread } from '../../modules/chat/use-cases/mark-read';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Chat';
const params = z.object({ id: z.uuid() });

/** How I have my conversations, and what others are told of me. */
export function chatSettingsRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/conversations/:id/unread',
      tag,
      summary: 'Make a message and what follows it unread again',
      params,
      body: unreadFromSchema,
      answer: conversationSchema,
      handle: ({ params: { id }, body, principal }) =>
        markConversationUnread(deps, { userId: principal.id, conversationId: id, ...body }),
    }),
    defineRoute({
      method: 'patch',
      path: '/conversations/:id/settings',
      tag,
      summary: 'Mute a conversation, or put it among my favourites',
      params,
      body: memberSettingsSchema,
      answer: conversationSchema,
      handle: ({ params: { id }, body, principal }) =>
        changeMemberSettings(deps, { userId: principal.id, conversationId: id, wanted: body }),
    }),
    defineRoute({
      method: 'get',
      path: '/chat-settings',
      tag,
      summary: 'What others are told of me: what I have read, whether I am there',
      answer: chatSettingsSchema,
      handle: ({ principal }) => readChatSettings(deps.db, principal.id),
    }),
    defineRoute({
      method: 'patch',
      path: '/chat-settings',
      tag,
      summary: 'Change what others are told of me',
      body: changeChatSettingsSchema,
      answer: chatSettingsSchema,
      handle: ({ body, principal }) =>
        changeChatSettings(deps, { userId: principal.id, wanted: body }),
    }),
  ];
}
