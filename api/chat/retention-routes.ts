import { z } from 'zod';
import {
  holdListSchema,
  holdSchema,
  liftHoldSchema,
  previewRetentionSchema,
  retentionPreviewSchema,
  retentionSchema,
  setHoldSchema,
  setRetentionSchema,
} from '../../domain/wire/chat-retention';
import { listHolds, previewRetention, readRetention } from '../../modules/chat/retention-queries';
import { liftHold, setHold } from '../../modules/chat/use-cases/change-holds';
import { setRetention } from '../../modules/chat/use-cases/set-retention';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { auditorOf } from './audit-routes';

const about = { tag: 'Audit of conversations', access: ['admin'] } satisfies Partial<Route>;
const holdsQuerySchema = z.object({
  conversationId: z.uuid().optional(),
  personId: z.uuid().optional(),
});

/** How long messages are kept, and what must not go; for admins. */
export function chatRetentionRoutes(deps: ApiDeps): Route[] {
  return [...ruleRoutes(deps), ...holdRoutes(deps)];
}

function ruleRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/chat-retention',
      summary: 'For how many days messages are kept',
      answer: retentionSchema,
      handle: () => readRetention(db),
    }),
    defineRoute({
      ...about,
      method: 'put',
      path: '/admin/chat-retention',
      summary: 'Set for how many days messages are kept, by kind or by conversation',
      body: setRetentionSchema,
      answer: retentionSchema,
      handle: ({ body, principal, request }) =>
        setRetention(db, auditorOf(principal, request), body),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/chat-retention/previews',
      summary: 'How many messages rules would remove; changes nothing',
      body: previewRetentionSchema,
      answer: retentionPreviewSchema,
      handle: ({ body }) => previewRetention(db, body),
    }),
  ];
}

function holdRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/chat-holds',
      summary: 'Legal holds, those that apply first',
      query: holdsQuerySchema,
      answer: holdListSchema,
      handle: async ({ query }) => ({ items: await listHolds(db, query), nextCursor: null }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/chat-holds',
      summary: 'Have everything kept of a conversation, or of all a person is or was in',
      body: setHoldSchema,
      answer: holdSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal, request }) => setHold(db, auditorOf(principal, request), body),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/chat-holds/:id/lift',
      summary: 'End a legal hold',
      params: z.object({ id: z.uuid() }),
      body: liftHoldSchema,
      answer: holdSchema,
      handle: ({ params: { id }, body, principal, request }) =>
        liftHold(db, auditorOf(principal, request), { holdId: id, ...body }),
    }),
  ];
}
