import { z } from 'zod';
import {
  addMembersSchema,
  channelSchema,
  chatPersonSchema,
  conversationDetailSchema,
  conversationListSchema,
  conversationSchema,
  describeConversationSchema,
  startConversationSchema,
} from '../../domain/wire/chat';
import { wholeListOf } from '../../domain/wire/common';
import { listChannels, listChatPeople, listConversations } from '../../modules/chat/queries';
import { addMembers, joinChannel, removeMember } from '../../modules/chat/use-cases/change-members';
import { describeConversation } from '../../modules/chat/use-cases/describe-conversation';
import { readConversation } from '../../modules/chat/use-cases/read-conversation';
import { startConversation } from '../../modules/chat/use-cases/start-conversation';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Chat';
const params = z.object({ id: z.uuid() });
const searchSchema = z.object({
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

/** Conversations and who is in them: one's own, and public channels to join. */
export function conversationRoutes(deps: ApiDeps): Route[] {
  return [...placeRoutes(deps), ...channelRoutes(deps), ...memberRoutes(deps)];
}

function placeRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/conversations',
      tag,
      summary: 'My conversations, the liveliest first',
      answer: conversationListSchema,
      handle: async ({ principal }) => ({
        items: await listConversations(deps.db, { userId: principal.id }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/conversations',
      tag,
      summary: 'Start a conversation: direct, group or channel',
      body: startConversationSchema,
      answer: conversationSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) =>
        startConversation(deps, { userId: principal.id, wanted: body }),
    }),
    defineRoute({
      method: 'get',
      path: '/conversations/:id',
      tag,
      summary: 'A conversation with its members',
      params,
      answer: conversationDetailSchema,
      handle: ({ params: { id }, principal }) =>
        readConversation(deps.db, { userId: principal.id, conversationId: id }),
    }),
    defineRoute({
      method: 'patch',
      path: '/conversations/:id',
      tag,
      summary: 'Name a group or a channel, or say what it is about',
      params,
      body: describeConversationSchema,
      answer: conversationSchema,
      handle: ({ params: { id }, body, principal }) =>
        describeConversation(deps, { userId: principal.id, conversationId: id, wanted: body }),
    }),
  ];
}

function channelRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/chat-people',
      tag,
      summary: 'Whom I can write to, by name',
      query: searchSchema,
      answer: wholeListOf(chatPersonSchema),
      handle: async ({ query, principal }) => ({
        items: await listChatPeople(deps.db, { userId: principal.id, ...query }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/channels',
      tag,
      summary: 'Public channels, by name',
      query: searchSchema,
      answer: wholeListOf(channelSchema),
      handle: async ({ query, principal }) => ({
        items: await listChannels(deps.db, { userId: principal.id, ...query }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/conversations/:id/join',
      tag,
      summary: 'Join a public channel',
      params,
      answer: conversationSchema,
      handle: ({ params: { id }, principal }) =>
        joinChannel(deps, { userId: principal.id, conversationId: id }),
    }),
  ];
}

function memberRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/conversations/:id/members',
      tag,
      summary: 'Bring people into a group or a channel',
      params,
      body: addMembersSchema,
      answer: conversationSchema,
      handle: ({ params: { id }, body, principal }) =>
        addMembers(deps, { userId: principal.id, conversationId: id, ...body }),
    }),
    defineRoute({
      method: 'delete',
      path: '/conversations/:id/members/:memberId',
      tag,
      summary: 'Leave a conversation, or take somebody out of one that I own',
      params: params.extend({ memberId: z.uuid() }),
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id, memberId }, principal }) => {
        await removeMember(deps, { userId: principal.id, conversationId: id, memberId });
        return undefined;
      },
    }),
  ];
}
