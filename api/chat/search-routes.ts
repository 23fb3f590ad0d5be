import { chatSearchQuerySchema, chatSearchSchema } from '../../domain/wire/chat-search';
import { searchMessages } from '../../modules/chat/search-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** What was written, wherever one may read now. */
export function chatSearchRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/chat/search',
      tag: 'Chat',
      summary: 'Messages with these words or parts of words in my conversations, the newest first',
      query: chatSearchQuerySchema,
      answer: chatSearchSchema,
      handle: ({ query, principal }) => searchMessages(deps.db, { ...query, userId: principal.id }),
    }),
  ];
}
