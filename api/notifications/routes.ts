import { z } from 'zod';
import {
  markReadSchema,
  notificationListSchema,
  notificationQuerySchema,
} from '../../domain/wire/notifications';
import { bellState, listNotifications } from '../../modules/notifications/queries';
import { markRead } from '../../modules/notifications/use-cases/mark-read';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** The bell over HTTP: everybody's own rows and nobody else's. */
export function notificationRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/notifications',
      tag: 'Notifications',
      summary: 'My notifications: after a seq, or the newest first',
      query: notificationQuerySchema,
      answer: notificationListSchema,
      async handle({ query, principal }) {
        const page = pageOf(query);
        const items = await listNotifications(deps.db, { userId: principal.id, ...page });
        const last = items.length < page.limit ? undefined : items.at(-1);
        const direction = page.after === undefined ? 'before' : 'after';
        const nextCursor = last ? `${direction}-${last.seq}` : null;
        return { items, nextCursor, ...(await bellState(deps.db, principal.id)) };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/notifications/read',
      tag: 'Notifications',
      summary: 'Mark my notifications as read, by id or up to a seq',
      body: markReadSchema,
      answer: z.object({ unread: z.number().int() }),
      handle: ({ body, principal }) => markRead(deps, { userId: principal.id, ...body }),
    }),
  ];
}

/** A cursor replaces the bounds it came from. */
function pageOf(query: z.output<typeof notificationQuerySchema>) {
  const { cursor, ...bounds } = query;
  if (!cursor) return bounds;
  const [direction, seq] = cursor.split('-');
  return { limit: bounds.limit, [direction as 'after' | 'before']: Number(seq) };
}
