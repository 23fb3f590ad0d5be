import { z } from 'zod';
import {
  bookmarkSchema,
  messageSchema,
  threadQuerySchema,
  threadSchema,
} from '../../domain/wire/chat';
import { wholeListOf } from '../../domain/wire/common';
import { listBookmarks, listPins, readThread } from '../../modules/chat/content-queries';
import { findConversation } from '../../modules/chat/queries';
import { bookmarkMessage, pinMessage } from '../../modules/chat/use-cases/keep-message';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Chat';
const params = z.object({ id: z.uuid() });
const messageParams = params.extend({ messageId: z.uuid() });
const OF_MESSAGE = '/conversations/:id/messages/:messageId';

/** Threads, and what is kept: by a conversation for everybody in it, by a person for themselves. */
export function contentRoutes(deps: ApiDeps): Route[] {
  return [threadRoute(deps), ...pinRoutes(deps), ...bookmarkRoutes(deps)];
}

function threadRoute(deps: ApiDeps): Route {
  return defineRoute({
    method: 'get',
    path: `${OF_MESSAGE}/thread`,
    tag,
    summary:
      'The thread of a message: what it begins with, and its answers after a seq, oldest first',
    params: messageParams,
    query: threadQuerySchema,
    answer: threadSchema,
    handle: async ({ params: { id, messageId }, query, principal }) => ({
      ...(await readThread(deps.db, {
        ...{ userId: principal.id, conversationId: id, messageId },
        ...query,
      })),
      nextCursor: null,
    }),
  });
}

function pinRoutes(deps: ApiDeps): Route[] {
  const pin = (method: 'put' | 'delete', summary: string) =>
    defineRoute({
      method,
      path: `${OF_MESSAGE}/pin`,
      tag,
      summary,
      params: messageParams,
      answer: messageSchema,
      handle: ({ params: { id, messageId }, principal }) =>
        pinMessage(deps, {
          ...{ userId: principal.id, conversationId: id, messageId, pinned: method === 'put' },
        }),
    });
  return [
    pin('put', 'Keep a message in the sight of everybody in the conversation'),
    pin('delete', 'Let a pinned message go'),
    defineRoute({
      method: 'get',
      path: '/conversations/:id/pins',
      tag,
      summary: 'What is pinned in a conversation, the newest pin first',
      params,
      answer: wholeListOf(messageSchema),
      handle: async ({ params: { id }, principal }) => {
        const place = { userId: principal.id, conversationId: id };
        await findConversation(deps.db, place);
        return { items: await listPins(deps.db, place), nextCursor: null };
      },
    }),
  ];
}

function bookmarkRoutes(deps: ApiDeps): Route[] {
  const bookmark = (method: 'put' | 'delete', summary: string) =>
    defineRoute({
      method,
      path: `${OF_MESSAGE}/bookmark`,
      tag,
      summary,
      params: messageParams,
      answer: z.undefined(),
      status: 204,
      handle: async ({ params: { id, messageId }, principal }) => {
        const target = { userId: principal.id, conversationId: id, messageId };
        await bookmarkMessage(deps, { ...target, kept: method === 'put' });
        return undefined;
      },
    });
  return [
    bookmark('put', 'Keep a message for myself'),
    bookmark('delete', 'Let a message go that I kept for myself'),
    defineRoute({
      method: 'get',
      path: '/chat-bookmarks',
      tag,
      summary: 'What I keep for myself, the newest first',
      answer: wholeListOf(bookmarkSchema),
      handle: async ({ principal }) => ({
        items: await listBookmarks(deps.db, principal.id),
        nextCursor: null,
      }),
    }),
  ];
}
